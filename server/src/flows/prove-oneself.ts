/**
 * A signed-in member shows that it is she who holds the phone, before her data leaves or goes: a
 * code to the number that we know, never to one that the caller names.
 */
import type { MemberId, MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { judgeCode } from './steps/show-identity.ts';

interface Kit {
  readonly db: Db;
  readonly vault: Vault;
}
interface Asked {
  readonly merchant: MerchantId;
  readonly member: MemberId;
}

/** Where the code goes. @throws Refusal `members.add_phone_first` */
export async function phoneToProve(
  { db, vault }: Kit,
  { merchant, member }: Asked,
): Promise<string> {
  const phone = await db.reading(merchant, (reader) => members.phoneOf(reader, vault, member));
  if (phone === null) throw new Refusal('conflict', 'members.add_phone_first');
  return phone;
}

/** Uses the code up. @throws Refusal `members.code_over`, `members.code_wrong` */
export async function proveOneself(kit: Kit, wish: Asked & { code: string }): Promise<void> {
  const { merchant, code } = wish;
  const said = { phone: await phoneToProve(kit, wish), code, purpose: 'prove' } as const;
  await judgeCode(kit.db, kit.vault, merchant, said);
  await kit.db.transaction(merchant, async (tx) => members.takeCode(tx, kit.vault, said));
}
