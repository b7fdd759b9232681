import type { Id, MemberId, OutletId, StaffId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

export type Kind = 'outlet' | 'guide';
export type Verb =
  | 'bind'
  | 'protect'
  | 'expire'
  | 'snatch'
  | 'transfer'
  | 'inherit'
  | 'merge'
  | 'unbind';
export type Source =
  | 'sign_up'
  | 'order'
  | 'staff'
  | 'scan'
  | 'leaver'
  | 'merge'
  | 'import'
  | 'erasure';

/** Days of the belonging policy in force, and its version. */
export interface Terms {
  readonly version: number;
  readonly protectDays: number;
  readonly expireDays: number;
}

/** How long a bond lives and when its guide is told, in days since it was last renewed. */
export interface Life {
  readonly expireDays: number;
  readonly noticeDays: number;
}

/** One open period. A guide's ends unnoticed when nobody renewed it: read by time. */
export interface Period {
  readonly id: Id<'period'>;
  readonly member: MemberId;
  readonly kind: Kind;
  readonly owner: string;
  readonly since: Instant;
  readonly boundAt: Instant;
  readonly protectedUntil: Instant | null;
  readonly renewedAt: Instant;
  readonly policyVersion: number;
}

export interface Owners {
  readonly homeOutlet: { readonly id: OutletId; readonly policyVersion: number } | null;
  readonly homeGuide: {
    readonly id: StaffId;
    readonly boundAt: Instant;
    readonly protectedUntil: Instant | null;
    readonly expiresAt: Instant;
    readonly policyVersion: number;
  } | null;
}

/** Why a period opens or closes: stands in the event. */
export interface Because {
  readonly verb: Verb;
  readonly source: Source;
  readonly actor: string | null;
  readonly version: number;
  readonly reason: string;
}

export interface BelongingEvent {
  readonly id: Id<'belonging_event'>;
  readonly member: MemberId;
  readonly kind: Kind;
  readonly verb: Verb;
  readonly from: string | null;
  readonly to: string | null;
  readonly source: string;
  readonly actor: string | null;
  readonly policyVersion: number;
  readonly reason: string;
  readonly at: Instant;
}
