/** Scenes of an outlet and the goods in each: the hottest page of the shop. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Shops } from '../../flows/see-shelf.ts';
import type { CategoryId, OutletId, ProductId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Shelf } from '../../modules/catalog/catalog.ts';
import { fold } from '../../platform/chinese.ts';
import { PageOf, problems, Query, Uuid } from '../schema.ts';
import { GoodsCard, keptPage, pageOf, pictureOf, print, type CardPage } from './cards.ts';

export const Scene = Type.Object({
  id: Uuid(),
  name: Type.String(),
  nameEn: Type.String(),
  picture: Type.String(),
});
const CARDS = 24;
const count = Type.Integer({ minimum: 1, maximum: 100, default: CARDS });
const after = Type.Optional(Type.String({ maxLength: 40 }));

/** Only scenes in which this outlet sells something. */
export const scenesOf = (shelf: Shelf) =>
  shelf.range.categories
    .filter(({ id }) => shelf.list(id).length > 0)
    .map(({ id, name, nameEn, picture }) => ({
      id,
      name,
      nameEn,
      picture: pictureOf((picture || shelf.list(id)[0]) as ProductId),
    }));

const sendJson = (reply: FastifyReply, body: Buffer): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').send(body);

export const browseRoutes =
  (shops: Shops): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/scenes',
      {
        schema: {
          tags: ['shop'],
          summary: 'Scenes in which an outlet sells something',
          querystring: Query({ outlet: Uuid<OutletId>() }),
          response: { 200: Type.Object({ items: Type.Array(Scene) }), ...problems },
        },
      },
      async ({ merchant, query }) => {
        const { shelf } = await shops.see(merchant, query.outlet, () => []);
        return { items: scenesOf(shelf) };
      },
    );

    app.get(
      '/goods',
      {
        schema: {
          tags: ['shop'],
          summary: 'Goods of an outlet, of one scene or all, with price and stock here',
          querystring: Query({
            outlet: Uuid<OutletId>(),
            scene: Type.Optional(Uuid<CategoryId>()),
            after,
            count,
          }),
          response: { 200: PageOf(GoodsCard), ...problems },
        },
      },
      async ({ merchant, query }, reply) => {
        const { outlet, scene = null } = query;
        const name = `goods ${scene} ${query.after} ${query.count}`;
        const make = (shelf: Shelf) => listPage(shelf, scene, query.after, query.count);
        const sight = await shops.see(
          merchant,
          outlet,
          (shelf) => keptPage(shelf, name, () => make(shelf)).skus,
        );
        const page = keptPage(sight.shelf, name, () => make(sight.shelf));
        return sendJson(reply, print(sight, name, page));
      },
    );

    app.get(
      '/search',
      {
        schema: {
          tags: ['shop'],
          summary: 'Goods of an outlet by name, pinyin, initials or barcode',
          querystring: Query({
            outlet: Uuid<OutletId>(),
            q: Type.String({ minLength: 1, maxLength: 60 }),
            after,
            count,
          }),
          response: { 200: PageOf(GoodsCard), ...problems },
        },
      },
      async ({ merchant, query }, reply) => {
        const words = query.q.split(/\s+/).map(fold).filter(Boolean);
        const name = `search ${words.join(' ')} ${query.after} ${query.count}`;
        const make = (shelf: Shelf) => searchPage(shelf, words, query.after, query.count);
        const sight = await shops.see(
          merchant,
          query.outlet,
          (shelf) => keptPage(shelf, name, () => make(shelf)).skus,
        );
        const page = keptPage(sight.shelf, name, () => make(sight.shelf));
        return sendJson(reply, print(sight, name, page));
      },
    );

    app.get(
      '/barcodes/:code',
      {
        schema: {
          tags: ['shop'],
          summary: 'What a scanned barcode is in this outlet',
          params: Type.Object({ code: Type.String({ pattern: '^\\d{4,13}$' }) }),
          querystring: Query({ outlet: Uuid<OutletId>() }),
          response: { 200: Type.Object({ productId: Uuid(), skuId: Uuid() }), ...problems },
        },
      },
      async ({ merchant, params, query }) => {
        const { shelf } = await shops.see(merchant, query.outlet, () => []);
        const article = shelf.range.byBarcode.get(params.code);
        if (article === undefined || shelf.get(article.sku)?.listed !== true)
          throw new Refusal('not_found', 'catalog.not_sold_here', { barcode: params.code });
        return { productId: article.product, skuId: article.sku };
      },
    );
  };

function listPage(
  shelf: Shelf,
  scene: CategoryId | null,
  cursor: string | undefined,
  size: number,
): CardPage {
  const list = shelf.list(scene);
  const from = cursor === undefined ? 0 : list.indexOf(cursor as ProductId) + 1;
  const shown = list.slice(from, from + size);
  return pageOf(shelf, shown, from + size < list.length ? shown.at(-1)! : null);
}

/** The cursor of a search is how many were shown: the best match comes first, not the oldest. */
function searchPage(
  shelf: Shelf,
  words: readonly string[],
  cursor: string | undefined,
  size: number,
): CardPage {
  const from = /^\d{1,6}$/.test(cursor ?? '') ? Number(cursor) : 0;
  const scanned = words.length === 1 ? shelf.range.byBarcode.get(words[0]!) : undefined;
  if (scanned !== undefined && shelf.sells(scanned.product))
    return pageOf(shelf, [scanned.product], null);
  const found = shelf.search(words, size + 1, from);
  return pageOf(shelf, found.slice(0, size), found.length > size ? String(from + size) : null);
}
