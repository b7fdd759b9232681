/** From the cart's price to the goods in one's hands. */
import type { Way } from '../way.ts';
import { ask, query } from './http.ts';

export interface QuoteLine {
  skuId: string;
  productId: string;
  title: string;
  spec: string;
  picture: string;
  quantity: number;
  priceFen: number;
  discountFen: number;
  netFen: number;
}

/** What is prepared by one outlet and can be had at one moment. */
export interface Parcel {
  outletId: string;
  outletName: string;
  address: string;
  lat: number;
  lng: number;
  distanceM: number | null;
  readyAt: string;
  reason: string;
  lines: QuoteLine[];
}

export interface Missing extends QuoteLine {
  sellable: number;
}

export interface Promotion {
  fromFen: number;
  offFen: number;
  reached: boolean;
}

export interface Slot {
  from: string;
  to: string;
  full: boolean;
}

export interface Quote {
  id: string;
  outletId: string;
  outletName: string;
  way: Way;
  expiresAt: string;
  parcels: Parcel[];
  missing: Missing[];
  promotions: Promotion[];
  grossFen: number;
  discountFen: number;
  freightFen: number;
  payableFen: number;
  slots: Slot[];
}

export interface Wish {
  outlet: string;
  way: Way;
  items: { skuId: string; quantity: number }[];
  addressId?: string | undefined;
  lat?: number | undefined;
  lng?: number | undefined;
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

export interface OrderBrief {
  id: string;
  number: string;
  state: OrderState;
  outletName: string;
  way: Way;
  placedAt: string;
  payableFen: number;
  pictures: { picture: string; title: string }[];
  pieces: number;
  parked: boolean;
}

export const quote = (wish: Wish) => ask<Quote>('POST', '/quotes', wish);
export const findOrders = (state: string, after?: string) =>
  ask<{ items: OrderBrief[]; next: string | null }>('GET', `/orders${query({ state, after })}`);
