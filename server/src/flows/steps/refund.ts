/**
 * Money goes back for pieces, for an amount, or for all that is left. Every refund of the house
 * passes here: after-sales, short pick, cancellation. An order whose last goods are refunded before
 * hand-over is cancelled in the same breath.
 */
import type { RefundId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as commission from '../../modules/commission/commission.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as orders from '../../modules/orders/orders.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import { setTimer } from '../../platform/timer.ts';
import { ASK_TIMER } from './ask-timer.ts';
import { GIVE_BACKS, type RefundWish } from './give-backs.ts';
import { giveBackCharges } from './charges.ts';
import { tenderBackOf } from './tender.ts';
import { goOn } from './go-on.ts';
import { hqOf, isBeforeHandOver, referralVersionOf, type OrderMoney } from './order-money.ts';

export type { RefundWish } from './give-backs.ts';
export interface Refunded {
  readonly id: RefundId;
  readonly amountFen: Fen;
  readonly cancelled: boolean;
}

/** @throws Refusal `orders.refund_…` naming the line, `orders.not_paid` */
export async function refundWithin(tx: Tx, money: OrderMoney, wish: RefundWish): Promise<Refunded> {
  const { order, lines } = money;
  if (order.paidAt === null) throw new Refusal('conflict', 'orders.not_paid');
  const asked = linesOf(money, wish);
  const emptied = isBeforeHandOver(money) && orders.nothingLeft(orders.afterRefund(lines, asked));
  const going = emptied ? orders.restOf(lines) : asked;
  const rest = commission.restOfParts(money.portions, money.cuts);
  const cuts = commission.cutsOf(rest, going);
  const totals = await ledger.lockDues(tx, ledger.postedDues(money.pendings));

  const { id, reason } = wish;
  const amountFen = orders.aftersales.refund(
    tx,
    {
      id,
      order: order.id,
      case: wish.case,
      reason,
      actor: wish.actor.id,
      lines: going,
      sellable: wish.sellable,
    },
    lines,
  );
  commission.keepCuts(tx, order.id, id, cuts);
  if (amountFen > 0) await sendBack(tx, money, wish, amountFen, cuts, totals);
  giveBackCharges(tx, money, id, going);
  const facts = { refund: id, amountFen };
  orders.note(tx, order.id, 'refunded', wish.actor, { ...facts, reason });
  outbox.put(tx, orders.happened('orders.refunded', order, facts));
  if (emptied) cancelWithin(tx, money, wish.actor, reason);
  else {
    const left = orders.afterRefund(lines, going);
    const { actor, goods } = wish;
    await goOn(tx, money, { lines: left, going, cuts, refund: id, actor, goods });
  }
  for (const giveBack of GIVE_BACKS) giveBack(tx, money, { wish, going, amountFen });
  return { id, amountFen, cancelled: emptied };
}

function linesOf({ lines }: OrderMoney, { asks }: RefundWish): readonly orders.RefundLine[] {
  if (asks === 'all') return orders.restOf(lines);
  const verdict = orders.refundOf(lines, asks);
  if (!('refused' in verdict)) return verdict.lines;
  const kind = verdict.refused === 'too_many_pieces' || verdict.refused === 'too_much';
  throw new Refusal(kind ? 'conflict' : 'invalid', `orders.refund_${verdict.refused}`, {
    line: verdict.no,
  });
}

async function sendBack(
  tx: Tx,
  money: OrderMoney,
  { id }: RefundWish,
  amount: Fen,
  cuts: readonly commission.LineParts[],
  totals: readonly ledger.Totals[],
): Promise<void> {
  const { order, pendings, parcels } = money;
  const { byChannel, tell } = await tenderBackOf(tx, money, { id, amount });
  const paid = payments.paying(money.captures);
  const live = fulfilment.live(parcels);
  ledger.refund(tx, {
    order: order.id,
    refund: id,
    channel: paid?.channel ?? '',
    amount,
    byChannel,
    cuts: commission.placedCuts(cuts, live, hqOf(money).id),
    pendings,
    totals,
  });
  tell();
  if (byChannel === 0) {
    orders.aftersales.endRefund(tx, id, 'succeeded');
    return;
  }
  const { channel, account, providerNo } = paid!;
  const back = { id, order: order.id, channel, account, providerNo, amount: byChannel };
  payments.wantRefund(tx, { ...back, forOrder: true });
  setTimer(tx, 'payments.refund', id, tx.now);
}

/** The order ends here, and everything that it held is free. */
export function cancelWithin(tx: Tx, money: OrderMoney, actor: orders.Actor, reason: string): void {
  const { order, parcels, holds } = money;
  const step = { from: order.state, to: 'cancelled', verb: 'cancelled', actor } as const;
  orders.cancel(tx, order.id, { ...step, facts: { reason } }, reason);
  payments.shut(tx, order.id);
  // What stands open at a provider is closed there too.
  if (order.capturedFen === 0) setTimer(tx, ASK_TIMER, order.id, tx.now);
  outbox.put(tx, orders.happened('orders.cancelled', order, { reason }));
  commission.dropReferral(tx, order.id, referralVersionOf(money));
  for (const parcel of fulfilment.live(parcels)) fulfilment.drop(tx, parcel);
  inventory.release(tx, order.id, holds);
}
