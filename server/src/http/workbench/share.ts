/** What a guide may share: goods of her store with what each would earn her, groups, results. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { shelfOfOutlet } from '../../flows/steps/shelf.ts';
import type { House } from '../../house.ts';
import { isOpenAt, opensAt } from '../../kernel/hours.ts';
import type { ProductId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { before, days } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import { fold } from '../../platform/chinese.ts';
import type { Reader } from '../../platform/db.ts';
import { findBestSold, findShares, findTargets } from '../../views/work-shares.ts';
import { Fen, Instant, Nullable, problems, Query, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

const SHOWN = 40;
const LATELY = days(30);

const Floor = Type.Object({
  now: Instant,
  outlet: Type.Object({ id: Uuid(), name: Type.String(), opensAt: Nullable(Instant) }),
  groups: Type.Array(Type.Object({ id: Uuid(), name: Type.String(), headcount: Type.Integer() })),
  products: Type.Array(
    Type.Object({
      productId: Uuid(),
      title: Type.String(),
      spec: Type.String(),
      story: Type.String(),
      priceFen: Fen,
      rateBps: Type.Integer(),
      earnFen: Fen,
      sellable: Type.Integer(),
    }),
  ),
});
const Shares = Type.Object({
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      productId: Uuid(),
      title: Type.String(),
      group: Nullable(Type.String()),
      madeAt: Instant,
      visits: Type.Integer(),
      passedOn: Type.Integer(),
      orders: Type.Integer(),
      salesFen: Fen,
    }),
  ),
});

/** @throws Refusal `chain.works_at_no_outlet` */
async function outletOf(reader: Reader, staff: chain.SignedInStaff): Promise<chain.Outlet> {
  const directory = await chain.directory(reader);
  const outlet = staff.outlet === null ? null : directory.outlet(staff.outlet);
  if (outlet === null) throw new Refusal('conflict', 'chain.works_at_no_outlet');
  return outlet;
}

/** What is looked for, else what sells here lately, then the rest of the shelf. */
async function productsFor(
  reader: Reader,
  outlet: chain.Outlet,
  q: string,
): Promise<{ shelf: Awaited<ReturnType<typeof shelfOfOutlet>>; products: ProductId[] }> {
  const [shelf, best] = await Promise.all([
    shelfOfOutlet(reader, outlet),
    findBestSold(reader, outlet.id, before(reader.now, LATELY), SHOWN),
  ]);
  const words = fold(q).split(/\s+/).filter(Boolean);
  if (words.length > 0) return { shelf, products: shelf.search(words, SHOWN) };
  const first = best.map(({ productId }) => productId).filter((id) => shelf.sells(id));
  const products = [...new Set([...first, ...shelf.list(null)])].slice(0, SHOWN);
  return { shelf, products };
}

export const shareRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'sharing.read' };
    app.get(
      '/share',
      {
        config,
        schema: {
          tags: ['Workbench sharing'],
          summary: 'Goods to share, groups to share to, and what each sale would earn',
          querystring: Query({ q: Type.String({ maxLength: 60, default: '' }) }),
          response: { 200: Floor, ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        return db.reading(request.merchant, async (reader) => {
          const outlet = await outletOf(reader, staff);
          const [{ shelf, products }, groups, directory] = await Promise.all([
            productsFor(reader, outlet, request.query.q),
            findTargets(reader, staff.id, outlet.id),
            chain.directory(reader),
          ]);
          const { body } = chain.policyInForce(directory, 'commission', outlet.path, reader.now);
          const rateBps = body.bps.guide;
          const items = products.map((product) => shelf.skusOf(product)[0]!);
          const stock = await inventory.stockAt(
            reader,
            [outlet.id],
            items.map(({ sku }) => sku),
          );
          const sellable = new Map(stock.map((row) => [row.sku, row.onHand - row.held]));
          const open = isOpenAt(outlet.hours, reader.now);
          return {
            now: reader.now,
            outlet: {
              id: outlet.id,
              name: outlet.shortName,
              opensAt: open ? null : opensAt(outlet.hours, reader.now),
            },
            groups,
            products: items.map(({ sku, product, title, spec, story, priceFen }) => ({
              productId: product,
              title,
              spec,
              story,
              priceFen,
              rateBps,
              earnFen: Math.floor((priceFen * rateBps) / 10_000),
              sellable: sellable.get(sku) ?? 0,
            })),
          };
        });
      },
    );

    app.get(
      '/share/rank',
      {
        config,
        schema: {
          tags: ['Workbench sharing'],
          summary: 'What came of her own links of the last 30 days, the best first',
          response: { 200: Shares, ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        return db.reading(request.merchant, async (reader) => ({
          items: await findShares(reader, staff.id, before(reader.now, LATELY)),
        }));
      },
    );
  };
