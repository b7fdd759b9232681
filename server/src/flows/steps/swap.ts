/**
 * An exchange gives the other piece by an order of its own: placed when the exchange is agreed, so
 * that the piece is held; paid when the store has the goods, by the difference or by nothing; then
 * picked and handed over as any order. The order before keeps its money but for what the other
 * piece costs less.
 */
import type { OrderId, OutletId } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, dayOf, days, minuteOfDay } from '../../kernel/time.ts';
import * as attribution from '../../modules/attribution/attribution.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import * as orders from '../../modules/orders/orders.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import type { Vault } from '../../platform/secret.ts';
import { setTimer } from '../../platform/timer.ts';
import { caseRuleOf, type Answer, type CaseWork, tell } from './case-life.ts';
import { startOrders } from './capture-notices.ts';
import { orderMoneyOf, type OrderMoney } from './order-money.ts';
import { refundWithin } from './refund.ts';
import { shelfOfOutlet } from './shelf.ts';

/** To pay the difference, after the goods are back. */
const DAYS_TO_PAY = 2;

export interface Swap {
  readonly line: orders.OrderLine;
  readonly grossFen: Fen;
  readonly at: OutletId;
}

/** What it would be, at the prices of now. @throws Refusal `orders.claim_…`, `orders.refund_…` */
export async function swapOf(
  tx: Tx,
  money: OrderMoney,
  ask: Pick<orders.Case, 'lines' | 'swapSku'>,
): Promise<Swap> {
  const [asked] = ask.lines;
  if (asked === undefined || ask.lines.length > 1 || ask.swapSku === null)
    throw new Refusal('invalid', 'orders.one_line_to_exchange');
  const line = money.lines.find(({ no }) => no === asked.no)!;
  const selling = money.directory.outlet(money.order.outlet)!;
  const item = (await shelfOfOutlet(tx, selling)).get(ask.swapSku);
  const parcel = fulfilment.live(money.parcels).find((one) => one.lineNos.includes(asked.no));
  if (item === undefined || !item.listed || item.product !== line.product || parcel === undefined)
    throw new Refusal('conflict', 'orders.claim_not_sold', { line: asked.no, title: line.title });
  const verdict = orders.refundOf(money.lines, [{ ...asked, amount: null }]);
  if ('refused' in verdict)
    throw new Refusal('conflict', `orders.refund_${verdict.refused}`, { line: asked.no });
  const quantity = asked.pieces;
  const { grossFen, ...terms } = orders.swapTerms(verdict.total, item.priceFen, quantity);
  return {
    grossFen,
    at: parcel.outlet,
    line: {
      no: 1,
      sku: item.sku,
      product: item.product,
      title: item.title,
      spec: item.spec,
      quantity,
      priceFen: item.priceFen,
      ...terms,
      role: item.role,
      terms: item.terms,
    },
  };
}

/** The piece is held from now on. @throws Refusal as `swapOf`, `inventory.not_enough` */
export async function placeSwap(tx: Tx, { money, standing }: CaseWork): Promise<OrderId> {
  const { order, directory } = money;
  const { line, grossFen, at } = await swapOf(tx, money, standing);
  const id = tx.newId() as string as OrderId;
  const payBy = after(tx.now, days(caseRuleOf(money).returnDays + DAYS_TO_PAY));
  const { discountFen, netFen } = line;
  const sums = { grossFen, discountFen, freightFen: fen(0), payableFen: netFen };
  orders.cases.placeSwap(tx, {
    id,
    number: orders.numberOf(id, dayOf(tx.now), minuteOfDay(tx.now)),
    case: standing.id,
    from: order.id,
    quote: { lines: [{ ...line, grossFen }], steps: [], ...sums, nextStep: null, promotion: null },
    note: `换货 ${order.number}`,
    payBy,
    line,
  });
  attribution.follow(tx, order.id, id);
  const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
  const plan = chain.policyInForce(directory, 'commission', path, order.placedAt).version;
  commission.freeze(tx, id, plan, [{ lineNo: 1, netFen, parts: partsOf(money, standing, netFen) }]);
  fulfilment.keep(tx, id, routeTo(tx, money, at, path), { attempt: 1, why: 'swapped', tookUs: 0 });
  outbox.put(tx, orders.happened('orders.placed', { id, member: order.member }));
  setTimer(tx, 'orders.unpaid', id, payBy);
  inventory.hold(tx, id, at, [{ lineNo: 1, sku: line.sku!, quantity: line.quantity }]);
  return id;
}

