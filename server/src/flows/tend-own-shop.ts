/** A guide says on her own page who she is and what she stands behind. */
import type { MerchantId, ProductId, StaffId } from '../kernel/id.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import type { Db } from '../platform/db.ts';

export interface OwnWords {
  readonly title: string;
  readonly motto: string;
  readonly story: string;
  readonly wechat: string;
}
export const tellWhoIAm = (
  db: Db,
  merchant: MerchantId,
  staff: StaffId,
  words: OwnWords,
): Promise<void> =>
  db.transaction(merchant, async (tx) => chain.writeCard(tx, { id: staff, ...words }));

/** @throws Refusal `catalog.product_unknown` */
export const tellWhatIRecommend = (
  db: Db,
  merchant: MerchantId,
  staff: StaffId,
  picks: readonly { readonly productId: ProductId; readonly words: string }[],
): Promise<void> => db.transaction(merchant, (tx) => catalog.choosePicks(tx, staff, picks));
