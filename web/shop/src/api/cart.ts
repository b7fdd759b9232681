/** The cart: one per outlet, kept by the server. */
import { ask, query } from './http.ts';

export interface CartItem {
  skuId: string;
  quantity: number;
}

export interface Cart {
  outletId: string;
  version: number;
  items: CartItem[];
}

export const findCart = (outlet: string) => ask<Cart>('GET', `/cart${query({ outlet })}`);

export const setCartItem = (outlet: string, sku: string, quantity: number) =>
  ask<Cart>('PUT', '/cart/items', { outlet, sku, quantity });
