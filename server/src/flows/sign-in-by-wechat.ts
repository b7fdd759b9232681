/** A member signs in, or up, by a WeChat login code. Who holds it only WeChat says. */
import type { MerchantId } from '../kernel/id.ts';
import type * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { enterMember, type Arrival, type Entered } from './steps/enter-member.ts';
import { wechatIdentities } from './steps/show-identity.ts';

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
