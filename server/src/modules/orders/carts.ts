/**
 * One cart an outlet and member (or device, before sign-in). Every change raises its version, so
 * that what is ordered is what was seen.
 */
import type { CartId, MemberId, OutletId, SkuId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import * as rows from './store-carts.ts';
import type { Cart, CartItem } from './types.ts';

export type Holder =
  | { readonly member: MemberId; readonly device: string | null }
  | { readonly member: null; readonly device: string };

const MAX_LINES = 50;
const MAX_PIECES = 999;

export async function find(
  reader: Reader,
  outlet: OutletId,
  { member, device }: Holder,
): Promise<Cart | null> {
  const carts = await reader.ask(rows.findCarts, { outlet, member, device });
  return carts[0] ?? null;
}

/** Every open cart of hers, for the badge and the switch between shops. */
export const all = (reader: Reader, { member, device }: Holder): Promise<Cart[]> =>
  reader.ask(rows.findAllCarts, { member, device });

/** @throws Refusal `orders.too_many_lines`, `orders.too_many_pieces` */
export function withItem(items: readonly CartItem[], sku: SkuId, quantity: number): CartItem[] {
  if (quantity > MAX_PIECES)
    throw new Refusal('invalid', 'orders.too_many_pieces', { max: MAX_PIECES });
  const known = items.some((item) => item.sku === sku);
  const changed = known
    ? items.map((item) => (item.sku === sku ? { sku, quantity } : item))
    : [...items, { sku, quantity }];
  const kept = changed.filter((item) => item.quantity > 0);
  if (kept.length > MAX_LINES)
    throw new Refusal('invalid', 'orders.too_many_lines', { max: MAX_LINES });
  return kept;
}

/** Twins merge into one sku: two lines of the same thing are one line. */
export const mergedItems = (a: readonly CartItem[], b: readonly CartItem[]): CartItem[] =>
  b.reduce<CartItem[]>(
    (items, { sku, quantity }) => {
      const had = items.find((item) => item.sku === sku)?.quantity ?? 0;
      return withItem(items, sku, Math.min(MAX_PIECES, had + quantity));
    },
    [...a],
  );

/** Sets the whole content. A change that came between sends the caller to look again. */
export function put(
  tx: Tx,
  outlet: OutletId,
  { member, device }: Holder,
  former: Cart | null,
  items: readonly CartItem[],
): CartId {
  const again = () =>
    new Again('the cart changed', {}, new Refusal('conflict', 'orders.cart_changed'));
  if (former === null) {
    const id = tx.newId<'cart'>();
    tx.guard(rows.insertCart, { id, outlet, member, device, items }, again);
    return id;
  }
  const { id, version } = former;
  tx.guard(rows.updateCart, { id, version, member, device, items }, again);
  return id;
}

/** At sign-in the device's cart becomes the member's, or is poured into hers. */
export async function adopt(tx: Tx, device: string, member: MemberId): Promise<void> {
  const loose = await tx.ask(rows.findAllCarts, { member: null, device });
  if (loose.length === 0) return;
  const hers = await tx.ask(rows.findAllCarts, { member, device: null });
  for (const cart of loose) {
    const own = hers.find(({ outlet }) => outlet === cart.outlet);
    if (own === undefined) {
      tx.tell(rows.adoptCart, { id: cart.id, member });
      continue;
    }
    put(tx, cart.outlet, { member, device: null }, own, mergedItems(own.items, cart.items));
    tx.tell(rows.emptyCart, { id: cart.id });
  }
}
