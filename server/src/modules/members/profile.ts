/** What a member tells of herself: name, addresses; what she is told; staff's notes. */
import type { Id, MemberId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { epochOf, instantAt, type Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import * as store from './store-profile.ts';
import type { Address, Profile } from './types.ts';

/** @throws Refusal `members.no_such_member` */
export async function profileOf(reader: Reader, member: MemberId): Promise<Profile> {
  const [found] = await reader.ask(store.findProfile, { member });
  if (found === undefined) throw new Refusal('not_found', 'members.no_such_member');
  const consents = found.consents.map((each) => ({
    ...each,
    givenAt: asInstant(each.givenAt),
    withdrawnAt: each.withdrawnAt === null ? null : asInstant(each.withdrawnAt),
  }));
  return { ...found, consents };
}

/** PostgreSQL spells an instant inside JSON in its own way. */
const asInstant = (text: Instant): Instant => instantAt(epochOf(text));

export function rename(
  tx: Tx,
  member: MemberId,
  wish: { name: string; complex: Profile['complex'] },
): void {
  tx.guard(
    store.renameMember,
    { member, ...wish },
    () => new Refusal('not_found', 'members.no_such_member'),
  );
}

const opened = (vault: Vault, row: Address): Address => ({
  ...row,
  name: vault.open(row.name),
  phone: vault.open(row.phone),
  detail: vault.open(row.detail),
});

export async function addressesOf(
  reader: Reader,
  vault: Vault,
  member: MemberId,
): Promise<Address[]> {
  const rows = await reader.ask(store.findAddresses, { member });
  return rows.map((row) => opened(vault, row));
}

/** @throws Refusal `members.no_such_address` */
export async function addressOf(
  reader: Reader,
  vault: Vault,
  member: MemberId,
  id: Id<'address'>,
): Promise<Address> {
  const [row] = await reader.ask(store.findAddress, { member, id });
  if (row === undefined) throw new Refusal('not_found', 'members.no_such_address');
  return opened(vault, row);
}

/** @throws Refusal `members.no_such_address` when the id is another member's */
export function putAddress(tx: Tx, vault: Vault, member: MemberId, address: Address): void {
  const { name, phone, detail } = address;
  const sealed = { name: vault.seal(name), phone: vault.seal(phone), detail: vault.seal(detail) };
  if (address.isDefault) tx.tell(store.onlyDefault, { member, id: address.id });
  tx.guard(
    store.putAddress,
    { member, ...address, ...sealed },
    () => new Refusal('not_found', 'members.no_such_address'),
  );
}

/** @throws Refusal `members.no_such_address` */
export function removeAddress(tx: Tx, member: MemberId, id: Id<'address'>): void {
  tx.guard(
    store.deleteAddress,
    { member, id },
    () => new Refusal('not_found', 'members.no_such_address'),
  );
}

/** The same note again changes nothing. @throws Refusal `members.id_reused` */
export function writeNote(
  tx: Tx,
  note: { id: Id<'note'>; member: MemberId; staff: StaffId; words: string },
): void {
  tx.guard(store.insertNote, note, () => new Refusal('invalid', 'members.id_reused'));
}

/** Tells a member once a (kind, ref), however often it is told. */
export function tell(
  tx: Tx,
  notice: {
    member: MemberId;
    kind: string;
    ref: string;
    facts?: Readonly<Record<string, string | number>>;
  },
): void {
  const { member, kind, ref, facts = {} } = notice;
  tx.tell(store.insertNotice, { id: tx.newId<'notice'>(), member, kind, ref, facts });
}

export async function unreadOf(reader: Reader, member: MemberId): Promise<number> {
  const [found] = await reader.ask(store.countUnread, { member });
  return found!.unread;
}
export const readNotices = (tx: Tx, member: MemberId): void =>
  tx.tell(store.readNotices, { member });
