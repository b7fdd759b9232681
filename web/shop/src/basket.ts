/**
 * What is in the cart of the outlet the person stands in. The number on the tab comes from here.
 */
import { type Cart, type CartItem, findCart, setCartItem } from './api/cart.ts';
import { Trouble } from './api/http.ts';
import { say } from './parts/snack.tsx';
import { wordsOf } from './refusals.ts';
import { store } from './store.ts';
import { w } from './words/index.ts';

interface Basket {
  outlet: string;
  items: readonly CartItem[];
  pieces: number;
}

export const basket = store<Basket>({ outlet: '', items: [], pieces: 0 });

export function show({ outletId, items }: Pick<Cart, 'outletId' | 'items'>): void {
  const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0);
  basket.set({ outlet: outletId, items, pieces });
}

export const quantityOf = (sku: string): number =>
  basket.get().items.find(({ skuId }) => skuId === sku)?.quantity ?? 0;

export async function openBasket(outlet: string): Promise<void> {
  if (basket.get().outlet === outlet) return;
  try {
    show(await findCart(outlet));
  } catch {
    // The shop can be looked at without its cart; the cart's own page says what is wrong.
  }
}

/** Sets how many of this are wanted: at once on the screen, then with the server. */
export async function putIn(
  outlet: string,
  sku: string,
  quantity: number,
  title: string,
): Promise<void> {
  const before = basket.get();
  const had = quantityOf(sku);
  const others = before.items.filter(({ skuId }) => skuId !== sku);
  const items = quantity > 0 ? [...others, { skuId: sku, quantity }] : others;
  show({ outletId: outlet, items });
  try {
    show(await setCartItem(outlet, sku, quantity));
    if (had === 0) say(w.goods.added(title), w.page.undo, () => putIn(outlet, sku, 0, title));
  } catch (error) {
    basket.set(before);
    if (error instanceof Trouble) say(await wordsOf(error));
  }
}
