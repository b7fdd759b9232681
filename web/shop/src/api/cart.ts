/** The cart: one per outlet, kept by the server. */
import { ask, query } from './http.ts';

export interface CartItem {
  sku: string;
  quantity: number;
}

export interface Cart {
  id: string | null;
  outlet: string;
  version: number;
  items: CartItem[];
}

export const findCart = (outlet: string) => ask<Cart>('GET', `/cart${query({ outlet })}`);

export const setCartItem = (outlet: string, sku: string, quantity: number) =>
  ask<Cart>('PUT', '/cart', { outlet, sku, quantity });
