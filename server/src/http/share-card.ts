/** What a link shows before anybody signs in: one reading for the chat preview and the landing. */
import { shelfOfOutlet } from '../flows/steps/shelf.ts';
import type { LinkCode, ProductId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import * as sharing from '../modules/sharing/sharing.ts';
import type { Reader } from '../platform/db.ts';
import { findShareLanding } from '../views/share-landing.ts';

/** @throws Refusal `sharing.no_such_link` */
export async function shareCard(reader: Reader, typed: string) {
  const code = sharing.readCode(typed);
  const link = code === null ? null : await findShareLanding(reader, code as LinkCode);
  if (link === null) throw new Refusal('not_found', 'sharing.no_such_link');
  const directory = await chain.directory(reader);
  const outlet = directory.outlet(link.outlet);
  if (outlet === null) throw new Refusal('not_found', 'sharing.no_such_link');
  const guide = link.guideId === null ? null : await chain.standInFor(reader, link.guideId);
  const shelf = link.targetKind === 'product' ? await shelfOfOutlet(reader, outlet) : null;
  const items = shelf?.skusOf(link.target as string as ProductId) ?? [];
  const [first] = items;
  const host =
    link.targetKind === 'shop'
      ? await chain.standInFor(reader, link.target as string as StaffId)
      : null;
  return {
    link,
    shop: link.shopName,
    outlet,
    /** Who serves her now: the guide, or her heir. */
    guide: guide === null ? null : { ...guide, isHeir: guide.id !== link.guideId },
    shopOf: host,
    product:
      first === undefined
        ? null
        : {
            id: first.product,
            title: first.title,
            titleEn: first.titleEn,
            spec: first.spec,
            scene: shelf?.range.categories.find(({ id }) => id === first.category)?.name ?? '',
            fromFen: Math.min(...items.map((item) => item.priceFen)),
          },
  };
}
export type ShareCard = Awaited<ReturnType<typeof shareCard>>;
