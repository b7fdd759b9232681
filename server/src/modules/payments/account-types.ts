/** Accounts at providers, as rows: whose they are, how they are spoken through. */
import type { Id, NodeId, StaffId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

export type AccountId = Id<'account'>;
export const CHANNELS = ['wechat-pay', 'alipay', 'stripe', 'sandbox'] as const;
export type ChannelName = (typeof CHANNELS)[number];
export const ACCOUNT_MODES = ['direct', 'partner'] as const;
export type AccountMode = (typeof ACCOUNT_MODES)[number];
export type Texts = Readonly<Record<string, string>>;

export interface Account {
  readonly id: AccountId;
  /** Whose it is: every outlet at or below the node that has none nearer. */
  readonly node: NodeId;
  readonly channel: ChannelName;
  readonly mode: AccountMode;
  readonly name: string;
  /** What everybody may see, such as merchant numbers. */
  readonly settings: Texts;
  /** Grows with each change, for whoever keeps what he made of it. */
  readonly version: number;
  readonly disabledAt: Instant | null;
}
/** A set of keys: the newest speaks; older ones still hear until their day is over. */
export interface AccountKeys {
  readonly account: AccountId;
  readonly no: number;
  /** What belongs to a key and is no secret: its serial, its id. */
  readonly facts: Texts;
  readonly sealed: string;
  /** The last four characters of each secret. */
  readonly tails: Texts;
  readonly madeBy: StaffId | null;
  readonly madeAt: Instant;
  /** Null: the newest. */
  readonly endsAt: Instant | null;
}
/** An account with its keys open: never logged, never answered. */
export interface KeyedAccount extends Account {
  /** Facts and secrets together, newest first. */
  readonly keys: readonly Texts[];
  readonly keyNos: readonly number[];
}
export interface AccountForm {
  readonly id: AccountId;
  readonly node: NodeId;
  readonly channel: ChannelName;
  readonly mode: AccountMode;
  readonly name: string;
  readonly settings: Texts;
  readonly keys: Texts;
}

/** One field of an account: what it is called, and where it is kept. */
export interface AccountField {
  readonly name: string;
  /** `setting` of the account, `fact` of a set of keys, or `secret`, which is sealed. */
  readonly kind: 'setting' | 'fact' | 'secret';
  readonly need: 'always' | 'partner' | 'may';
  readonly pattern: RegExp;
}
