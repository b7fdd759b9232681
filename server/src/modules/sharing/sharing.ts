/**
 * Who passed what on to whom: links, visits, and which of them count. Knows no price and no
 * portion.
 */
import type { LinkCode, MemberId, VisitId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { before, days, type Instant } from '../../kernel/time.ts';
import { check } from '../../kernel/check.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { newBase32 } from '../../platform/secret.ts';
import { carriedBy, domainOf, readCode } from './rules.ts';
import { findAncestors, findCreditingVisits } from './store.ts';
import type { VisitRow } from './store.ts';
import * as write from './store-write.ts';
import type {
  CreditingVisits,
  Link,
  LinkFacts,
  LinkVisit,
  NewLink,
  NewVisit,
  RecordedVisit,
} from './types.ts';

export * as erasure from './erasure.ts';
export { domainOf, readCode };
export { CHANNELS } from './types.ts';
export type {
  Channel,
  CreditingVisits,
  Domain,
  Entry,
  LastEntry,
  Link,
  LinkFacts,
  LinkVisit,
  NewLink,
  NewVisit,
  RecordedVisit,
  TargetKind,
} from './types.ts';

/** A visit counts for seven days: for an order's credit and as the parent of a link. */
const CREDIT_DAYS = 7;
const FORGET_DAYS = 30;

/**
 * What may earn the credit of an order or become the parent of a link, newest first: the visits by
 * link after `since`, of the member and of all who merged into her. One statement, unless she has
 * merged or has opened a link of her own.
 */
export async function creditingVisits(
  reader: Reader,
  member: MemberId,
  since: Instant = before(reader.now, days(CREDIT_DAYS)),
): Promise<CreditingVisits> {
  const rows = await reader.ask(findCreditingVisits, { member, since });
  const merged = rows.map((row) => row.merged).filter((id) => id !== null);
  const theirs = await Promise.all(
    merged.map((id) => reader.ask(findCreditingVisits, { member: id, since })),
  );
  const { opened, lastEntry } = newestOf([rows, ...theirs].flat());
  const own = opened.filter(({ link }) => link.sharerKind === 'member' && link.sharer === member);
  if (own.length === 0) return { visits: opened, lastEntry };
  const codes = own.map((visit) => visit.opened);
  const ancestors = await reader.ask(findAncestors, { codes, owner: member as never });
  const visits = opened.map((visit): LinkVisit => {
    if (!own.includes(visit)) return visit;
    return { ...visit, link: ancestors.find(({ opened: code }) => code === visit.opened) ?? null };
  });
  return { visits, lastEntry };
}

/** The last visit to each link, newest first, and the last visit of all. */
function newestOf(rows: readonly VisitRow[]) {
  const opened = new Map<LinkCode, LinkVisit & { readonly link: LinkFacts }>();
  let last: CreditingVisits['lastEntry'] = null;
  for (const row of rows.filter(({ merged }) => merged === null).sort(newestFirst)) {
    const { id, at, opened: code, entry, entryDomain, entryOutlet, merged: _, ...link } = row;
    if (code === null)
      last ??= { entry: entry!, domain: entryDomain!, outlet: entryOutlet!, at: at! };
    else if (!opened.has(code))
      opened.set(code, { id: id!, at: at!, opened: code, link: link as LinkFacts });
  }
  return { opened: [...opened.values()], lastEntry: last };
}

const newestFirst = (a: VisitRow, b: VisitRow): number =>
  a.at === b.at ? (a.id! < b.id! ? 1 : -1) : a.at! < b.at! ? 1 : -1;

/** The link that would be the parent of one she made now. */
export async function creditingLink(reader: Reader, member: MemberId): Promise<LinkFacts | null> {
  const { visits } = await creditingVisits(reader, member);
  return visits.find((each) => each.link !== null)?.link ?? null;
}

/** @throws Refusal `sharing.no_such_link` */
export async function find(reader: Reader, code: LinkCode): Promise<Link> {
  const [found] = await reader.ask(write.findLink, { code });
  if (found === undefined) throw new Refusal('not_found', 'sharing.no_such_link');
  return found;
}

export const newCode = (): LinkCode => newBase32(13) as LinkCode;

/**
 * The link of this sharer to this target under this parent and group: the one that stands, or a new
 * one. However many press at once, they get the same.
 */
export async function open(tx: Tx, wish: NewLink, parent: LinkFacts | null): Promise<Link> {
  const carried = carriedBy(wish, parent);
  const { targetKind, group } = carried;
  const ids = { sharer: wish.sharer as never, target: wish.target as never };
  const same = { ...ids, targetKind, parent: carried.parent, group };
  const [standing] = await tx.ask(write.findSameLink, same);
  if (standing !== undefined) return standing;
  const [made] = await tx.ask(write.insertLink, { ...carried, ...ids, words: wish.words } as never);
  if (made !== undefined) return { ...carried, words: wish.words, madeAt: tx.now };
  const [twin] = await tx.ask(write.findSameLink, same); // it committed while ours waited for it
  check(twin !== undefined, 'a link that is in the way can be found');
  return twin!;
}

/**
 * Records each visit once, in one statement, and says what became of each, in the order of asking.
 * A link brings its own outlet and domain.
 */
export async function record(tx: Tx, visits: readonly NewVisit[]): Promise<RecordedVisit[]> {
  const firsts = new Map<VisitId, NewVisit>();
  for (const visit of visits) if (!firsts.has(visit.id)) firsts.set(visit.id, visit);
  const batch = [...firsts.values()];
  const rows = await tx.ask(write.insertVisits, {
    ids: batch.map((each) => each.id),
    codes: batch.map((each) => each.code),
    entries: batch.map((each) => each.entry),
    domains: batch.map((each) => each.domain),
    outlets: batch.map((each) => each.outlet),
    devices: batch.map((each) => each.device),
    members: batch.map((each) => each.member),
    ipClasses: batch.map((each) => each.ipClass),
  });
  const answers = new Map(rows.map((row) => [row.id, row]));
  const olds = rows.filter((row) => !row.fresh && !row.missing).map((row) => row.id);
  const standing = olds.length === 0 ? [] : await tx.ask(write.findVisits, { ids: olds });
  const earlier = new Map<VisitId, Pick<NewVisit, 'code' | 'entry'>>(
    standing.map((row) => [row.id, row]),
  );
  return visits.map((visit) => {
    const row = answers.get(visit.id)!;
    const { outlet, targetKind, target } = row;
    const first = earlier.get(visit.id) ?? firsts.get(visit.id)!;
    const same = first.code === visit.code && first.entry === visit.entry;
    const verdict = !same
      ? 'id_reused'
      : row.missing
        ? 'no_such_link'
        : row.fresh && first === visit
          ? 'recorded'
          : 'known';
    return { id: visit.id, verdict, outlet, targetKind, target };
  });
}

/** A member signs in on a device: its visits of seven days that are nobody's become hers. */
export function joinDevice(
  tx: Tx,
  wish: { member: MemberId; device: string; anotherLeftAt: Instant | null },
): void {
  const { member, device, anotherLeftAt } = wish;
  const since = before(tx.now, days(CREDIT_DAYS));
  tx.tell(write.joinVisits, { member, device, since, after: anotherLeftAt });
}

/** Visits that nobody joined within 30 days lose their device. */
export const forgetDevices = (tx: Tx): void =>
  tx.tell(write.forgetDevices, { until: before(tx.now, days(FORGET_DAYS)) });

/** Rows keep the id of the other; from now on it leads to the survivor. */
export function merge(tx: Tx, survivor: MemberId, other: MemberId): void {
  tx.tell(write.leadOn, { survivor, other });
  tx.tell(write.insertMerged, { survivor, other });
}
