/** Staff decide a case: the goods come first, the money goes at once, or a no with words. */
import type { CaseId, MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as orders from '../modules/orders/orders.ts';
import { audit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import {
  acceptWithin,
  approveWithin,
  isOut,
  mustBeTheirDesk,
  rejectWithin,
  workOnCase,
  type CaseWork,
} from './steps/case-life.ts';
import { placeSwap, receiveSwap } from './steps/swap.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { mustReach } from './steps/within-reach.ts';

export interface DecideAftersales {
  readonly merchant: MerchantId;
  readonly case: CaseId;
  readonly accepted: boolean;
  readonly words: string;
  /** Line numbers whose goods are fit to sell again. */
  readonly sellable: readonly number[];
  /** `bring`: the money waits for the goods; `here`: they are back; `keep`: she may keep them. */
  readonly goods?: 'bring' | 'here' | 'keep';
  readonly staff: StaffId;
  readonly reach: readonly NodeId[];
}
export interface Decided {
  readonly case: CaseId;
  readonly state: 'accepted' | 'rejected' | 'approved' | 'exchanging';
  readonly refundFen: number;
}

/**
 * Of two who decide, one does.
 * @throws Refusal `orders.no_such_case`, `orders.case_is_decided`, `orders.case_at_head_office`,
 * `orders.refund_…`
 */
export function decideAftersales(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  wish: DecideAftersales,
): Promise<Decided> {
  return db.transaction(wish.merchant, async (tx) => {
    const asked = await orders.aftersales.findCase(tx, wish.case);
    if (asked === null) throw new Refusal('not_found', 'orders.no_such_case');
    const money = await orderMoneyOf(tx, asked.order);
    mustReach(money, wish.reach);
    const work = workOnCase(money, wish.case);
    if (work.standing.state !== 'asked' && work.standing.state !== 'appealed')
      throw new Refusal('conflict', 'orders.case_is_decided', { state: work.standing.state });
    mustBeTheirDesk(work, wish.reach);
    const actor = { kind: 'staff', id: wish.staff } as const;
    const decided = await answered(tx, vault, work, wish, actor);
    audit(tx, actor, {
      verb: `orders.aftersales_${decided.state}`,
      object: { kind: 'order', id: money.order.id },
      facts: { case: wish.case, refundFen: decided.refundFen },
    });
    return decided;
  });
}

async function answered(
  tx: Tx,
  vault: Vault,
  work: CaseWork,
  wish: DecideAftersales,
  actor: orders.Actor,
): Promise<Decided> {
  const { goods = 'here', words, sellable } = wish;
  if (!wish.accepted) {
    rejectWithin(tx, work, { actor, words });
    return { case: wish.case, state: 'rejected', refundFen: 0 };
  }
  if (work.standing.kind === 'exchange') return swapped(tx, vault, work, wish, actor);
  const brings = goods === 'bring' && orders.wantsGoods(work.standing.kind) && isOut(work);
  if (brings) {
    approveWithin(tx, work, { actor, words });
    return { case: wish.case, state: 'approved', refundFen: 0 };
  }
  const refundFen = await acceptWithin(tx, work, { actor, words, sellable });
  return { case: wish.case, state: 'accepted', refundFen };
}

/** The other piece is held at once; where the goods are back already, the swap begins. */
async function swapped(
  tx: Tx,
  vault: Vault,
  work: CaseWork,
  { case: id, goods, words, sellable }: DecideAftersales,
  actor: orders.Actor,
): Promise<Decided> {
  const swapOrder = await placeSwap(tx, work);
  approveWithin(tx, work, { actor, words, swapOrder });
  if (goods === 'bring') return { case: id, state: 'approved', refundFen: 0 };
  const standing = (await orders.aftersales.findCase(tx, id))!;
  const answer = { actor, words, sellable };
  const refundFen = await receiveSwap(tx, vault, { ...work, standing }, answer);
  return { case: id, state: 'exchanging', refundFen };
}
