/** How a period opens and closes: always by an event, and never over another open one. */
import type { Id, MemberId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Tx } from '../../platform/db.ts';
import { expiresAt, isLive } from './rules.ts';
import * as store from './store.ts';
import type { Because, Kind, Period, Terms } from './types.ts';

interface Bond {
  readonly member: MemberId;
  readonly kind: Kind;
  readonly owner: string;
}

export const moved = (): Error => new Again('belonging changed meanwhile');
export const guideIn = (periods: readonly Period[]): Period | null =>
  periods.find((each) => each.kind === 'guide') ?? null;

/** Closes what stands (by expiry, at the instant when it expired, where it has) and opens anew. */
export function change(
  tx: Tx,
  current: Period | null,
  next: Bond,
  protectedUntil: Instant | null,
  terms: Terms,
  because: Because,
): void {
  if (current === null) return open(tx, next, protectedUntil, because);
  if (!isLive(current, terms.expireDays, tx.now)) {
    const at = expiresAt(current, terms.expireDays);
    const reason = `${terms.expireDays} days without order or talk`;
    close(tx, current, null, { ...because, verb: 'expire', actor: null, reason }, at);
    return open(tx, next, protectedUntil, because);
  }
  const event = close(tx, current, next.owner, because);
  put(tx, next, { boundAt: tx.now, protectedUntil, renewedAt: tx.now }, event);
}

export function open(tx: Tx, next: Bond, protectedUntil: Instant | null, because: Because): void {
  const { member, kind, owner } = next;
  const event = append(tx, { member, kind, from: null, to: owner }, because);
  put(tx, next, { boundAt: tx.now, protectedUntil, renewedAt: tx.now }, event);
}

export const reopen = (tx: Tx, next: Bond, kept: Period, event: Id<'belonging_event'>): void =>
  put(tx, next, kept, event);

function put(
  tx: Tx,
  next: Bond,
  from: Pick<Period, 'boundAt' | 'protectedUntil' | 'renewedAt'>,
  event: Id<'belonging_event'>,
): void {
  const { boundAt, protectedUntil, renewedAt } = from;
  tx.guard(
    store.openPeriod,
    {
      id: tx.newId<'period'>(),
      member: next.member,
      kind: next.kind,
      owner: next.owner as never,
      boundAt,
      protectedUntil,
      renewedAt,
      event,
    },
    moved,
  );
}

export function close(
  tx: Tx,
  period: Period,
  to: string | null,
  because: Because,
  at: Instant = tx.now,
): Id<'belonging_event'> {
  const { member, kind, owner } = period;
  const event = append(tx, { member, kind, from: owner, to }, because, at);
  tx.guard(store.closePeriod, { id: period.id, event, at }, moved);
  return event;
}

export const note = (tx: Tx, { member, kind, owner }: Period, because: Because): void =>
  void append(tx, { member, kind, from: owner, to: owner }, because);

export function append(
  tx: Tx,
  what: { member: MemberId; kind: Kind; from: string | null; to: string | null },
  because: Because,
  at: Instant = tx.now,
): Id<'belonging_event'> {
  const id = tx.newId<'belonging_event'>();
  const { member, kind } = what;
  const ids = { from: what.from as never, to: what.to as never, actor: because.actor as never };
  const { verb, source, version, reason } = because;
  tx.tell(store.insertEvent, { id, member, kind, verb, source, version, reason, at, ...ids });
  return id;
}
