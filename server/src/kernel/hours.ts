/**
 * Opening hours. An interval is [opens, closes) and belongs to the day it opens on; it may run over
 * midnight. A dated exception replaces the intervals that open on that date, not the evening
 * before's run-over.
 */
import {
  dayNumberOf,
  dayOfNumber,
  epochOf,
  instantAt,
  startOfNumber,
  weekdayOf,
  weekdayOfNumber,
  type Day,
  type Instant,
} from './time.ts';

/** Minutes of the day: opens ≤ 1439, closes ≤ 2879. */
export type Interval = readonly [opensMin: number, closesMin: number];

export interface OpeningHours {
  /** By weekday, Monday is 1. A day without an entry is shut. */
  readonly weekly: Readonly<Record<number, readonly Interval[]>>;
  readonly exceptions: Readonly<Record<Day, readonly Interval[]>>;
}

/** How far ahead we look for the next opening. */
const HORIZON_DAYS = 21;

export const intervalsOn = ({ weekly, exceptions }: OpeningHours, day: Day): readonly Interval[] =>
  exceptions[day] ?? weekly[weekdayOf(day)] ?? [];

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

const MINUTE_MS = 60_000;

/**
 * The same in milliseconds. Routing asks this of every outlet around, so no instant is spelled out
 * on the way.
 */
function* stretchesFrom(
  hours: OpeningHours,
  fromMs: number,
  days: number,
): Generator<readonly [fromMs: number, toMs: number]> {
  const today = dayNumberOf(fromMs);
  const dated = Object.keys(hours.exceptions).length > 0;
  for (let number = today - 1; number <= today + days; number += 1) {
    const weekly = hours.weekly[weekdayOfNumber(number)] ?? [];
    const intervals = dated ? (hours.exceptions[dayOfNumber(number)] ?? weekly) : weekly;
    const sorted = intervals.length > 1 ? [...intervals].sort((a, b) => a[0] - b[0]) : intervals;
    const startMs = startOfNumber(number);
    for (const [opens, closes] of sorted) {
      const toMs = startMs + closes * MINUTE_MS;
      if (toMs > fromMs) yield [startMs + opens * MINUTE_MS, toMs];
    }
  }
}

/** The spans that touch `from` or come after it, in time order, for some days ahead. */
export function* spansFrom(
  hours: OpeningHours,
  from: Instant,
  days = HORIZON_DAYS,
): Generator<Span> {
  for (const [fromMs, toMs] of stretchesFrom(hours, epochOf(from), days))
    yield { from: instantAt(fromMs), to: instantAt(toMs) };
}

export function isOpenAt(hours: OpeningHours, at: Instant): boolean {
  const atMs = epochOf(at);
  for (const [fromMs] of stretchesFrom(hours, atMs, 0)) if (fromMs <= atMs) return true;
  return false;
}

/** The instant itself while open, else the next opening; null when there is none in sight. */
export function opensAt(hours: OpeningHours, from: Instant): Instant | null {
  for (const span of spansFrom(hours, from)) return span.from > from ? span.from : from;
  return null;
}

/** When the span that holds `at` ends, adjoining spans taken together; null while shut. */
export function closesAt(hours: OpeningHours, at: Instant): Instant | null {
  let end = at;
  for (const span of spansFrom(hours, at, 1)) {
    if (span.from > end) break;
    if (span.to > end) end = span.to;
  }
  return end === at ? null : end;
}

/** The instant at which `count` open minutes have passed since `from`. */
export function afterOpenMinutes(
  hours: OpeningHours,
  from: Instant,
  count: number,
): Instant | null {
  const doneMs = afterOpenMs(hours, epochOf(from), count * MINUTE_MS);
  return doneMs === null ? null : instantAt(doneMs);
}

/** The same in milliseconds since 1970. */
export function afterOpenMs(hours: OpeningHours, since: number, spanMs: number): number | null {
  let leftMs = spanMs;
  let doneMs = since;
  for (const [fromMs, toMs] of stretchesFrom(hours, doneMs, HORIZON_DAYS)) {
    const startMs = fromMs > doneMs ? fromMs : doneMs;
    if (toMs <= startMs) continue; // overlapping intervals count once
    if (toMs - startMs >= leftMs) return startMs + leftMs;
    leftMs -= toMs - startMs;
    doneMs = toMs;
  }
  return null;
}
