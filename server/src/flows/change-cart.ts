/** A shopper puts something into the cart of an outlet's shop, or takes it out again. */
import type { MerchantId, OutletId, SkuId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Shelf } from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import { carts, type Cart } from '../modules/orders/orders.ts';
import type { Db, Reader } from '../platform/db.ts';
import { shelfOfOutlet } from './steps/shelf.ts';

export interface ChangeCart {
  readonly merchant: MerchantId;
  readonly holder: carts.Holder;
  readonly outlet: OutletId;
  readonly sku: SkuId;
  readonly quantity: number;
}

/** @throws Refusal `chain.no_such_outlet`, `catalog.not_sold_here`, `orders.too_many_*` */
export async function changeCart({ db }: { db: Db }, wish: ChangeCart) {
  const { merchant, holder, outlet, sku, quantity } = wish;
  await db.transaction(merchant, async (tx) => {
    const [shelf, cart] = await Promise.all([
      shelfHere(tx, outlet),
      carts.find(tx, outlet, holder),
    ]);
    if (quantity > 0 && shelf.get(sku)?.listed !== true)
      throw new Refusal('conflict', 'catalog.not_sold_here', { sku });
    carts.put(tx, outlet, holder, cart, carts.withItem(cart?.items ?? [], sku, quantity));
  });
  return readCart({ db }, merchant, outlet, holder);
}

/** The cart with today's names and prices. */
export function readCart(
  { db }: { db: Db },
  merchant: MerchantId,
  outlet: OutletId,
  holder: carts.Holder,
) {
  return db.reading(merchant, async (reader) => {
    const [shelf, cart] = await Promise.all([
      shelfHere(reader, outlet),
      carts.find(reader, outlet, holder),
    ]);
    return shown(outlet, cart, shelf);
  });
}

async function shelfHere(reader: Reader, id: OutletId): Promise<Shelf> {
  const outlet = (await chain.directory(reader)).outlet(id);
  if (outlet === null) throw new Refusal('not_found', 'chain.no_such_outlet');
  return shelfOfOutlet(reader, outlet);
}

function shown(outlet: OutletId, cart: Cart | null, shelf: Shelf) {
  const items = (cart?.items ?? []).map(({ sku, quantity }) => {
    const item = shelf.get(sku);
    return {
      sku,
      product: item?.product ?? null,
      title: item?.title ?? '',
      titleEn: item?.titleEn ?? '',
      spec: item?.spec ?? '',
      specEn: item?.specEn ?? '',
      quantity,
      priceFen: item?.priceFen ?? (0 as Fen),
      sold: item?.listed === true,
    };
  });
  return {
    id: cart?.id ?? null,
    outlet,
    version: cart?.version ?? 0,
    pieces: items.reduce((pieces, { quantity }) => pieces + quantity, 0),
    items,
  };
}
