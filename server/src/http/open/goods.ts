/** Products, and what each outlet asks for them. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { saveProduct } from '../../flows/change-goods.ts';
import { publishOffers } from '../../flows/publish-offers.ts';
import { shelfOfOutlet } from '../../flows/steps/shelf.ts';
import type { House } from '../../house.ts';
import type { NodeId, OutletId, ProductId, SkuId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import type { Reader } from '../../platform/db.ts';
import { findProduct, findProducts } from '../../views/goods.ts';
import { ProductForm, productOf, ProductRole } from '../goods-shapes.ts';
import { Body, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { branchOf, keyActor, keyDeed } from '../key-session.ts';
import { keyed } from './keyed.ts';

const tags = ['goods'];
const READ = { scope: 'goods.read' } as const;

const SkuView = Type.Object({
  id: Uuid(),
  spec: Type.String({ examples: ['500g'] }),
  specEn: Type.String(),
  barcode: Type.String({ examples: ['6901234567892'] }),
  weightG: Type.Integer(),
  position: Type.Integer(),
  priceFen: Nullable(Fen),
  listed: Type.Boolean(),
});
const ProductView = Type.Object({
  id: Uuid(),
  title: Type.String({ examples: ['红颜草莓'] }),
  titleEn: Type.String(),
  categoryId: Uuid(),
  categoryName: Type.String(),
  role: ProductRole,
  origin: Type.String(),
  story: Type.String(),
  externalId: Nullable(Type.String({ description: 'Your own number.' })),
  retiredAt: Nullable(Instant),
  skus: Type.Array(SkuView),
});

type Row = NonNullable<Awaited<ReturnType<typeof findProduct>>>;
const shown = (row: Row, shelf: catalog.Shelf | null) => ({
  ...row,
  skus: row.skus.map(({ costFen: _, ...sku }) => {
    const item = shelf?.get(sku.id);
    return { ...sku, priceFen: item?.priceFen ?? null, listed: item?.listed ?? false };
  }),
});

/** What the named outlet asks; without one, what head office asks. */
async function shelfFor(reader: Reader, request: FastifyRequest, outlet: OutletId | undefined) {
  const standing = await chain.directory(reader);
  if (outlet !== undefined)
    return shelfOfOutlet(reader, chain.outletWithin(standing, outlet, branchOf(request)));
  const hqId = standing.root.id;
  return catalog.shelfOf(reader, { outletId: hqId, profileId: null, dealerIds: [], hqId });
}

/** Goods are the whole chain's: only a key for all of it may change them. */
async function mustBeWhole(reader: Reader, request: FastifyRequest): Promise<void> {
  const { root } = await chain.directory(reader);
  if (!branchOf(request).includes(root.id))
    throw new Refusal('forbidden', 'chain.key_for_a_branch');
}

export const goodsRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/products',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Products with the price at an outlet, or at head office',
          querystring: Query({
            ...page,
            after: Type.Optional(Uuid<ProductId>()),
            outlet: Type.Optional(Uuid<OutletId>()),
            retired: Type.Boolean({ default: false }),
          }),
          response: { 200: PageOf(ProductView), ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const { outlet, retired, after = null, count } = request.query;
          const filter = { q: '', category: null, role: null, retired, after, count };
          const shelf = await shelfFor(reader, request, outlet);
          const { items, next } = await findProducts(reader, filter);
          return { items: items.map((row) => shown(row, shelf)), next };
        }),
    );

    app.get(
      '/products/:id',
      {
        config: READ,
        schema: {
          tags,
          summary: 'One product with the price at an outlet, or at head office',
          params: Type.Object({ id: Uuid<ProductId>() }),
          querystring: Query({ outlet: Type.Optional(Uuid<OutletId>()) }),
          response: { 200: ProductView, ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const shelf = await shelfFor(reader, request, request.query.outlet);
          const found = await findProduct(reader, request.params.id);
          if (found === null) throw new Refusal('not_found', 'catalog.product_unknown');
          return shown(found, shelf);
        }),
    );

    app.get(
      '/products/:id/offers',
      {
        config: READ,
        schema: {
          tags,
          summary: 'One product at every outlet of the branch',
          params: Type.Object({ id: Uuid<ProductId>() }),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  outletId: Uuid(),
                  skuId: Uuid(),
                  priceFen: Fen,
                  listed: Type.Boolean(),
                }),
              ),
            }),
            ...problems,
          },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const found = await findProduct(reader, request.params.id);
          if (found === null) throw new Refusal('not_found', 'catalog.product_unknown');
          const { outlets } = await chain.directory(reader);
          const near = outlets.filter(({ path }) => chain.reaches(branchOf(request), path));
          const items = [];
          for (const outlet of near) {
            const shelf = await shelfOfOutlet(reader, outlet);
            for (const { id: skuId } of found.skus) {
              const item = shelf.get(skuId);
              if (item === undefined || item.priceFen === null) continue;
              const { priceFen, listed } = item;
              items.push({ outletId: outlet.id, skuId, priceFen, listed });
            }
          }
          return { items };
        }),
    );

    app.put(
      '/products/:id',
      {
        config: { scope: 'goods.write' },
        schema: {
          tags,
          summary: 'Make or change a product; ids are yours',
          description: 'Only with a key for the whole chain.',
          params: Type.Object({ id: Uuid<ProductId>() }),
          body: ProductForm,
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        await db.reading(request.merchant, (reader) => mustBeWhole(reader, request));
        const deed = { merchant: request.merchant, actor: keyActor(request) };
        const { product, skus } = productOf(request.params.id, request.body);
        await saveProduct(db, deed, product, skus);
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/offers',
      {
        config: { scope: 'offers.write' },
        schema: {
          tags,
          summary: 'Set prices and listing of an outlet, a dealer or head office',
          description: 'What is lawful is published; what is not comes back with the way out.',
          body: Body({
            scopeId: Uuid<NodeId>(),
            why: Type.String({ minLength: 1, maxLength: 100, examples: ['ERP'] }),
            changes: Type.Array(
              Body({
                skuId: Uuid<SkuId>(),
                priceFen: Type.Optional(
                  Nullable(
                    Type.Integer({
                      minimum: 1,
                      maximum: 1_000_000_00,
                      description: 'Null inherits again.',
                    }),
                  ),
                ),
                listed: Type.Optional(Nullable(Type.Boolean())),
              }),
              { minItems: 1, maxItems: 500 },
            ),
          }),
          response: {
            200: Type.Object({
              published: Type.Integer(),
              refused: Type.Array(
                Type.Object({
                  skuId: Uuid(),
                  code: Type.String(),
                  facts: Type.Record(Type.String(), Type.Any()),
                }),
              ),
            }),
            ...problems,
          },
        },
      },
      (request, reply) => {
        const { scopeId: scope, why, changes } = request.body;
        const edits = changes.map(({ skuId: sku, priceFen, listed }) => ({
          sku,
          why,
          change: {
            ...(priceFen === undefined
              ? {}
              : { priceFen: priceFen === null ? null : fen(priceFen) }),
            ...(listed === undefined ? {} : { listed }),
          },
        }));
        return keyed(db, request, reply, async (within) => {
          const deed = { ...keyDeed(request), scope };
          const { published, refused } = await publishOffers(within, deed, edits);
          return {
            published,
            refused: refused.map(({ edit, refusal: { code, facts } }) => {
              return { skuId: edit.sku, code, facts };
            }),
          };
        });
      },
    );
  };
