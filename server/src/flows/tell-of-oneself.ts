/** What a member changes of herself: her name and complex, what she agrees to, her addresses. */
import type { Id, MemberId, MerchantId, NodeId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import * as members from '../modules/members/members.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { ownersNow } from './steps/bond-terms.ts';

interface Asked {
  readonly merchant: MerchantId;
  readonly member: MemberId;
}

/** @throws Refusal `chain.no_such_complex` */
export const rename = (
  db: Db,
  { merchant, member, ...wish }: Asked & { name: string; complex: members.Profile['complex'] },
): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    await chain.mustKnowComplex(tx, wish.complex);
    members.rename(tx, member, wish);
  });

/** Head office, and the dealer of her home outlet: two controllers, two consents. */
async function controllersOf(tx: Tx, member: MemberId): Promise<NodeId[]> {
  const [directory, owners] = await Promise.all([chain.directory(tx), ownersNow(tx, member)]);
  const home = owners.homeOutlet === null ? null : directory.outlet(owners.homeOutlet.id);
  return home?.dealer == null ? [directory.root.id] : [directory.root.id, home.dealer];
}

export const giveConsent = (
  db: Db,
  wish: Asked & { purpose: 'marketing' | 'show_name'; textVersion: string; channel: string },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const controllers = await controllersOf(tx, wish.member);
    members.giveConsent(tx, wish.member, wish.purpose, controllers, wish);
  });

export const withdrawConsent = (
  db: Db,
  { merchant, member, purpose }: Asked & { purpose: 'marketing' | 'show_name' },
): Promise<void> =>
  db.transaction(merchant, async (tx) => members.withdrawConsent(tx, member, purpose));

/**
 * Adds or changes one; a phone of null keeps the number that stands.
 * @throws Refusal `chain.no_such_complex`, `members.no_such_address`
 */
export const changeAddress = (
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  wish: Asked & { address: Omit<members.Address, 'phone'> & { phone: string | null } },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { member, address } = wish;
    await chain.mustKnowComplex(tx, address.complex);
    const phone = address.phone ?? (await members.addressOf(tx, vault, member, address.id)).phone;
    members.putAddress(tx, vault, member, { ...address, phone });
  });

/** @throws Refusal `members.no_such_address` */
export const removeAddress = (
  db: Db,
  { merchant, member, id }: Asked & { id: Id<'address'> },
): Promise<void> => db.transaction(merchant, async (tx) => members.removeAddress(tx, member, id));

export const readNotices = (db: Db, { merchant, member }: Asked): Promise<void> =>
  db.transaction(merchant, async (tx) => members.readNotices(tx, member));
