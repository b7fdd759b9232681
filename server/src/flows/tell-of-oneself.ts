/** What a member changes of herself: her name and complex, her addresses. */
import type { Id, MemberId, MerchantId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';

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
