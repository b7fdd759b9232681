/**
 * Who serves whom: which outlet and which guide a member calls home, as periods that events open
 * and close. Refuses to know what she bought.
 */
import type { MemberId, OutletId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, before, days, type Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { append, change, close, guideIn, moved, note, open, reopen } from './periods.ts';
import { afterServed, isLive, olderOf, renewedBefore } from './rules.ts';
import * as store from './store.ts';
import { emptyReasons } from './store-erasure.ts';
import type { BelongingEvent, Kind, Life, Owners, Period, Source, Terms } from './types.ts';

export { heirsFor, isLive, ownersIn, termsOf, type HeirRule } from './rules.ts';
export type { BelongingEvent, Kind, Life, Owners, Period, Source, Terms };

/** `ownersIn` reads from them whose she is: expiry is a matter of time, so no timer can be late. */
export async function openPeriods(reader: Reader, member: MemberId): Promise<readonly Period[]> {
  return (await reader.ask(store.findOpen, { member })) as readonly Period[];
}

export async function customersOf(
  reader: Reader,
  kind: Kind,
  owner: string,
): Promise<readonly Period[]> {
  const rows = await reader.ask(store.findOpenOfOwner, { kind, owner: owner as never });
  return rows as readonly Period[];
}

/** All that happened between her and her owners, oldest first. */
export async function historyOf(
  reader: Reader,
  member: MemberId,
): Promise<readonly BelongingEvent[]> {
  return (await reader.ask(store.findEvents, { member })) as readonly BelongingEvent[];
}

/**
 * A new member's home; nothing may be open yet. A twin that signs her up makes the flow look
 * again.
 */
export function bindAtSignUp(
  tx: Tx,
  wish: {
    member: MemberId;
    outlet: OutletId;
    guide: StaffId | null;
    reason: string;
    source?: Source;
  },
  terms: Terms,
): void {
  const { member, outlet, guide, reason, source = 'sign_up' } = wish;
  const why = { verb: 'bind', source, actor: member, version: terms.version, reason } as const;
  open(tx, { member, kind: 'outlet', owner: outlet }, null, why);
  if (guide !== null)
    open(tx, { member, kind: 'guide', owner: guide }, after(tx.now, days(terms.protectDays)), why);
}

/**
 * A received order that `guide` served: binds the unbound, renews her own bond and its protection,
 * takes over from another guide whose protection has ended, and leaves a protected bond alone.
 */
export async function served(
  tx: Tx,
  wish: { member: MemberId; guide: StaffId; order: string },
  terms: Terms,
): Promise<'bind' | 'renew' | 'snatch' | 'keep'> {
  const current = guideIn(await openPeriods(tx, wish.member));
  const verdict = afterServed(current, wish.guide, terms, tx.now);
  const protectedUntil = after(tx.now, days(terms.protectDays));
  const because = { source: 'order', actor: null, version: terms.version } as const;
  if (verdict === 'keep') return verdict;
  if (verdict === 'renew') {
    note(tx, current!, { ...because, verb: 'protect', reason: `order:${wish.order}` });
    tx.guard(store.renewPeriod, { id: current!.id, protectedUntil }, moved);
    return verdict;
  }
  change(
    tx,
    current,
    { member: wish.member, kind: 'guide', owner: wish.guide },
    protectedUntil,
    terms,
    {
      ...because,
      verb: verdict,
      reason: `order:${wish.order}`,
    },
  );
  return verdict;
}

export interface Ending {
  readonly member: MemberId;
  readonly guide: StaffId;
  readonly endsAt: Instant;
}
/**
 * Notes whose bond ends soon and has not been told of since it was renewed, the most urgent first;
 * at most `most` of them, so the caller asks again until none is left.
 */
export async function noteEnding(tx: Tx, life: Life, most: number): Promise<Ending[]> {
  const { expireDays, noticeDays } = life;
  const found = await tx.ask(store.noteEnding, {
    renewedBefore: renewedBefore(noticeDays, tx.now),
    expiredAt: before(tx.now, days(expireDays)),
    most,
  });
  return found.map(({ member, guide, renewedAt }) => {
    return { member, guide, endsAt: after(renewedAt, days(expireDays)) };
  });
}

/** A logged talk of her own guide keeps the bond from expiring; anyone else's changes nothing. */
export async function talked(tx: Tx, member: MemberId, guide: StaffId): Promise<void> {
  const current = guideIn(await openPeriods(tx, member));
  if (current?.owner !== guide) return;
  tx.guard(store.renewPeriod, { id: current.id, protectedUntil: current.protectedUntil }, moved);
}

/**
 * A guide binds a member who has no live guide, or asks again for what is hers already.
 * @throws Refusal `belonging.bound_to_another`
 */
export async function bind(
  tx: Tx,
  wish: { member: MemberId; guide: StaffId; source: Source; reason: string },
  terms: Terms,
): Promise<'bound' | 'already'> {
  const current = guideIn(await openPeriods(tx, wish.member));
  if (current !== null && isLive(current, terms.expireDays, tx.now)) {
    if (current.owner === wish.guide) return 'already';
    throw new Refusal('conflict', 'belonging.bound_to_another');
  }
  const until = after(tx.now, days(terms.protectDays));
  change(tx, current, { member: wish.member, kind: 'guide', owner: wish.guide }, until, terms, {
    verb: 'bind',
    source: wish.source,
    actor: wish.guide,
    version: terms.version,
    reason: wish.reason,
  });
  return 'bound';
}

/**
 * Staff move a member to another owner and say why.
 * @throws Refusal `belonging.already_there`
 */
export async function transfer(
  tx: Tx,
  wish: { member: MemberId; kind: Kind; to: string; actor: string; reason: string },
  terms: Terms,
): Promise<void> {
  const { member, kind, to } = wish;
  const current = (await openPeriods(tx, member)).find((each) => each.kind === kind) ?? null;
  if (current?.owner === to && isLive(current, terms.expireDays, tx.now))
    throw new Refusal('conflict', 'belonging.already_there');
  const until = kind === 'guide' ? after(tx.now, days(terms.protectDays)) : null;
  change(tx, current, { member, kind, owner: to }, until, terms, {
    verb: 'transfer',
    source: 'staff',
    actor: wish.actor,
    version: terms.version,
    reason: wish.reason,
  });
}

/** Ends the bond to a guide without a new one. @throws Refusal `belonging.not_bound` */
export async function unbind(
  tx: Tx,
  wish: { member: MemberId; actor: string; reason: string },
  terms: Terms,
): Promise<void> {
  const current = guideIn(await openPeriods(tx, wish.member));
  if (current === null || !isLive(current, terms.expireDays, tx.now))
    throw new Refusal('conflict', 'belonging.not_bound');
  close(tx, current, null, {
    verb: 'unbind',
    source: 'staff',
    actor: wish.actor,
    version: terms.version,
    reason: wish.reason,
  });
}

/**
 * A guide leaves: each of these, bound to her now, goes to its heir with what protection is left;
 * without an heir the member belongs to her outlet alone.
 */
export function inherit(
  tx: Tx,
  periods: readonly Period[],
  heirOf: (member: MemberId) => string | null,
  wish: { actor: string; reason: string },
  terms: Terms,
): void {
  for (const each of periods) {
    const to = heirOf(each.member);
    const { actor, reason } = wish;
    const verb = to === null ? 'unbind' : 'inherit';
    const because = { verb, source: 'leaver', actor, version: terms.version, reason } as const;
    const event = close(tx, each, to, because);
    if (to !== null) reopen(tx, { member: each.member, kind: each.kind, owner: to }, each, event);
  }
}

/**
 * All open rows of both close; the survivor gets one new row a kind for the owner of the older
 * bind, with its bound_at, renewal and protection.
 */
export async function merge(
  tx: Tx,
  survivor: MemberId,
  other: MemberId,
  terms: Terms,
): Promise<void> {
  const [mine, others] = await Promise.all([openPeriods(tx, survivor), openPeriods(tx, other)]);
  for (const kind of ['outlet', 'guide'] as const) {
    const [own, theirs] = [mine, others].map((all) => all.find((p) => p.kind === kind) ?? null);
    const kept = olderOf(own!, theirs!);
    if (kept === null) continue;
    const because = {
      verb: 'merge',
      source: 'merge',
      actor: survivor,
      version: terms.version,
      reason: `member:${other}`,
    } as const;
    if (theirs != null) close(tx, theirs, null, because);
    const event =
      own != null
        ? close(tx, own, kept.owner, because)
        : append(tx, { member: survivor, kind, from: null, to: kept.owner }, because);
    reopen(tx, { member: survivor, kind, owner: kept.owner }, kept, event);
  }
}

/** She is forgotten: nobody's customer any more, and no words about her stay. */
export async function forget(tx: Tx, members: readonly MemberId[], version: number): Promise<void> {
  for (const member of members)
    for (const period of await openPeriods(tx, member))
      close(tx, period, null, {
        verb: 'unbind',
        source: 'erasure',
        actor: null,
        version,
        reason: '',
      });
  tx.tell(emptyReasons, { members: [...members] });
}
