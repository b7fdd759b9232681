/** Money, numbers, times and names as the design language writes them. */
import { langNow, t } from './words.ts';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;

const grouped = (yuan: number): string => yuan.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
/** Sign, grouped yuan and the two digits of fen apart, so that a figure can size them. */
export function moneyParts(fen: number): { sign: string; yuan: string; cents: string } {
  const whole = Math.abs(fen);
  return {
    sign: fen < 0 ? '−' : '',
    yuan: grouped(Math.trunc(whole / 100)),
    cents: String(whole % 100).padStart(2, '0'),
  };
}
export function money(fen: number): string {
  const { sign, yuan, cents } = moneyParts(fen);
  return `${sign}¥${yuan}.${cents}`;
}
/** A target or a threshold: no fen when there are none. */
export const roundMoney = (fen: number): string =>
  fen % 100 === 0 ? money(fen).slice(0, -3) : money(fen);
export const signed = (fen: number): string => {
  const { yuan, cents } = moneyParts(fen);
  return `${fen < 0 ? '−' : '+'}${yuan}.${cents}`;
};
export function bigMoney(fen: number): string {
  const yuan = Math.abs(fen) / 100;
  const [wan, unit] = langNow() === 'zh' ? [10_000, '万'] : [1_000, 'k'];
  if (yuan < wan * 1) return roundMoney(Math.round(fen / 100) * 100);
  return `¥${(yuan / wan).toFixed(1)}${unit}`;
}
export const percent = (bps: number): string => `${(bps / 100).toFixed(1).replace(/\.0$/, '')}%`;
export const badge = (count: number): string => (count > 99 ? '99+' : String(count));

function parts(at: string | number): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(at)).map((p) => [p.type, p.value]));
}
const dayNo = (at: string | number): number =>
  Math.floor((new Date(at).getTime() + 8 * 3_600_000) / DAY);
/** Clock time of the chain, 9:05. */
export function clock(at: string): string {
  const p = parts(at);
  return `${Number(p.hour)}:${p.minute}`;
}
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const WEEK = { Mon: '一', Tue: '二', Wed: '三', Thu: '四', Fri: '五', Sat: '六', Sun: '日' };
const weekday = (p: Record<string, string>): string =>
  langNow() === 'zh' ? `周${WEEK[p.weekday as keyof typeof WEEK]}` : p.weekday!;
export function date(at: string | number): string {
  const p = parts(at);
  const thisYear = parts(serverNow()).year === p.year;
  if (!thisYear) return `${p.year}-${p.month!.padStart(2, '0')}-${p.day!.padStart(2, '0')}`;
  return langNow() === 'zh'
    ? `${Number(p.month)} 月 ${Number(p.day)} 日`
    : `${Number(p.day)} ${MONTHS[Number(p.month) - 1]}`;
}
export function monthName(at: number): string {
  const p = parts(at);
  return langNow() === 'zh' ? `${p.month} 月` : MONTHS[Number(p.month) - 1]!;
}
export const dateAndWeekday = (at: string | number): string => `${date(at)} ${weekday(parts(at))}`;
/** The day's name: 今天, 昨天, 明天, this week's weekday, else the date. */
export function day(at: string): string {
  const apart = dayNo(at) - dayNo(serverNow());
  if (apart === 0) return t('day.today');
  if (apart === -1) return t('day.yesterday');
  if (apart === 1) return t('day.tomorrow');
  return Math.abs(apart) < 7 ? weekday(parts(at)) : date(at);
}
export function when(at: string): string {
  const named = day(at);
  if (named === t('day.today')) return clock(at);
  return Math.abs(dayNo(at) - dayNo(serverNow())) < 7 ? `${named} ${clock(at)}` : named;
}

// The server's clock is the only business clock; the last answer says how far ours is from it.
let ahead = 0;
export function heardServerAt(now: string): void {
  const at = Date.parse(now);
  if (!Number.isNaN(at) && Math.abs(at - Date.now() - ahead) > 1500) ahead = at - Date.now();
}
export const serverNow = (): number => Date.now() + ahead;
export const minutesLeft = (at: string): number =>
  Math.ceil((Date.parse(at) - serverNow()) / 60_000);
