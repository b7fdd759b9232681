/** The guide as she stands in the shop. */
import { Type } from 'typebox';
import type { MemberId, MerchantId, ProductId } from '../../kernel/id.ts';
import { ownersNow } from '../../flows/steps/bond-terms.ts';
import type { Db } from '../../platform/db.ts';
import { findGuide } from '../../views/shop-people.ts';
import { Nullable, Uuid } from '../schema.ts';

export const GuideFace = Nullable(
  Type.Object({
    id: Uuid(),
    name: Type.String(),
    title: Type.String(),
    words: Type.String(),
    portrait: Type.String(),
    outletName: Type.String(),
    phone: Type.String(),
    wechat: Type.String(),
  }),
);

/** The member's own guide, with her words about the product if one is looked at. */
export function guideOf(
  db: Db,
  merchant: MerchantId,
  member: MemberId | null,
  product: ProductId | null,
) {
  if (member === null) return null;
  return db.reading(merchant, async (reader) => {
    const { homeGuide } = await ownersNow(reader, member);
    return homeGuide === null ? null : findGuide(reader, homeGuide.id, product);
  });
}
