/**
 * A member places an order: read, decide, then write once. What is told here leaves in this order,
 * in one round trip with the commit: cold rows first and the rows that most buyers fight for last.
 * Every flow keeps this order: orders, credit, portions, outbox, then budgets, days, stock by sku.
 */
import type { CartId, MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, before, dayOf, days, minuteOfDay, minutes, type Instant } from '../kernel/time.ts';
import * as attribution from '../modules/attribution/attribution.ts';
import * as chain from '../modules/chain/chain.ts';
import * as commission from '../modules/commission/commission.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import * as inventory from '../modules/inventory/inventory.ts';
import * as members from '../modules/members/members.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Quote } from '../modules/pricing/pricing.ts';
import type { Db, Reader, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { hashOf, type Vault } from '../platform/secret.ts';
import { stopwatch } from '../platform/stopwatch.ts';
import { setTimer } from '../platform/timer.ts';
import {
  buyerSurveyOf,
  creditFor,
  isAfterHours,
  priceOf,
  routeFor,
  surveyOf,
  type Checkout,
  type Survey,
} from './steps/checkout.ts';
import { promotionChargesOf } from './steps/charges.ts';
import { goodsChargesOf } from './steps/own-goods.ts';
import { isHers } from './steps/own-order.ts';
import { portionsFor } from './steps/plan.ts';
import { checkQuote } from './steps/quote-seal.ts';

export interface PlaceOrder extends Omit<Checkout, 'destination'> {
  readonly merchant: MerchantId;
  readonly id: OrderId;
  readonly member: MemberId;
  readonly cart: { readonly id: CartId; readonly version: number };
  readonly address: members.Address['id'] | null;
  readonly contact: { readonly name: string; readonly phone: string } | null;
  readonly quoteToken: string;
  readonly note: string;
}

export interface Placed {
  readonly id: OrderId;
  readonly number: string;
  readonly payableFen: Fen;
  readonly payBy: Instant;
}

/**
 * The same id with the same wish gives the same order, however often and however fast it is sent.
 * @throws Refusal `orders.id_used_for_another_order`, `orders.no_such_cart`,
 * `orders.cart_already_ordered`, `orders.cart_changed`, `pricing.*`, `fulfilment.nobody_can`,
 * `inventory.not_enough`, in this order
 */
export function placeOrder({ db, vault }: { db: Db; vault: Vault }, wish: PlaceOrder) {
  return db.transaction(wish.merchant, async (tx): Promise<Placed> => {
    const address = await addressOf(tx, vault, wish);
    const checkout: Checkout = { ...wish, destination: address };
    const [standing, survey, buyer] = await Promise.all([
      orders.standing(tx, wish.id, wish.cart.id, wish.member),
      surveyOf(tx, checkout),
      buyerSurveyOf(tx, wish.member),
    ]);
    if (standing.order !== null) return sameWish(tx, wish, standing.order);
    mustBeTheCart(wish, standing.cart);
    const quote = priceOf(tx, checkout, survey);
    checkQuote(vault, wish.quoteToken, quote, tx.now);
    const lap = stopwatch();
    const route = routeFor(tx, checkout, survey);
    const tookUs = lap();
    mustBePossible(route, survey);

    const orderedBefore =
      standing.orderedBefore || (await orders.havePaid(tx, buyer.facts.mergedIds));
    const credit = creditFor(tx, buyer, survey, orderedBefore);
    const invited = orderedBefore || buyer.facts.isStaff ? null : credit.sharer1;
    const invitation = await invitationOf(tx, wish.member, invited, survey);
    const { version, portions } = portionsFor(quote, credit, survey, tx.now, invitation);
    const placed = placedOf(tx, wish, quote, survey);

    orders.place(tx, {
      ...placed,
      ...amountsOf(quote),
      member: wish.member,
      outlet: wish.outlet,
      way: wish.way,
      wishHash: wishHashOf(wish),
      place: address ?? survey.selling.place,
      ...contactOf(vault, wish, address),
      sellingClosed: isAfterHours(survey, tx.now),
      splitAgreed: wish.splitAgreed,
      quote,
      note: wish.note,
      cart: wish.cart,
      lines: linesOf(quote, survey),
    });
    attribution.freeze(tx, wish.id, wish.member, credit, {
      credit: policyVersion(tx, survey, 'credit'),
      belonging: policyVersion(tx, survey, 'belonging'),
    });
    commission.freeze(tx, wish.id, version, portions);
    commission.keepCharges(tx, wish.id, [
      ...promotionChargesOf(quote, credit, survey),
      ...goodsChargesOf(survey.directory, route.allocations, 1, quote.lines, survey.stock.own),
    ]);
    fulfilment.keep(tx, wish.id, route, { attempt: 1, why: 'placed', tookUs });
    outbox.put(tx, orders.happened('orders.placed', { id: wish.id, member: wish.member }));
    setTimer(tx, 'orders.unpaid', wish.id, placed.payBy);
    if (invitation !== null)
      commission.takeReferral(tx, wish.id, {
        member: wish.member,
        inviter: credit.sharer1!,
        rewardFen: invitation.inviteeFen,
        version: invitation.version,
      });
    fulfilment.takePlaces(tx, route.allocations);
    for (const { outlet, lineNos, safety } of route.allocations)
      inventory.hold(tx, wish.id, outlet, wantsOf(quote, lineNos), { safety });
    return placed;
  });
}

function addressOf(reader: Reader, vault: Vault, wish: PlaceOrder) {
  if (wish.way === 'pickup') return null;
  if (wish.address === null) throw new Refusal('invalid', 'orders.delivery_needs_an_address');
  return members.addressOf(reader, vault, wish.member, wish.address);
}

const wishHashOf = (wish: PlaceOrder): string =>
  hashOf(
    JSON.stringify([
      wish.member,
      wish.outlet,
      wish.cart.id,
      wish.cart.version,
      wish.items.map(({ sku, quantity }) => [sku, quantity]),
      wish.way,
      wish.address,
      wish.contact,
      wish.notBefore,
      wish.splitAgreed,
      wish.note,
    ]),
  );

async function sameWish(
  reader: Reader,
  wish: PlaceOrder,
  order: NonNullable<orders.Standing['order']>,
): Promise<Placed> {
  const said = wishHashOf({ ...wish, member: order.member });
  if (order.wishHash !== said || !(await isHers(reader, order, wish.member)))
    throw new Refusal('invalid', 'orders.id_used_for_another_order');
  const { number, payableFen, payBy } = order;
  return { id: wish.id, number, payableFen, payBy };
}

/** What is ordered is what was seen: this version of the cart, line by line. */
function mustBeTheCart(wish: PlaceOrder, cart: orders.Cart | null): void {
  if (cart === null || cart.outlet !== wish.outlet)
    throw new Refusal('not_found', 'orders.no_such_cart');
  if (cart.consumedBy !== null)
    throw new Refusal('conflict', 'orders.cart_already_ordered', { order: cart.consumedBy });
  const said = (items: readonly orders.CartItem[]) =>
    JSON.stringify(items.map(({ sku, quantity }) => [sku, quantity]));
  if (cart.version !== wish.cart.version || said(cart.items) !== said(wish.items))
    throw new Refusal('conflict', 'orders.cart_changed', { version: cart.version });
}

/**
 * Before money is taken, nobody-can is a no. After it, the member chooses to wait or is refunded.
 */
function mustBePossible(route: fulfilment.Route, { shelf }: Survey): void {
  if (route.outcome !== 'parked') return;
  const missing = new Set(route.verdicts[0]?.missing ?? []);
  for (const verdict of route.verdicts) {
    for (const sku of missing) if (!verdict.missing.includes(sku)) missing.delete(sku);
  }
  const lines = [...missing].map((sku) => ({ sku, title: shelf.get(sku)?.title ?? '' }));
  if (lines.length > 0)
    throw new Refusal('conflict', 'inventory.not_enough', { lines, title: lines[0]!.title });
  const couldSplit = route.verdicts.some(({ code }) => code === 'part_stock');
  throw new Refusal('conflict', 'fulfilment.nobody_can', { couldSplit });
}

interface Invitation extends commission.Referral {
  readonly version: number;
}

/** The reward of an invited buyer's first order, while the budget and the inviter's cap hold. */
async function invitationOf(
  reader: Reader,
  member: MemberId,
  inviter: MemberId | null,
  { directory, selling }: Survey,
): Promise<Invitation | null> {
  if (inviter === null) return null;
  const { version, body } = chain.policyInForce(directory, 'referral', selling.path, reader.now);
  const rewardFen = body.inviteeRewardFen as Fen;
  if (rewardFen === 0) return null;
  const [{ taken, leftFen }, invited] = await Promise.all([
    commission.referralStanding(reader, member),
    commission.invitedBy(reader, inviter, before(reader.now, days(body.perInviterDays))),
  ]);
  if (taken || (leftFen[version] ?? 0) < rewardFen || invited >= body.perInviterMax) return null;
  return { version, inviteeFen: rewardFen, inviterFen: 0 as Fen };
}

function placedOf(tx: Tx, wish: PlaceOrder, quote: Quote, { directory, selling }: Survey) {
  const { body } = chain.policyInForce(directory, 'aftersales', selling.path, tx.now);
  return {
    id: wish.id,
    number: orders.numberOf(wish.id, dayOf(tx.now), minuteOfDay(tx.now)),
    payableFen: quote.payableFen,
    payBy: after(tx.now, minutes(body.unpaidMinutes)),
  };
}

const amountsOf = ({ grossFen, discountFen, freightFen, payableFen }: Quote) => ({
  grossFen,
  discountFen,
  freightFen,
  payableFen,
});

function contactOf(vault: Vault, { contact }: PlaceOrder, address: members.Address | null) {
  const { name, phone } = address ?? contact ?? { name: '', phone: '' };
  if (name === '' && phone === '') return { contactEnc: '', contactMasked: '' };
  const detail = address === null ? '' : `${address.district}${address.detail}`;
  return {
    contactEnc: vault.seal(JSON.stringify({ name, phone, detail })),
    contactMasked: `${members.maskName(name)} ${members.maskPhone(phone)}`.trim(),
  };
}

const policyVersion = (tx: Tx, { directory, selling }: Survey, kind: 'credit' | 'belonging') =>
  chain.policyInForce(directory, kind, selling.path, tx.now).version;

/** Goods from 1, freight as line 0. */
function linesOf({ lines, freightFen }: Quote, { shelf }: Survey): orders.OrderLine[] {
  const freight: orders.OrderLine = {
    no: 0,
    sku: null,
    product: null,
    title: '运费',
    spec: '',
    quantity: 1,
    priceFen: freightFen,
    discountFen: 0 as Fen,
    netFen: freightFen,
    role: null,
  };
  const goods = lines.map(({ grossFen: _, ...line }) => ({
    ...line,
    terms: shelf.get(line.sku)?.terms ?? null,
  }));
  return freightFen > 0 ? [...goods, freight] : goods;
}

const wantsOf = ({ lines }: Quote, lineNos: readonly number[]): inventory.Want[] =>
  lines
    .filter(({ no }) => lineNos.includes(no))
    .map(({ no, sku, quantity }) => ({ lineNo: no, sku, quantity }));
