/** A link's poster, from what the link shows: for the guide who made it and the member who did. */
import { posters } from '../adapters/poster/poster.ts';
import type { House } from '../house.ts';
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { avatar, picture, storefront } from '../platform/pictures/pictures.ts';
import { shareCard, type ShareCard } from './share-card.ts';

export interface PosterAsk {
  readonly merchant: MerchantId;
  readonly code: string;
  /** The sharer: nobody draws a poster of another's link. */
  readonly sharer: string;
  readonly origin: string;
}

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
const titleOf = ({ product, shopOf, outlet }: ShareCard): string =>
  product?.title ?? (shopOf === null ? outlet.name : `${shopOf.name}的店`);

/** @throws Refusal `sharing.no_such_link` */
export function posterDesk({ db, dataDir }: House): (ask: PosterAsk) => Promise<Buffer> {
  const draw = posters(dataDir);
  return async ({ merchant, code, sharer, origin }) => {
    const card = await db.reading(merchant, (reader) => shareCard(reader, code));
    if (card.link.sharer !== sharer) throw new Refusal('not_found', 'sharing.no_such_link');
    const { link, product, guide, outlet, shop } = card;
    const name =
      link.sharerKind === 'staff' ? (guide?.name ?? '') : (link.sharerName ?? '一位邻居');
    return draw({
      pictureSvg:
        product === null
          ? storefront({ open: true, bare: false, sign: shop })
          : picture(product.title, product.scene),
      faceSvg: avatar(name),
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
