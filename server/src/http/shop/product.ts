/** One product at one outlet: its specifications, when it can be had, and who would prepare it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Shops, Sight } from '../../flows/see-shelf.ts';
import type { House } from '../../house.ts';
import { metresBetween, type Point } from '../../kernel/geo.ts';
import { isOpenAt, opensAt } from '../../kernel/hours.ts';
import type { ProductId, SkuId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Outlet } from '../../modules/chain/chain.ts';
import { promiseOf } from '../../modules/fulfilment/fulfilment.ts';
import { findNeighbours } from '../../views/shop-people.ts';
import { Terms } from '../case-shapes.ts';
import { Fen, Instant as At, Nullable, problems, Uuid } from '../schema.ts';
import { pictureOf, sellableOf } from './cards.ts';
import { GuideFace, guideOf } from './guide-face.ts';
import { outletFor, pointOf, Where } from './home.ts';
import { OutletFace, outletFace } from './outlet-face.ts';

const SkuFace = Type.Object({
  id: Uuid(),
  spec: Type.String(),
  specEn: Type.String(),
  barcode: Type.String(),
  priceFen: Fen,
  lowestFen: Nullable(
    Type.Integer({ description: 'Lowest price of the seven days before; may be struck through.' }),
  ),
  here: Type.Integer(),
  sellable: Type.Integer(),
});
const Preparing = Type.Object({
  outletId: Uuid(),
  outletName: Type.String(),
  distanceM: Nullable(Type.Integer()),
  sellable: Type.Integer(),
  readyAt: At,
  opensAt: Nullable(At),
  reasons: Type.Array(
    Type.Enum(['has_stock', 'nearest', 'opens_first', 'open_now', 'same_outlet']),
    { description: 'Why this outlet, in the customer’s words' },
  ),
});
const Product = Type.Object({
  id: Uuid(),
  title: Type.String(),
  titleEn: Type.String(),
  origin: Type.String(),
  story: Type.String(),
  picture: Type.String(),
  category: Uuid(),
  outlet: OutletFace,
  outletSellable: Type.Integer(),
  preparing: Nullable(Preparing),
  skus: Type.Array(SkuFace),
  guide: GuideFace,
  terms: Nullable(Terms),
  neighbours: Nullable(Type.Object({ complexName: Type.String(), count: Type.Integer() })),
});

export const productRoutes =
  ({ db }: House, shops: Shops): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/products/:id',
      {
        schema: {
          tags: ['shop'],
          summary: 'One product at an outlet',
          params: Type.Object({ id: Uuid<ProductId>() }),
          querystring: Where,
          response: { 200: Product, ...problems },
        },
      },
      async ({ merchant, member, params, query }) => {
        const outletId = query.outlet ?? (await outletFor(db, merchant, query));
        const sight = await shops.see(merchant, outletId, (shelf) =>
          shelf.skusOf(params.id).map(({ sku }) => sku),
        );
        const items = sight.shelf.skusOf(params.id);
        const [first] = items;
        if (first === undefined) throw unknownHere(sight, params.id);
        const from = pointOf(query);
        const skus = items.map((item) => ({
          id: item.sku,
          spec: item.spec,
          specEn: item.specEn,
          barcode: item.barcode,
          priceFen: item.priceFen,
          lowestFen: sight.shelf.struckFen(item.sku, sight.now),
          ...sellableOf(sight, item.sku),
        }));
        return {
          id: first.product,
          title: first.title,
          titleEn: first.titleEn,
          origin: first.origin,
          story: first.story,
          picture: pictureOf(first.product),
          category: first.category,
          outlet: outletFace(sight.outlet, sight.now, from),
          outletSellable: skus[0]!.here,
          preparing: preparing(sight, first.sku, from),
          skus,
          terms: first.terms,
          guide: await guideOf(db, merchant, member, params.id),
          neighbours:
            member === null
              ? null
              : await db.reading(merchant, (reader) =>
                  findNeighbours(
                    reader,
                    member,
                    items.map(({ sku }) => sku),
                  ),
                ),
        };
      },
    );
  };

/** Not sold by this outlet is another thing than no such product: the page offers where it is. */
function unknownHere({ shelf }: Sight, product: ProductId): Refusal {
  return shelf.range.products.has(product)
    ? new Refusal('not_found', 'catalog.not_sold_here', { product })
    : new Refusal('not_found', 'catalog.product_unknown', { product });
}

/** The outlet itself while it has some, else the neighbour that can hand over first. */
function preparing(sight: Sight, sku: SkuId, from: Point | null) {
  const { outlet, now } = sight;
  const here = sight.here(sku);
  const offers = here > 0 ? [{ outlet, pieces: here }] : sight.near(sku);
  const ready = offers
    .flatMap((offer) => {
      const readyAt = promiseOf(offer.outlet, 'pickup', 0, now);
      return readyAt === null ? [] : [{ ...offer, readyAt }];
    })
    .sort((a, b) => (a.readyAt === b.readyAt ? 0 : a.readyAt < b.readyAt ? -1 : 1));
  const [best] = ready;
  if (best === undefined) return null;
  const open = isOpenAt(best.outlet.hours, now);
  return {
    outletId: best.outlet.id,
    outletName: best.outlet.shortName,
    distanceM: metresBetween(from ?? outlet.place, best.outlet.place),
    sellable: Math.min(99, best.pieces),
    readyAt: best.readyAt,
    opensAt: open ? null : opensAt(best.outlet.hours, now),
    reasons: reasonsOf(best.outlet, outlet, open, ready.length),
  };
}

type Reason = 'has_stock' | 'nearest' | 'opens_first' | 'open_now' | 'same_outlet';

function reasonsOf(best: Outlet, seller: Outlet, open: boolean, others: number): Reason[] {
  if (best.id === seller.id) return ['same_outlet'];
  const when: Reason = open ? 'open_now' : 'opens_first';
  return others > 1 ? ['has_stock', when, 'nearest'] : ['has_stock', when];
}
