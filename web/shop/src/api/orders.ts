/** From the cart's price to the goods in one's hands. */
import type { Way } from '../way.ts';
import { ask, query } from './http.ts';

export interface Named {
  title: string;
  titleEn: string;
  spec: string;
  specEn: string;
}

export interface QuoteLine extends Named {
  no: number;
  sku: string;
  product: string;
  quantity: number;
  priceFen: number;
  grossFen: number;
  discountFen: number;
  netFen: number;
}

/** One line of the explanation: every fen between the shelf price and what is paid. */
export type QuoteStep =
  | { kind: 'goods'; amountFen: number }
  | {
      kind: 'promotion';
      amountFen: number;
      name: string;
      thresholdFen: number;
      parts: { no: number; offFen: number }[];
    }
  | { kind: 'freight'; amountFen: number; distanceM: number }
  | { kind: 'freight_free'; amountFen: number; fromFen: number };

export interface OutletName {
  id: string;
  name: string;
  address: string;
  phone: string;
}

/** What is prepared by one outlet and can be had at one moment. */
export interface Parcel {
  outlet: OutletName;
  lineNos: number[];
  distanceM: number;
  promisedAt: string;
}

export interface Quote {
  lines: QuoteLine[];
  steps: QuoteStep[];
  grossFen: number;
  discountFen: number;
  freightFen: number;
  payableFen: number;
  nextStep: { moreFen: number; offFen: number; name: string } | null;
  /** The seal of this price: placing the order returns it. */
  token: string;
  expiresAt: string;
  selling: OutletName;
  outcome: 'allocated' | 'split' | 'parked';
  parcels: Parcel[];
  /** Why the selling outlet does not prepare it itself. */
  sellingVerdict: string;
  couldSplit: boolean;
  /** What nobody near by has in this number, and how many there are. */
  missing: { sku: string; title: string; most: number }[];
}

export interface Wish {
  outlet: string;
  way: Way;
  items: { sku: string; quantity: number }[];
  address?: string;
  notBefore?: string;
  splitAgreed: boolean;
}

export interface OrderWish extends Wish {
  id: string;
  cart: { id: string; version: number };
  quoteToken: string;
  note: string;
}

export interface Placed {
  id: string;
  number: string;
  payableFen: number;
  payBy: string;
}

export type OrderState =
  | 'unpaid'
  | 'paid'
  | 'picking'
  | 'ready'
  | 'on_the_way'
  | 'received'
  | 'settled'
  | 'cancelled';

export interface CardLine {
  no: number;
  product: string | null;
  title: string;
  spec: string;
  quantity: number;
}

export interface OrderCard {
  id: string;
  number: string;
  state: OrderState;
  way: Way;
  /** Nobody can prepare it just now: the member waits, or is refunded. */
  parked: boolean;
  payableFen: number;
  refundedFen: number;
  placedAt: string;
  payBy: string;
  outletName: string;
  promisedAt: string | null;
  lines: CardLine[];
}

export interface OrderLine extends CardLine {
  sku: string | null;
  priceFen: number;
  discountFen: number;
  netFen: number;
  refundedPieces: number;
  refundedFen: number;
}

export interface OrderParcel {
  outlet: OutletName;
  state: string;
  lineNos: number[];
  promisedAt: string;
  distanceM: number;
  shelf: string;
  readyAt: string | null;
  receivedAt: string | null;
  /** Eight digits, while the goods can be fetched. */
  code: string | null;
}

export interface OrderEvent {
  verb: string;
  at: string;
  actorKind: string;
  facts: Readonly<Record<string, unknown>>;
}

export interface Order extends Omit<OrderCard, 'lines'> {
  outlet: OutletName;
  grossFen: number;
  discountFen: number;
  freightFen: number;
  contactMasked: string;
  note: string;
  steps: QuoteStep[];
  paidAt: string | null;
  receivedAt: string | null;
  settlesAt: string | null;
  cancelReason: string | null;
  guide: { id: string; name: string; title: string } | null;
  lines: OrderLine[];
  parcels: OrderParcel[];
  history: OrderEvent[];
}

export type Only = 'unpaid' | 'preparing' | 'ready' | 'received';

export const quote = (wish: Wish) => ask<Quote>('POST', '/quote', wish);
export const placeOrder = (wish: OrderWish) => ask<Placed>('POST', '/orders', wish);
export const findOrders = (only: Only | null, after?: string) =>
  ask<{ items: OrderCard[]; next: string | null }>('GET', `/orders${query({ only, after })}`);
export const findOrder = (id: string) => ask<Order>('GET', `/orders/${id}`);
/** Nobody can prepare it yet; she waits. */
export const waitFor = (id: string) => ask<void>('POST', `/orders/${id}/wait`);
/** What this outlet sent is in her hands. */
export const tellReceived = (id: string, outlet: string) =>
  ask<void>('POST', `/orders/${id}/received`, { outlet });

export interface Hour {
  from: string;
  to: string;
  /** What the quote asks for, so that the goods are ready at the beginning of this hour. */
  notBefore: string;
}

export interface OpenDay {
  day: string;
  full: boolean;
  slots: Hour[];
}
export const findSlots = (outlet: string) =>
  ask<{ days: OpenDay[] }>('GET', `/outlets/${outlet}/slots`);
