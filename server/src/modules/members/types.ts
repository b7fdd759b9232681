import type { ComplexId, Id, MemberId, StaffId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

/** What credit must know of a buyer, whatever her id of long ago was. */
export interface BuyerFacts {
  /** The survivor, where she has merged. */
  readonly member: MemberId;
  /** Her own ids of before a merge. */
  readonly mergedIds: readonly MemberId[];
  readonly isStaff: boolean;
  readonly staff: StaffId | null;
  /** Hashes of the devices on which she is or was signed in. */
  readonly devices: readonly string[];
  /** Other members who were signed in on one of them. */
  readonly sharedDeviceWith: readonly MemberId[];
  readonly madeAt: Instant;
}

export type IdentityKind = 'phone' | 'openid' | 'unionid' | 'card';
export interface Identity {
  readonly kind: IdentityKind;
  /** The app of an openid; empty otherwise. */
  readonly app: string;
  readonly value: string;
}
export type Purpose =
  | 'terms'
  | 'privacy'
  | 'show_name'
  | 'marketing'
  | 'marketing_sms'
  | 'marketing_wechat'
  | 'profiling'
  | 'place'
  | 'share_dealer';
/** `prove`: she is here herself, before she takes her data away or has it destroyed. */
export type CodePurpose = 'sign_in' | 'change_phone' | 'prove';

/** What she agreed to when she signed up. Marketing is never ticked for her. */
export interface Agreement {
  readonly terms: boolean;
  readonly privacy: boolean;
  readonly marketing: boolean;
  readonly showName: boolean;
  readonly textVersion: string;
  readonly channel: string;
}
export interface Consent {
  readonly id: Id<'consent'>;
  readonly purpose: Purpose;
  readonly controller: string;
  readonly textVersion: string;
  readonly channel: string;
  readonly givenAt: Instant;
  readonly withdrawnAt: Instant | null;
}
/** The words that are agreed to. */
export interface ConsentText {
  readonly purpose: Purpose;
  readonly version: string;
  readonly zh: string;
  readonly en: string;
  readonly madeAt: Instant;
}
export interface Profile {
  readonly id: MemberId;
  readonly name: string;
  readonly complex: ComplexId | null;
  readonly madeAt: Instant;
  readonly showsName: boolean;
  /** Masked; the number itself never leaves the vault for this. */
  readonly phoneMasked: string | null;
  readonly hasWechat: boolean;
  readonly consents: readonly Consent[];
}
export interface Address {
  readonly id: Id<'address'>;
  readonly name: string;
  readonly phone: string;
  readonly detail: string;
  readonly district: string;
  readonly complex: ComplexId | null;
  readonly lat: number;
  readonly lng: number;
  readonly isDefault: boolean;
}

/** Carries a text message out of the house. */
export interface SmsPort {
  /** @throws when the neighbour could not take it. */
  send(message: { phone: string; template: 'code'; params: readonly string[] }): Promise<void>;
}
/** Asks WeChat who holds a login code. The openid never comes from the client. */
export interface WechatPort {
  readonly app: string;
  /** Null: WeChat knows no such code, or it was used or is over. */
  sessionOf(code: string): Promise<{ openid: string; unionid: string | null } | null>;
}
