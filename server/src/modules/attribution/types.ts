import type {
  GroupId,
  LinkCode,
  MemberId,
  NodeId,
  OutletId,
  StaffId,
  VisitId,
} from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

export type Domain = 'onsite' | 'private' | 'public' | 'wide';
export type SaleKind = 'share' | 'guide' | 'member' | 'other';

/** A visit by link within the window, newest first; `link` null: her own, nobody else above. */
export interface CreditingVisit {
  readonly id: VisitId;
  readonly at: Instant;
  readonly link: CreditingLink | null;
}
export interface CreditingLink {
  readonly code: LinkCode;
  readonly sharerKind: 'staff' | 'member';
  readonly sharer: string;
  readonly madeAt: Instant;
  readonly guide: StaffId | null;
  readonly sharer1: MemberId | null;
  readonly sharer2: MemberId | null;
  readonly group: GroupId | null;
  readonly root: LinkCode;
  readonly depth: number;
  readonly domain: Domain;
}

export interface StaffStanding {
  readonly member: MemberId | null;
  readonly suspended: boolean;
  readonly left: boolean;
  readonly heir: StaffId | null;
}

export interface CreditQuestion {
  readonly buyer: MemberId;
  readonly buyerIsStaff: boolean;
  readonly orderedBefore: boolean;
  readonly visits: readonly CreditingVisit[];
  readonly lastDomain: Domain | null;
  readonly sellingOutlet: OutletId;
  readonly dealer: NodeId | null;
  readonly homeOutlet: OutletId | null;
  readonly homeGuide: StaffId | null;
  readonly staff: (id: StaffId) => StaffStanding | null;
  /** Members who share a device with the buyer. */
  readonly companions: readonly MemberId[];
  readonly windowDays: number;
  readonly now: Instant;
}

/** Each candidate for a role, with what became of it: the order page turns it into a sentence. */
export interface Reason {
  readonly role: 'visit' | 'service_guide' | 'sharer_1' | 'sharer_2' | 'review';
  readonly verdict: 'credited' | 'passed_over' | 'none' | 'review';
  readonly code: ReasonCode;
  readonly who: string | null;
  readonly at: Instant | null;
  readonly link: LinkCode | null;
}
export type ReasonCode =
  | 'last_visit_in_window'
  | 'older_visit'
  | 'own_link'
  | 'no_visit_in_window'
  | 'link_guide'
  | 'link_guide_left_heir'
  | 'link_guide_left'
  | 'link_guide_suspended'
  | 'home_guide'
  | 'home_guide_left_heir'
  | 'home_guide_left'
  | 'home_guide_suspended'
  | 'bound_but_not_serving'
  | 'no_guide'
  | 'sharer'
  | 'is_the_buyer'
  | 'is_the_guide_herself'
  | 'no_sharer'
  | 'buyer_is_staff'
  | 'same_device';

export interface Credit {
  readonly sellingOutlet: OutletId;
  readonly homeOutlet: OutletId | null;
  readonly dealer: NodeId | null;
  readonly serviceGuide: StaffId | null;
  readonly serviceGuideFrom: 'link' | 'home' | 'none';
  readonly linkGuide: StaffId | null;
  readonly homeGuide: StaffId | null;
  readonly sharer1: MemberId | null;
  readonly sharer2: MemberId | null;
  readonly group: GroupId | null;
  readonly link: LinkCode | null;
  readonly visit: VisitId | null;
  readonly visitAt: Instant | null;
  readonly root: LinkCode | null;
  readonly depth: number | null;
  readonly domain: Domain;
  readonly saleKind: SaleKind;
  /** Portions wait for a person's decision. */
  readonly suspended: boolean;
  readonly reasons: readonly Reason[];
}
