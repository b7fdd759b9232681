/** How someone shows that an identity is hers: a code that was sent to it, or WeChat's word. */
import type { MerchantId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as members from '../../modules/members/members.ts';
import type { Db } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';

/** The try stays counted whatever follows. */
export async function judgeCode(
  db: Db,
  vault: Vault,
  merchant: MerchantId,
  said: { phone: string; code: string; purpose: members.CodePurpose },
): Promise<void> {
  const tried = await db.transaction(merchant, (tx) => members.tryCode(tx, vault, said));
  if (tried === null) throw new Refusal('conflict', 'members.code_over');
  const { triesLeft } = tried;
  if (!tried.right) throw new Refusal('invalid', 'members.code_wrong', { triesLeft });
}

/** An openid is one app's; a unionid is the same person in every app of the company. */
export async function wechatIdentities(
  wechat: members.WechatPort,
  code: string,
): Promise<members.Identity[]> {
  const session = await wechat.sessionOf(code);
  if (session === null) throw new Refusal('invalid', 'members.wechat_code_refused');
  const { openid, unionid } = session;
  const byApp: members.Identity = { kind: 'openid', app: wechat.app, value: openid };
  return unionid === null ? [byApp] : [byApp, { kind: 'unionid', app: '', value: unionid }];
}