/** The difference is earned as the line before it was, at its recorded rates. */
function partsOf({ portions }: OrderMoney, { lines }: orders.Case, netFen: Fen): commission.Parts {
  const before = portions.filter(({ lineNo }) => lineNo === lines[0]!.no);
  const [cut] = commission.cutsOf(before, [{ no: lines[0]!.no, amount: netFen }]);
  return cut?.parts ?? commission.NOTHING;
}

function routeTo(
  tx: Tx,
  money: OrderMoney,
  at: OutletId,
  path: OrderMoney['directory']['root']['path'],
) {
  const { directory } = money;
  const rule = chain.policyInForce(directory, 'routing', path, tx.now);
  const outlet = directory.outlet(at)!;
  const promisedAt = fulfilment.promiseOf(outlet, 'pickup', 0, tx.now) ?? tx.now;
  const [day, capacity, distanceM] = [dayOf(promisedAt), null, 0];
  const found = { outlet: at, name: outlet.shortName, code: 'chosen' as const, rank: 1 };
  const facts = { sellable: {}, missing: [], promisedAt, day, taken: 0, capacity, distanceM };
  return {
    rule: { node: rule.node, version: rule.version },
    outcome: 'allocated' as const,
    verdicts: [{ ...found, ...facts }],
    allocations: [{ outlet: at, lineNos: [1], distanceM, promisedAt, day, capacity, safety: 0 }],
  };
}

/** The store has the goods: what is cheaper goes back, what costs nothing more is hers now. */
export async function receiveSwap(
  tx: Tx,
  vault: Vault,
  work: CaseWork,
  { actor, words, sellable, at }: Answer,
): Promise<Fen> {
  const { money, standing } = work;
  const swap = await orderMoneyOf(tx, standing.swapOrder!);
  const asked = standing.lines[0]!;
  const line = money.lines.find(({ no }) => no === asked.no)!;
  const downFen = downOf(money, standing, swap);
  const refund = downFen > 0 ? { refund: tx.newId<'refund'>() } : {};
  orders.cases.step(tx, standing, { verb: 'received', actor, words, ...refund });
  if (refund.refund !== undefined)
    await refundWithin(tx, money, {
      id: refund.refund,
      asks: [{ no: asked.no, pieces: 0, amount: downFen }],
      reason: standing.reason,
      case: standing.id,
      actor,
      sellable: [],
      goods: 'kept',
    });
  if (swap.order.payableFen === 0) {
    const live = fulfilment.live(swap.parcels);
    startOrders(tx, vault, [{ row: swap.order, live }], swap.directory);
    outbox.put(tx, orders.happened('orders.paid', swap.order));
  }
  const parcel = fulfilment.live(money.parcels).find((one) => one.lineNos.includes(asked.no));
  const shelf = at ?? parcel?.outlet;
  if (sellable.includes(asked.no) && shelf !== undefined) {
    const back = { sku: line.sku!, quantity: asked.pieces };
    inventory.takeBack(tx, money.order.id, shelf, back, actor.id as never);
  }
  tell(tx, work, 'received', actor);
  return downFen;
}

/** By the prices of the day it was agreed: they stand on the order that replaces. */
function downOf({ lines }: OrderMoney, { lines: asked }: orders.Case, swap: OrderMoney): Fen {
  const verdict = orders.refundOf(lines, [{ ...asked[0]!, amount: null }]);
  if ('refused' in verdict) return fen(0);
  return orders.swapDown(verdict.total, swap.order.discountFen);
}
