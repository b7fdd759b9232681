/**
 * Who someone is: members, their identities, devices, sessions, consents and addresses. Refuses to
 * know what a member buys or earns.
 */
import type { MemberId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader } from '../../platform/db.ts';
import { findBuyerFacts, findSession } from './store.ts';
import type { BuyerFacts } from './types.ts';

export { mayLook, OFFERED, standingOf, textOf } from './consent-rules.ts';
export {
  agree,
  allowedOf,
  giveConsent,
  publishText,
  textsOf,
  withdrawConsent,
} from './consents.ts';
export * as erasure from './erasure.ts';
export {
  addressesOf,
  addressOf,
  profileOf,
  putAddress,
  readNotices,
  removeAddress,
  rename,
  tell,
  unreadOf,
  writeNote,
} from './profile.ts';
export { ageOf, openidOf } from './account-age.ts';
export { openidUnder } from './openid.ts';
export { daysKnown } from './days-known.ts';
export { maskName, maskPhone, PHONE, survivorOf } from './rules.ts';
export {
  addIdentity,
  anotherLeft,
  cameBy,
  endOtherSessions,
  endSession,
  everyIdOf,
  findByIdentity,
  meetDevices,
  merge,
  phoneKey,
  phoneKeysOf,
  phoneOf,
  signUp,
  startCode,
  startSession,
  survivor,
  takeCode,
  tryCode,
} from './sign-in.ts';
export type {
  Address,
  Agreement,
  BuyerFacts,
  CodePurpose,
  Consent,
  ConsentText,
  Identity,
  Profile,
  Purpose,
  SmsPort,
  WechatPort,
} from './types.ts';

/** The member of a session that still holds, merged members resolved to the survivor. */
export async function signedIn(reader: Reader, tokenHash: string): Promise<MemberId | null> {
  const [session] = await reader.ask(findSession, { tokenHash });
  return session?.member ?? null;
}

/** One statement. @throws Refusal `members.no_such_member` */
export async function buyerFacts(reader: Reader, member: MemberId): Promise<BuyerFacts> {
  const [facts] = await reader.ask(findBuyerFacts, { member });
  if (facts === undefined) throw new Refusal('not_found', 'members.no_such_member');
  return { ...facts, isStaff: facts.staff !== null };
}
