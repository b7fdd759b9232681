import type { LinkCode, GroupId, MemberId, OutletId, StaffId, VisitId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

export type Domain = 'onsite' | 'private' | 'public' | 'wide';
export type SharerKind = 'staff' | 'member';
export type TargetKind = 'product' | 'shop' | 'outlet';
export type Entry = 'link' | 'scan' | 'direct' | 'search' | 'map' | 'advert';
export const CHANNELS = [
  'copy',
  'wechat_chat',
  'wechat_group',
  'moments',
  'poster',
  'customer_qr',
  'wecom',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a link carries, copied when it was made and never changed. */
export interface LinkFacts {
  readonly code: LinkCode;
  readonly sharerKind: SharerKind;
  /** The survivor, where the sharer has merged since. */
  readonly sharer: string;
  readonly outlet: OutletId;
  readonly targetKind: TargetKind;
  readonly target: string;
  readonly parent: LinkCode | null;
  readonly root: LinkCode;
  readonly depth: number;
  readonly channel: string;
  readonly domain: Domain;
  readonly guide: StaffId | null;
  readonly sharer1: MemberId | null;
  readonly sharer2: MemberId | null;
  readonly group: GroupId | null;
  readonly madeAt: Instant;
}

/** One visit by link; of several to one link only the last stands here. */
export interface LinkVisit {
  readonly id: VisitId;
  readonly at: Instant;
  /** The link that was opened. */
  readonly opened: LinkCode;
  /**
   * The link it counts as: the opened one, or, where that is the visitor's own, its nearest
   * ancestor with another sharer; null where there is none, and the visit before it counts.
   */
  readonly link: LinkFacts | null;
}

export interface LastEntry {
  readonly entry: Entry;
  readonly domain: Domain;
  readonly outlet: OutletId;
  readonly at: Instant;
}

export interface CreditingVisits {
  /** Newest first. */
  readonly visits: readonly LinkVisit[];
  /** Her last visit of any kind and age. */
  readonly lastEntry: LastEntry | null;
}

export interface NewLink {
  readonly code: LinkCode;
  readonly sharerKind: SharerKind;
  readonly sharer: string;
  readonly outlet: OutletId;
  readonly targetKind: TargetKind;
  readonly target: string;
  readonly channel: Channel;
  /** A real group: chosen by staff, or known by its WeChat id. Else the parent's. */
  readonly group: GroupId | null;
  readonly domain: Domain;
  readonly words: string;
}

export interface Link extends LinkFacts {
  readonly words: string;
}

export interface NewVisit {
  readonly id: VisitId;
  readonly code: LinkCode | null;
  readonly entry: Entry;
  /** Ignored for a link, which brings its own. */
  readonly domain: Domain;
  readonly outlet: OutletId | null;
  readonly device: string | null;
  readonly member: MemberId | null;
  readonly ipClass: string;
}

/** What became of one visit of a batch. */
export interface RecordedVisit {
  readonly id: VisitId;
  readonly verdict: 'recorded' | 'known' | 'no_such_link' | 'id_reused';
  readonly outlet: OutletId | null;
  readonly targetKind: TargetKind | null;
  readonly target: string | null;
}
