/** The first page: the nearest outlet, how its goods can be had, and the blocks it has chosen. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Shops, Sight } from '../../flows/see-shelf.ts';
import type { House } from '../../house.ts';
import type { Point } from '../../kernel/geo.ts';
import { isOpenAt } from '../../kernel/hours.ts';
import type { MerchantId, OutletId, ProductId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Block, Shelf } from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import type { Db } from '../../platform/db.ts';
import { Nullable, problems, Query, Uuid } from '../schema.ts';
import { Scene, scenesOf } from './browse.ts';
import { cardOf, GoodsCard } from './cards.ts';
import { GuideFace, guideOf } from './guide-face.ts';
import { OutletFace, outletFace, WayFace, waysOf } from './outlet-face.ts';

export const Where = Query({
  outlet: Type.Optional(Uuid<OutletId>()),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
});
const HomeBlock = Type.Object({
  title: Type.String(),
  titleEn: Type.String(),
  subtitle: Type.String(),
  subtitleEn: Type.String(),
  sceneId: Nullable(Uuid()),
  items: Type.Array(GoodsCard),
});
const Home = Type.Object({
  chainName: Type.String(),
  outlet: OutletFace,
  ways: Type.Array(WayFace),
  scenes: Type.Array(Scene),
  blocks: Type.Array(HomeBlock),
  guide: GuideFace,
});
/** Cards of a block that shows a scene. */
const SAMPLE = 6;

export const pointOf = (where: { lat?: number; lng?: number }): Point | null =>
  where.lat === undefined || where.lng === undefined ? null : { lat: where.lat, lng: where.lng };

/** The outlet named, else the one that serves the place, else the first that sells. */
export async function outletFor(
  db: Db,
  merchant: MerchantId,
  where: { outlet?: OutletId; lat?: number; lng?: number },
): Promise<OutletId> {
  if (where.outlet !== undefined) return where.outlet;
  const directory = await db.reading(merchant, (reader) => chain.directory(reader));
  const point = pointOf(where);
  const near =
    point === null
      ? null
      : (directory.outletServing(point) ?? directory.outletsNear(point, 100_000)[0]?.outlet);
  const found = near ?? directory.outlets.find(({ pausedAt }) => pausedAt === null);
  if (found === undefined) throw new Refusal('not_found', 'chain.no_such_outlet');
  return found.id;
}

export const homeRoutes =
  ({ db }: House, shops: Shops): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/home',
      {
        schema: {
          tags: ['shop'],
          summary: 'First page of the outlet named, or of the nearest one',
          querystring: Where,
          response: { 200: Home, ...problems },
        },
      },
      async ({ merchant, member, query }) => {
        const id = await outletFor(db, merchant, query);
        const sight = await shops.see(merchant, id, (shelf) =>
          shelf.blocks.flatMap((block) =>
            productsOf(block, shelf).flatMap((product) =>
              shelf
                .skusOf(product)
                .slice(0, 1)
                .map(({ sku }) => sku),
            ),
          ),
        );
        const { outlet, directory, now, shelf } = sight;
        const from = pointOf(query);
        return {
          chainName: directory.root.name.replace(/总部$/, ''),
          outlet: outletFace(outlet, now, from),
          ways: waysOf(outlet, now, from),
          scenes: scenesOf(shelf),
          blocks: blocksOf(sight),
          guide: await guideOf(db, merchant, member, null),
        };
      },
    );
  };

function productsOf(block: Block, shelf: Shelf): readonly ProductId[] {
  if (block.kind === 'goods') return block.products;
  if (block.kind === 'category') return shelf.list(block.category).slice(0, SAMPLE);
  return [];
}

/** Blocks of this hour with something in them; a block without goods lets the next move up. */
function blocksOf(sight: Sight) {
  const { shelf, outlet, now } = sight;
  const open = isOpenAt(outlet.hours, now);
  return shelf.blocks.flatMap((block) => {
    if (block.kind === 'scenes') return [];
    if (block.kind === 'goods' && block.when !== 'always' && (block.when === 'open') !== open)
      return [];
    const items = productsOf(block, shelf)
      .map((product) => cardOf(sight, product))
      .filter((card) => card !== null);
    if (block.kind !== 'notice' && items.length === 0) return [];
    return [{ ...wordsOf(block), items }];
  });
}

const wordsOf = (block: Exclude<Block, { kind: 'scenes' }>) =>
  block.kind === 'notice'
    ? { title: block.words, titleEn: block.wordsEn, subtitle: '', subtitleEn: '', sceneId: null }
    : {
        title: block.title,
        titleEn: block.titleEn,
        subtitle: block.kind === 'goods' ? block.note : '',
        subtitleEn: block.kind === 'goods' ? block.noteEn : '',
        sceneId: block.kind === 'category' ? block.category : null,
      };
