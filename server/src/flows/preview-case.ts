/** What a decision would cost: so much goes back, and each role gives so much of it. */
import type { CaseId, MerchantId, NodeId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as commission from '../modules/commission/commission.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { asksOf, isOut, workOnCase } from './steps/case-life.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { mustReach } from './steps/within-reach.ts';

export interface CasePreview {
  readonly backFen: Fen;
  readonly freightFen: Fen;
  readonly roles: readonly { readonly role: commission.Role; readonly givesFen: Fen }[];
  /** Goods are in the member's hands: they may be asked for first. */
  readonly isOut: boolean;
  readonly isHq: boolean;
}

/** By the rules of the refund. @throws Refusal `orders.no_such_case`, `orders.no_such_order` */
export function previewCase(
  db: Db,
  wish: { readonly merchant: MerchantId; readonly case: CaseId; readonly reach: readonly NodeId[] },
): Promise<CasePreview> {
  return db.transaction(wish.merchant, async (tx) => {
    const asked = await orders.aftersales.findCase(tx, wish.case);
    if (asked === null) throw new Refusal('not_found', 'orders.no_such_case');
    const money = await orderMoneyOf(tx, asked.order);
    mustReach(money, wish.reach);
    const work = workOnCase(money, wish.case);
    const verdict = orders.refundOf(money.lines, asksOf(work));
    const going = 'refused' in verdict ? [] : verdict.lines;
    const rest = commission.restOfParts(money.portions, money.cuts);
    const gives = commission.sumParts(commission.cutsOf(rest, going).map(({ parts }) => parts));
    return {
      backFen: 'refused' in verdict ? (0 as Fen) : verdict.total,
      freightFen: going.find(({ no }) => no === 0)?.amount ?? (0 as Fen),
      roles: commission.ROLES.map((role) => ({ role, givesFen: gives[role] })).filter(
        ({ givesFen }) => givesFen > 0,
      ),
      isOut: isOut(work),
      isHq: wish.reach.includes(money.directory.root.id),
    };
  });
}
