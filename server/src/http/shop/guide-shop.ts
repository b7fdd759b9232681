/** A guide's own shop: a face, her words, what she stands behind. One who left is stood in for. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { bondsEndedBy } from '../../flows/steps/bond-terms.ts';
import type { Shops } from '../../flows/see-shelf.ts';
import type { House } from '../../house.ts';
import type { ProductId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findGuideShop } from '../../views/guide-shop.ts';
import { findGuide } from '../../views/shop-people.ts';
import { Body, Nullable, problems, Uuid } from '../schema.ts';
import { cardOf, GoodsCard } from './cards.ts';

const Face = Type.Object({
  id: Uuid(),
  name: Type.String(),
  title: Type.String(),
  words: Type.String(),
  portrait: Type.String(),
  outletName: Type.String(),
  phone: Type.String(),
  wechat: Type.String(),
});
const GuideShop = Type.Object({
  guide: Face,
  outletId: Uuid(),
  standsIn: Type.Boolean({
    description: 'The guide that was asked for has left; this is her heir.',
  }),
  story: Type.String(),
  complexes: Type.Array(Type.String()),
  members: Nullable(Type.Integer({ description: 'Null below 20: too few to say.' })),
  picks: Type.Array(Type.Intersect([GoodsCard, Type.Object({ words: Type.String() })])),
});
const FEW = 20;
const SHOWN = 8;

export const guideShopRoutes =
  ({ db }: House, shops: Shops): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/guides/:id',
      {
        schema: {
          tags: ['shop'],
          summary: 'A guide’s own shop: her card, story and picks',
          params: Body({ id: Uuid<StaffId>() }),
          response: { 200: GuideShop, ...problems },
        },
      },
      async ({ merchant, params }) => {
        const found = await db.reading(merchant, async (reader) => {
          const stands = await chain.standInFor(reader, params.id);
          if (stands?.outlet == null) throw new Refusal('not_found', 'chain.no_such_staff');
          const { id, outlet } = stands;
          const endedBy = await bondsEndedBy(reader);
          const [guide, shop, picks] = await Promise.all([
            findGuide(reader, id, null),
            findGuideShop(reader, id, endedBy),
            catalog.picksOf(reader, id),
          ]);
          if (guide === null || shop === null)
            throw new Refusal('not_found', 'chain.no_such_staff');
          return { guide, shop, picks, outlet };
        });
        const { guide, shop, picks, outlet } = found;
        const words = new Map(picks.map((pick) => [pick.productId as string, pick.words]));
        const chosen = picks.map((pick) => pick.productId as ProductId);
        const shown = (shelf: catalog.Shelf): readonly ProductId[] =>
          (chosen.length > 0 ? chosen : shelf.list(null)).slice(0, SHOWN);
        const sight = await shops.see(merchant, outlet, (shelf) =>
          shown(shelf).flatMap((product) => shelf.skusOf(product)[0]?.sku ?? []),
        );
        const cards = shown(sight.shelf).flatMap((product) => {
          const card = cardOf(sight, product);
          return card === null ? [] : [{ ...card, words: words.get(product) ?? '' }];
        });
        return {
          guide,
          outletId: outlet,
          standsIn: guide.id !== params.id,
          story: shop.story,
          complexes: [...shop.complexes],
          members: shop.members < FEW ? null : shop.members,
          picks: cards,
        };
      },
    );
  };
