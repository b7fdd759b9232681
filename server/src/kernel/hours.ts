/**
 * Opening hours. An interval is [opens, closes) and belongs to the day it opens on; it may run over
 * midnight. A dated exception replaces the intervals that open on that date, not the evening
 * before's run-over.
 */
import {
  addDays,
  atMinute,
  dayOf,
  epochOf,
  instantAt,
  weekdayOf,
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

/** The spans that touch `from` or come after it, in time order, for some days ahead. */
export function* spansFrom(
  hours: OpeningHours,
  from: Instant,
  days = HORIZON_DAYS,
): Generator<Span> {
  const today = dayOf(from);
  for (let i = -1; i <= days; i += 1) {
    const day = addDays(today, i);
    for (const [opens, closes] of [...intervalsOn(hours, day)].sort((a, b) => a[0] - b[0])) {
      const span = { from: atMinute(day, opens), to: atMinute(day, closes) };
      if (span.to > from) yield span;
    }
  }
}

export function isOpenAt(hours: OpeningHours, at: Instant): boolean {
  for (const span of spansFrom(hours, at, 0)) if (span.from <= at) return true;
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
  let leftMs = count * 60_000;
  let done = from;
  for (const span of spansFrom(hours, from)) {
    const start = span.from > done ? span.from : done;
    if (span.to <= start) continue; // overlapping intervals count once
    const lengthMs = epochOf(span.to) - epochOf(start);
    if (lengthMs >= leftMs) return instantAt(epochOf(start) + leftMs);
    leftMs -= lengthMs;
    done = span.to;
  }
  return null;
}
