/** Products and scene categories of the whole chain. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { retireProduct, saveCategories, saveProduct } from '../../flows/change-goods.ts';
import type { House } from '../../house.ts';
import type { CategoryId, ProductId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import { fold } from '../../platform/chinese.ts';
import {
  findProduct,
  findProducts,
  PRODUCT_SORTS,
  type ProductSort,
  type SkuRow,
} from '../../views/goods.ts';
import { ProductForm, productOf, ProductRole } from '../goods-shapes.ts';
import { Body, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { pictureOf } from '../shop/cards.ts';
import { actorOf, staffOf } from '../staff-session.ts';

const tags = ['goods'];
const READ = { permission: 'goods.read' } as const;
const WRITE = { permission: 'goods.write' } as const;

const SkuView = Type.Object({
  id: Uuid(),
  spec: Type.String(),
  specEn: Type.String(),
  barcode: Type.String(),
  weightG: Type.Integer(),
  position: Type.Integer(),
  costFen: Nullable(Type.Integer({ description: 'Null unless you may see costs.' })),
  priceFen: Nullable(Type.Integer({ description: 'What head office asks.' })),
  bandMinFen: Nullable(Fen),
  bandMaxFen: Nullable(Fen),
  listed: Type.Boolean(),
});
const ProductView = Type.Object({
  id: Uuid(),
  title: Type.String(),
  titleEn: Type.String(),
  categoryId: Uuid(),
  categoryName: Type.String(),
  role: ProductRole,
  origin: Type.String(),
  story: Type.String(),
  shelf: Type.String(),
  externalId: Nullable(Type.String()),
  retiredAt: Nullable(Instant),
  picture: Type.String(),
  skus: Type.Array(SkuView),
});
const CategoryView = Type.Object({
  id: Uuid<CategoryId>(),
  name: Type.String({ minLength: 1, maxLength: 20 }),
  nameEn: Type.String({ maxLength: 40 }),
  picture: Type.String({ maxLength: 40 }),
  position: Type.Integer({ minimum: 0, maximum: 999 }),
});
export const PRODUCT_FILTERS = {
  q: Type.String({ maxLength: 60, default: '' }),
  category: Type.Optional(Uuid<CategoryId>()),
  role: Type.Optional(ProductRole),
  retired: Type.Boolean({ default: false }),
  sort: Type.Optional(Type.Enum(PRODUCT_SORTS)),
};
interface Asked {
  readonly q: string;
  readonly category?: CategoryId | null | undefined;
  readonly role?: string | null | undefined;
  readonly retired: boolean;
}
export const rangeWishOf = ({ q, category = null, role = null, retired }: Asked) => ({
  q: fold(q),
  category,
  role,
  retired,
});

export const goodsRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/categories',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Scene categories',
          response: { 200: Type.Object({ items: Type.Array(CategoryView) }), ...problems },
        },
      },
      async ({ merchant }) => {
        const { categories } = await db.reading(merchant, (r) => catalog.rangeOf(r));
        return { items: [...categories] };
      },
    );
    app.put(
      '/categories',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'New or changed categories',
          body: Body({
            items: Type.Array(
              Type.Object(CategoryView.properties, { additionalProperties: false }),
              {
                minItems: 1,
                maxItems: 100,
              },
            ),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const deed = { merchant: request.merchant, actor: actorOf(request) };
        await saveCategories(db, deed, request.body.items);
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/products',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Products with what head office asks for them',
          querystring: Query({ ...page, ...PRODUCT_FILTERS }),
          response: { 200: PageOf(ProductView), ...problems },
        },
      },
      async (request) => {
        const { after = null, count, sort = null, ...q } = request.query;
        const filter = { ...rangeWishOf(q), after, count };
        return db.reading(request.merchant, async (reader) => {
          const { items, next } = await findProducts(reader, filter, sort as ProductSort | null);
          const show = await shower(reader, staffOf(request));
          return { items: items.map(show), next };
        });
      },
    );
    app.get(
      '/products/:id',
      {
        config: READ,
        schema: {
          tags,
          summary: 'One product',
          params: Type.Object({ id: Uuid<ProductId>() }),
          response: { 200: ProductView, ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const found = await findProduct(reader, request.params.id);
          if (found === null) throw new Refusal('not_found', 'catalog.product_unknown');
          return (await shower(reader, staffOf(request)))(found);
        }),
    );
    app.put(
      '/products/:id',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Make or change a product; ids are yours',
          params: Type.Object({ id: Uuid<ProductId>() }),
          body: ProductForm,
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const deed = { merchant: request.merchant, actor: actorOf(request) };
        const { product, skus } = productOf(request.params.id, request.body);
        await saveProduct(db, deed, product, skus);
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/products/:id/retire',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Take a product out of the range; old orders keep it',
          params: Type.Object({ id: Uuid<ProductId>() }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const deed = { merchant: request.merchant, actor: actorOf(request) };
        await retireProduct(db, deed, request.params.id);
        return reply.code(204).send(null);
      },
    );
  };

type Row = NonNullable<Awaited<ReturnType<typeof findProduct>>>;
type Reader = Parameters<typeof findProduct>[0];

/** Beside the row: head office's price and band, and the cost for whoever may see it. */
async function shower(reader: Reader, staff: chain.SignedInStaff) {
  const { root } = await chain.directory(reader);
  const path = { outletId: root.id, profileId: null, dealerIds: [], hqId: root.id };
  const shelf = await catalog.shelfOf(reader, path);
  const costs = chain.reachOf(staff, 'statements.read').length > 0;
  return (row: Row) => ({
    ...row,
    picture: pictureOf(row.id),
    skus: row.skus.map((sku: SkuRow) => {
      const item = shelf.get(sku.id);
      return {
        ...sku,
        costFen: costs ? sku.costFen : null,
        priceFen: item?.priceFen ?? null,
        bandMinFen: item?.bandMinFen ?? null,
        bandMaxFen: item?.bandMaxFen ?? null,
        listed: item?.listed ?? false,
      };
    }),
  });
}
