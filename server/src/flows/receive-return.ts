/**
 * The member stands at the counter with the goods and the eight digits of her case: staff look at
 * them, and the money goes, or she is told what is wrong with them.
 */
import type { CaseId, MerchantId, NodeId, OutletId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { minutes } from '../kernel/time.ts';
import * as orders from '../modules/orders/orders.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { spendTry } from '../platform/quota.ts';
import { acceptWithin, rejectWithin, workOnCase } from './steps/case-life.ts';
import { receiveSwap } from './steps/swap.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { mustReach } from './steps/within-reach.ts';

const TRIES_AN_HOUR = 30;

/** @throws Refusal `platform.too_many_tries`, `orders.no_such_return` */
export async function findReturn(
  db: Db,
  wish: { readonly merchant: MerchantId; readonly staff: StaffId; readonly code: string },
): Promise<CaseId> {
  const { merchant, staff, code } = wish;
  const tries = { scope: `return:${staff}`, most: TRIES_AN_HOUR, windowMs: minutes(60) };
  await spendTry(db, merchant, [tries]);
  const id = await db.reading(merchant, (reader) => orders.cases.findByCode(reader, code));
  if (id === null) throw new Refusal('not_found', 'orders.no_such_return');
  return id;
}

export interface ReceiveReturn {
  readonly merchant: MerchantId;
  readonly case: CaseId;
  readonly staff: StaffId;
  readonly reach: readonly NodeId[];
  /** Where it was brought; null: where it was fetched. */
  readonly outlet: OutletId | null;
  /** As agreed: nothing missing, not used up. */
  readonly fit: boolean;
  /** Line numbers whose goods may be sold again. */
  readonly sellable: readonly number[];
  readonly words: string;
}

export interface Received {
  readonly case: CaseId;
  readonly state: 'accepted' | 'exchanging' | 'rejected';
  readonly refundFen: number;
}

/**
 * Received once. @throws Refusal `orders.no_such_case`, `orders.not_expected`, `orders.refund_…`,
 * `inventory.not_carried_here`
 */
export function receiveReturn(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  wish: ReceiveReturn,
): Promise<Received> {
  return db.transaction(wish.merchant, async (tx) => {
    const asked = await orders.aftersales.findCase(tx, wish.case);
    if (asked === null) throw new Refusal('not_found', 'orders.no_such_case');
    const money = await orderMoneyOf(tx, asked.order);
    mustReach(money, wish.reach);
    const work = workOnCase(money, wish.case);
    const { state } = work.standing;
    if (state !== 'approved' && state !== 'sent_back')
      throw new Refusal('conflict', 'orders.not_expected', { state });
    const actor = { kind: 'staff', id: wish.staff } as const;
    const { words, sellable, outlet } = wish;
    const answer = { actor, words, sellable, ...(outlet === null ? {} : { at: outlet }) };
    const swaps = work.standing.kind === 'exchange';
    let refundFen = 0;
    if (!wish.fit) rejectWithin(tx, work, answer);
    else if (swaps) refundFen = await receiveSwap(tx, vault, work, answer);
    else refundFen = await acceptWithin(tx, work, answer);
    audit(tx, actor, {
      verb: 'orders.return_received',
      object: { kind: 'order', id: money.order.id },
      facts: { case: wish.case, fit: wish.fit, refundFen },
    });
    const fitting = swaps ? 'exchanging' : 'accepted';
    return { case: wish.case, state: wish.fit ? fitting : 'rejected', refundFen };
  });
}
