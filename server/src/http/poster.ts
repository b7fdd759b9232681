/** `GET /posters/:code.png`: a link's poster. It shows what the link shows, so it is as public. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { posters } from '../platform/poster/poster.ts';
import type { House } from '../house.ts';
import type { MerchantId } from '../kernel/id.ts';
import { picture, storefront, tileOf } from '../platform/pictures/pictures.ts';
import { Body } from './schema.ts';
import { shareCard, type ShareCard } from './share-card.ts';

interface PosterAsk {
  readonly merchant: MerchantId;
  readonly code: string;
  readonly origin: string;
}

/** Where a comma goes: 12,345,678.90. */
const GROUPS = /\B(?=(\d{3})+\.)/g;
const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2).replace(GROUPS, ',')}`;
const titleOf = ({ product, shopOf, outlet }: ShareCard): string =>
  product?.title ?? (shopOf === null ? outlet.name : `${shopOf.name}的店`);

/** @throws Refusal `sharing.no_such_link` */
function posterDesk({ db, dataDir }: House): (ask: PosterAsk) => Promise<Buffer> {
  const draw = posters(dataDir);
  return async ({ merchant, code, origin }) => {
    const card = await db.reading(merchant, (reader) => shareCard(reader, code));
    const { link, product, guide, outlet, shop } = card;
    const name =
      link.sharerKind === 'staff' ? (guide?.name ?? '') : (link.sharerName ?? '一位邻居');
    return draw({
      pictureSvg:
        product === null
          ? storefront({ open: true, bare: false, sign: shop })
          : picture(product.title, product.scene),
      face: tileOf(name),
      title: titleOf(card),
      price: product === null ? null : yuan(product.fromFen),
      words: link.words,
      name,
      store: `${shop} · ${outlet.shortName}`,
      hint: '长按识别，看看什么时候能拿到',
      url: `${origin}/s/${link.code}`,
    });
  };
}

export function posterPage(house: House) {
  const poster = posterDesk(house);
  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: { code: string } }>(
      '/posters/:code.png',
      { schema: { hide: true, params: Body({ code: Type.String({ maxLength: 40 }) }) } },
      async ({ merchant, params, protocol, host }, reply): Promise<FastifyReply> => {
        const png = await poster({ merchant, ...params, origin: `${protocol}://${host}` });
        return reply.type('image/png').header('cache-control', 'public, max-age=300').send(png);
      },
    );
  };
}
