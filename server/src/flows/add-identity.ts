/**
 * A signed-in member shows that a phone or a WeChat account is hers too. Where it was another
 * member's, the two are one person.
 */
import type { MemberId, MerchantId } from '../kernel/id.ts';
import * as members from '../modules/members/members.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { mergeInto } from './steps/merge-members.ts';
import { judgeCode, wechatIdentities } from './steps/show-identity.ts';

interface Asked {
  readonly merchant: MerchantId;
  readonly member: MemberId;
}

/** @throws Refusal `members.code_over`, `members.code_wrong` */
export async function addPhone(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  { merchant, member, phone, code }: Asked & { phone: string; code: string },
): Promise<MemberId> {
  const said = { phone, code, purpose: 'change_phone' } as const;
  await judgeCode(db, vault, merchant, said);
  return db.transaction(merchant, (tx) => {
    members.takeCode(tx, vault, said);
    return claim(tx, vault, member, [{ kind: 'phone', app: '', value: phone }]);
  });
}

/** @throws Refusal `members.wechat_code_refused` */
export async function addWechat(
  {
    db,
    vault,
    wechat,
  }: { readonly db: Db; readonly vault: Vault; readonly wechat: members.WechatPort },
  { merchant, member, code }: Asked & { code: string },
): Promise<MemberId> {
  const identities = await wechatIdentities(wechat, code);
  return db.transaction(merchant, (tx) => claim(tx, vault, member, identities));
}

async function claim(
  tx: Tx,
  vault: Vault,
  member: MemberId,
  identities: readonly members.Identity[],
): Promise<MemberId> {
  let survivor = member;
  for (const identity of identities) {
    const known = await members.findByIdentity(tx, vault, identity);
    if (known === null) members.addIdentity(tx, vault, survivor, identity);
    else survivor = await mergeInto(tx, survivor, known.id);
  }
  return survivor;
}
