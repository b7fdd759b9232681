/**
 * What is in the cart of the outlet the person stands in. The number on the tab comes from here.
 */
import { type Cart, type CartItem, findCart, setCartItem } from './api/cart.ts';
import { Trouble } from './api/http.ts';
import { enterShop } from './entry.ts';
import { say } from './parts/snack.tsx';
import { wordsOf } from './refusals.ts';
import { store } from './store.ts';
import { w } from './words/index.ts';

interface Basket {
  /** The server's, once it has one. */
  id: string | null;
  version: number;
  outlet: string;
  items: readonly CartItem[];
  pieces: number;
}

export const basket = store<Basket>({ id: null, version: 0, outlet: '', items: [], pieces: 0 });

function show({ id, version, outlet, items }: Omit<Basket, 'pieces'>): void {
  const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0);
  // The answer says more of each line than a wish may.
  const wanted = items.map(({ sku, quantity }) => ({ sku, quantity }));
  basket.set({ id, version, outlet, items: wanted, pieces });
}

export const quantityOf = (sku: string): number =>
  basket.get().items.find((item) => item.sku === sku)?.quantity ?? 0;

/** Fetches the cart; again when it has become an order, or another outlet's is wanted. */
export async function openBasket(outlet: string, fresh = false): Promise<void> {
  if (outlet === '' || (!fresh && basket.get().outlet === outlet)) return;
  try {
    show(await findCart(outlet));
  } catch {
    // The shop can be looked at without its cart; the cart's own page says what is wrong.
  }
}

// One change after the other: the server counts versions, and the last press must win.
let waiting = 0;
let queue: Promise<unknown> = Promise.resolve();

/** Sets how many of this are wanted: at once on the screen, then with the server. */
export function putIn(
  outlet: string,
  sku: string,
  quantity: number,
  title?: string,
): Promise<void> {
  const before = basket.get();
  const had = quantityOf(sku);
  const here = before.outlet === outlet ? before.items : [];
  const known = here.some((item) => item.sku === sku);
  const changed = known
    ? here.map((item) => (item.sku === sku ? { sku, quantity } : item))
    : [...here, { sku, quantity }];
  show({ ...before, outlet, items: changed.filter((item) => item.quantity > 0) });
  waiting += 1;
  const written = queue.then(() => write(outlet, sku, quantity));
  queue = written;
  return written.then((done) => {
    if (done && title && had === 0 && quantity > 0)
      say(w.goods.added(title), w.page.undo, () => putIn(outlet, sku, 0));
  });
}

async function write(outlet: string, sku: string, quantity: number): Promise<boolean> {
  try {
    await enterShop(outlet);
    const cart: Cart = await setCartItem(outlet, sku, quantity);
    // While more presses wait, the screen is ahead of the server and stays so.
    if (waiting === 1) show(cart);
    return true;
  } catch (error) {
    await openBasket(outlet, true);
    if (error instanceof Trouble) say(await wordsOf(error));
    return false;
  } finally {
    waiting -= 1;
  }
}

/** The cart became an order: the next one is empty. */
export const emptyBasket = (): void => show({ ...basket.get(), id: null, version: 0, items: [] });
