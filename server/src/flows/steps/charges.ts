/**
 * Charges beside an order's portions: who bears its promotion, whose goods it takes. Frozen at
 * placement, booked when the order settles, given back with what is refunded after that.
 */
import type { NodeId } from '../../kernel/id.ts';
import type * as attribution from '../../modules/attribution/attribution.ts';
import * as commission from '../../modules/commission/commission.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as orders from '../../modules/orders/orders.ts';
import type * as pricing from '../../modules/pricing/pricing.ts';
import type { Tx } from '../../platform/db.ts';
import type { Survey } from './checkout.ts';
import type { OrderMoney } from './order-money.ts';

/** A promotion of a dealer's own is that dealer's; else it is the dealer of the order. */
export function promotionChargesOf(
  quote: pricing.Quote,
  credit: attribution.Credit,
  { directory, selling, promotions }: Survey,
): commission.Charge[] {
  const promotion = promotions.find(({ id }) => id === quote.promotion);
  if (promotion === undefined) return [];
  const { costBps } = promotion;
  if (costBps.dealer + costBps.outlet === 0) return [];
  const path = directory.nodes.get(promotion.node)?.path ?? [];
  const own = path.findLast((id: NodeId) => directory.nodes.get(id)?.kind === 'dealer');
  const dealer = own ?? credit.dealer;
  return commission.promotionCharges(quote.lines, costBps, {
    hq: { kind: 'hq', id: directory.root.id },
    dealer: dealer === null ? null : { kind: 'dealer', id: dealer },
    outlet: { kind: 'outlet', id: selling.id },
  });
}

/** By line: the attempt of the parcel that has it. */
function goodsOf({ parcels }: OrderMoney): ReadonlyMap<number, number> {
  return new Map(
    fulfilment
      .live(parcels)
      .flatMap(({ attempt, lineNos }) => lineNos.map((no) => [no, attempt] as const)),
  );
}
const party = ({ kind, id }: commission.Receiver): ledger.Party => ({ kind, id });

/** With the order's settlement. */
export function bookCharges(tx: Tx, money: OrderMoney): void {
  const { order, lines, charges } = money;
  ledger.charge(
    tx,
    commission.dueCharges(charges, lines, goodsOf(money)).map(({ kind, payer, payee, amount }) => ({
      type: kind,
      from: party(payer),
      to: party(payee),
      amount,
      source: `${order.id}:${payer.id}:${payee.id}`,
      order: order.id,
    })),
  );
}

/** With a refund of an order that has settled: its pieces take their part of the charges along. */
export function giveBackCharges(
  tx: Tx,
  money: OrderMoney,
  refund: string,
  going: readonly orders.RefundLine[],
): void {
  const { order, lines, charges } = money;
  if (order.state !== 'settled' || charges.length === 0) return;
  const goods = goodsOf(money);
  const back = commission.backCharges(
    commission.dueCharges(charges, lines, goods),
    commission.dueCharges(charges, orders.afterRefund(lines, going), goods),
  );
  ledger.charge(
    tx,
    back.map(({ kind, payer, payee, amount }) => ({
      type: `${kind}_back` as const,
      from: party(payee),
      to: party(payer),
      amount,
      source: `${refund}:${payer.id}:${payee.id}`,
      order: order.id,
    })),
  );
}
