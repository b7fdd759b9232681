/**
 * What the person unticked: set aside on this phone, because an order is always the whole cart.
 * Ticking it again puts it back into the cart.
 */
import * as Taro from '@tarojs/taro';
import type { CartItem } from './api/cart.ts';
import { basket, putIn, quantityOf } from './basket.ts';
import { store } from './store.ts';

export interface Aside extends CartItem {
  outlet: string;
}

const KEY = 'aside';

export const aside = store<readonly Aside[]>(
  JSON.parse(Taro.getStorageSync(KEY) || '[]') as Aside[],
);

function keep(next: readonly Aside[]): void {
  aside.set(next);
  Taro.setStorageSync(KEY, JSON.stringify(next));
}

const without = (items: readonly CartItem[]): Aside[] => {
  const skus = new Set(items.map(({ sku }) => sku));
  return aside.get().filter(({ sku }) => !skus.has(sku));
};

export async function setAside(outlet: string, items: readonly CartItem[]): Promise<void> {
  keep([...without(items), ...items.map((item) => ({ ...item, outlet }))]);
  for (const { sku } of items) await putIn(outlet, sku, 0);
}

export async function putBack(outlet: string, items: readonly CartItem[]): Promise<void> {
  keep(without(items));
  for (const { sku, quantity } of items) await putIn(outlet, sku, quantityOf(sku) + quantity);
}

export const forgetAside = (items: readonly CartItem[]): void => keep(without(items));

/** Buys this alone: the rest of the cart waits aside. */
export async function keepOnly(outlet: string, sku: string, quantity: number): Promise<void> {
  const others = basket.get().items.filter((item) => item.sku !== sku);
  if (others.length > 0) await setAside(outlet, others);
  await putIn(outlet, sku, quantity);
}
