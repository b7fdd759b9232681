/** A member signs in, or up, by a WeChat login code. Who holds it only WeChat says. */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import type * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { enterMember, type Arrival, type Entered } from './enter-member.ts';

export interface SignInByWechat extends Arrival {
  readonly merchant: MerchantId;
  readonly code: string;
}
export interface WechatKit {
  readonly db: Db;
  readonly vault: Vault;
  readonly wechat: members.WechatPort;
}

/** @throws Refusal `members.wechat_code_refused`, `members.agree_first` */
export async function signInByWechat(kit: WechatKit, wish: SignInByWechat): Promise<Entered> {
  const identities = await wechatIdentities(kit.wechat, wish.code);
  return kit.db.transaction(wish.merchant, (tx) => enterMember(tx, kit.vault, identities, wish));
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
