import type { Bps, Fen } from '../../kernel/money.ts';

/** Who earns a part of a line. At most two levels of sharers are paid: there is no third column. */
export const ROLES = [
  'guide',
  'sharer1',
  'sharer2',
  'invitee',
  'selling',
  'fulfilling',
  'dealer',
  'hq',
] as const;
export type Role = (typeof ROLES)[number];
/** One amount a role; together they are the line's net. */
export type Parts = Readonly<Record<Role, Fen>>;

export interface Plan {
  readonly version: number;
  readonly bps: Readonly<Record<Exclude<Role, 'invitee' | 'hq'>, Bps>>;
  /** Guide, sharers and invitee together, of a line. */
  readonly personalCapBps: Bps;
  /** All but head office together, of a line. */
  readonly allCapBps: Bps;
}

export interface PortionLine {
  readonly no: number;
  readonly netFen: Fen;
}

/** Whose part is due at all; an absent role's part stays with head office. */
export interface Present {
  readonly guide: boolean;
  readonly sharer1: boolean;
  readonly sharer2: boolean;
  readonly selling: boolean;
  readonly dealer: boolean;
}

export interface Referral {
  /** For the invited buyer's first order; 0: none. */
  readonly inviteeFen: Fen;
  /** For the inviter, who takes the larger of this and the share, once. */
  readonly inviterFen: Fen;
}

export interface Portion {
  readonly lineNo: number;
  readonly netFen: Fen;
  readonly parts: Parts;
}
