/** How money, numbers, distances and moments are written. Pure; no locale magic. */
import type { Language } from './words.tsx';

const ZONE = 'Asia/Shanghai';
const MINUS = '\u2212';

const grouped = (whole: number) => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** 1234567 → 12,345.67; the minus is a true minus. */
export function amount(fen: number): string {
  const size = Math.abs(fen);
  const cents = String(size % 100).padStart(2, '0');
  return `${fen < 0 ? MINUS : ''}${grouped(Math.floor(size / 100))}.${cents}`;
}
export const money = (fen: number) => (fen < 0 ? `${MINUS}¥${amount(-fen)}` : `¥${amount(fen)}`);
export const signed = (fen: number) => (fen > 0 ? `+${money(fen)}` : money(fen));
export const count = (n: number) => (n < 0 ? `${MINUS}${grouped(-n)}` : grouped(n));

/** For cards and axes: 1.2万, 1.28亿; 12k, 1.3M. */
export function big(n: number, language: Language): string {
  const size = Math.abs(n);
  const steps: [number, string][] =
    language === 'zh'
      ? [
          [1e8, '亿'],
          [1e4, '万'],
        ]
      : [
          [1e6, 'M'],
          [1e3, 'k'],
        ];
  const step = steps.find(([least]) => size >= least);
  if (!step) return count(Math.round(n));
  const value = n / step[0];
  const digits = Math.abs(value) < 10 ? 1 : Math.abs(value) < 100 ? 1 : 0;
  return `${Number(value.toFixed(digits))}${step[1]}`;
}

export const percent = (share: number, digits = 1) => `${(share * 100).toFixed(digits)}%`;
export const rate = (bps: number) => `${Number((bps / 100).toFixed(2))}%`;
export const delta = (share: number) =>
  `${share > 0 ? '+' : share < 0 ? MINUS : ''}${Math.abs(share * 100).toFixed(1)}%`;
export const distance = (metres: number) =>
  metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`;
export const minuteOfDay = (min: number) => {
  const hour = Math.floor(min / 60) % 24;
  return `${hour}:${String(min % 60).padStart(2, '0')}`;
};
export const micros = (us: number) => (us < 1000 ? `${us} µs` : `${(us / 1000).toFixed(1)} ms`);

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: string;
}
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  weekday: 'short',
  hourCycle: 'h23',
});
function wall(at: string | number): Wall {
  const found = Object.fromEntries(
    parts.formatToParts(new Date(at)).map((part) => [part.type, part.value]),
  );
  return {
    year: Number(found.year),
    month: Number(found.month),
    day: Number(found.day),
    hour: Number(found.hour),
    minute: Number(found.minute),
    weekday: found.weekday ?? '',
  };
}
const two = (n: number) => String(n).padStart(2, '0');
const WEEK: Record<string, string> = {
  Mon: '周一',
  Tue: '周二',
  Wed: '周三',
  Thu: '周四',
  Fri: '周五',
  Sat: '周六',
  Sun: '周日',
};
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The server's clock as last heard; business time is its, never this machine's. */
let skewMs = 0;
export const hear = (nowAt: string) => {
  skewMs = Date.parse(nowAt) - Date.now();
};
export const nowMs = () => Date.now() + skewMs;

const dayNumber = (w: Wall) => Math.floor(Date.UTC(w.year, w.month - 1, w.day) / 86_400_000);

export const clock = (at: string) => {
  const w = wall(at);
  return `${w.hour}:${two(w.minute)}`;
};

/** Clock with seconds, for decisions that are measured. */
export const clockSeconds = (at: string) => `${clock(at)}:${two(new Date(at).getUTCSeconds())}`;

/** 22:41 / 昨天 22:41 / 周六 22:41 / 11 月 6 日 / 2025-11-06. */
export function when(at: string, language: Language): string {
  const w = wall(at);
  const now = wall(nowMs());
  const away = dayNumber(now) - dayNumber(w);
  const time = `${w.hour}:${two(w.minute)}`;
  if (away === 0) return time;
  if (away === 1) return language === 'zh' ? `昨天 ${time}` : `Yesterday ${time}`;
  if (away === -1) return language === 'zh' ? `明天 ${time}` : `Tomorrow ${time}`;
  if (Math.abs(away) < 7) return `${language === 'zh' ? WEEK[w.weekday] : w.weekday} ${time}`;
  return `${day(at, language)} ${time}`;
}

export function day(at: string, language: Language): string {
  const w = wall(at);
  if (w.year !== wall(nowMs()).year) return `${w.year}-${two(w.month)}-${two(w.day)}`;
  return language === 'zh' ? `${w.month} 月 ${w.day} 日` : `${w.day} ${MONTHS[w.month - 1]}`;
}

/** In full, for hover: 2026-11-21 22:41. */
export function full(at: string): string {
  const w = wall(at);
  return `${w.year}-${two(w.month)}-${two(w.day)} ${two(w.hour)}:${two(w.minute)}`;
}
/** The business day: 2026-11-21. */
export const businessDay = (at: string | number) => {
  const w = wall(at);
  return `${w.year}-${two(w.month)}-${two(w.day)}`;
};
/** The instant of a wall clock in Shanghai, 2026-11-21T22:41:00, wherever it is read. */
export const atWall = (text: string): string => new Date(`${text}+08:00`).toISOString();
/** The instant at which a day begins in Shanghai, or one so many days later. */
export const midnightOf = (date: string, later = 0): string =>
  new Date(Date.parse(`${date}T00:00:00+08:00`) + later * 86_400_000).toISOString();
