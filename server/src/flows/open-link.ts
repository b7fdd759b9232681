/**
 * Share is pressed: the sharer's link to this target. A member's link is the child of what brought
 * her here; a staff member's is a root. Pressed again it is the same link.
 */
import type { GroupId, MemberId, MerchantId, OutletId, ProductId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import * as groups from '../modules/groups/groups.ts';
import * as sharing from '../modules/sharing/sharing.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface OpenLink {
  readonly merchant: MerchantId;
  readonly sharer:
    | { readonly kind: 'member'; readonly id: MemberId }
    | { readonly kind: 'staff'; readonly id: StaffId };
  readonly outlet: OutletId;
  readonly targetKind: sharing.TargetKind;
  readonly target: string;
  readonly channel: sharing.Channel;
  readonly group: GroupId | null;
  /** WeChat's own id of the chat, where the app could learn it. */
  readonly opengid: string | null;
  readonly domain: sharing.Domain;
  readonly words: string;
}

/** @throws Refusal `chain.no_such_outlet`, `sharing.no_such_target`, `groups.no_such_group` */
export const openLink = (db: Db, wish: OpenLink): Promise<sharing.Link> =>
  db.transaction(wish.merchant, async (tx) => {
    const { kind, id } = wish.sharer;
    const [group, parent] = await Promise.all([
      groups.chosen(tx, wish),
      kind === 'member' ? sharing.creditingLink(tx, id) : null,
      mustStand(tx, wish),
    ]);
    const { outlet, targetKind, target, channel, domain, words } = wish;
    const code = sharing.newCode();
    const made = { code, sharerKind: kind, sharer: id, outlet, targetKind, target, group };
    return sharing.open(tx, { ...made, channel, domain, words }, parent);
  });

/** A link to nothing, or to another merchant's, is not made. */
async function mustStand(tx: Tx, { outlet, targetKind, target }: OpenLink): Promise<void> {
  const directory = await chain.directory(tx);
  if (directory.outlet(outlet) === null) throw new Refusal('not_found', 'chain.no_such_outlet');
  const stands = {
    outlet: async () => target === outlet,
    shop: async () => (await chain.standInFor(tx, target as StaffId)) !== null,
    product: async () => (await catalog.rangeOf(tx)).products.has(target as ProductId),
  };
  if (!(await stands[targetKind]())) throw new Refusal('not_found', 'sharing.no_such_target');
}
