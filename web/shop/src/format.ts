/** Money, times and distances as the design language writes them, in the member's language. */
import { now } from './clock.ts';
import { w } from './words/index.ts';

const MINUS = '\u2212';

/** 12,345,678 and 90: what stands before the point and behind it. */
export function partsOf(fen: number): { sign: string; whole: string; rest: string } {
  const [whole = '0', rest = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return { sign: fen < 0 ? MINUS : '', whole: grouped, rest };
}

export function yuan(fen: number): string {
  const { sign, whole, rest } = partsOf(fen);
  return `${sign}¥${whole}.${rest}`;
}

/** A whole amount without its zeros, for sentences: 59, 5.5. */
export const plainYuan = (fen: number): string => String(fen / 100);

export const percent = (bps: number): string => `${bps / 100}%`;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// The shops stand in one time zone, which has no summer time.
const SHANGHAI = 8 * HOUR;

interface Moment {
  day: number;
  weekday: number;
  year: number;
  month: number;
  date: number;
  hour: number;
  clock: string;
}

export function momentOf(at: string | number): Moment {
  const local = new Date((typeof at === 'string' ? Date.parse(at) : at) + SHANGHAI);
  const hour = local.getUTCHours();
  return {
    day: Math.floor(local.getTime() / DAY),
    weekday: local.getUTCDay(),
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    date: local.getUTCDate(),
    hour,
    clock: `${hour}:${String(local.getUTCMinutes()).padStart(2, '0')}`,
  };
}

/** 今天, 明天, 周日, 11 月 6 日. */
export function dayName(at: string): string {
  const then = momentOf(at);
  const today = momentOf(now());
  const away = then.day - today.day;
  if (away >= -1 && away <= 1)
    return [w.time.yesterday, w.time.today, w.time.tomorrow][away + 1] ?? '';
  if (Math.abs(away) < 7) return w.time.weekdays[then.weekday] ?? '';
  if (then.year !== today.year) {
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${then.year}-${two(then.month)}-${two(then.date)}`;
  }
  return w.time.date(then.month, then.date);
}

/** A moment in a list: 22:41 today, 昨天 22:41, 周六 22:41, 11 月 6 日. */
export function when(at: string): string {
  const then = momentOf(at);
  const away = then.day - momentOf(now()).day;
  if (away === 0) return then.clock;
  if (Math.abs(away) < 7) return `${dayName(at)} ${then.clock}`;
  return dayName(at);
}

/** The beginning of a promise: 今天 11:10, 明早 8:00, 周日 9:00. */
export function promised(at: string): string {
  const then = momentOf(at);
  const away = then.day - momentOf(now()).day;
  const day = away === 1 && then.hour < 12 ? w.time.tomorrowMorning : dayName(at);
  return `${day} ${then.clock}`;
}

export const clockOf = (at: string): string => momentOf(at).clock;

/** A day that closes at midnight closes at its end, not at the beginning of the next. */
export const closing = (at: string): string => clockOf(at).replace(/^0:00$/, '24:00');

/** 今天 22:41, with the day always said. */
export const dayAndClock = (at: string): string => `${dayName(at)} ${momentOf(at).clock}`;

export const minutesUntil = (at: string): number =>
  Math.max(0, Math.ceil((Date.parse(at) - now()) / 60_000));

export const distance = (metres: number): string =>
  metres < 1000
    ? w.time.metres(Math.max(10, Math.round(metres / 10) * 10))
    : w.time.kilometres((metres / 1000).toFixed(1));
