/** What a payment counts for, and the numbers by which providers know us. */
import type { OrderId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { CaptureUse, Intent, Notice } from './types.ts';

const WIDTH = 25; // of 128 bits in base 36

/** At most 32 characters of letters and digits: what every provider takes. */
export const tradeNoOf = (order: OrderId, nth: number): string =>
  `q${shortOf(order)}${String(nth).padStart(2, '0')}`;

const shortOf = (id: string): string =>
  BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .padStart(WIDTH, '0');

/** The order that a trade number names; null for a number that is none of ours. */
export function orderOfTrade(tradeNo: string): OrderId | null {
  return /^q[0-9a-z]{25}\d\d$/.test(tradeNo)
    ? (idOf(tradeNo.slice(1, 1 + WIDTH)) as OrderId)
    : null;
}

function idOf(short: string): string | null {
  let value = 0n;
  for (const digit of short) {
    value = value * 36n + BigInt(Number.parseInt(digit, 36));
  }
  const hex = value.toString(16).padStart(32, '0');
  if (hex.length > 32) return null;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const refundNoOf = (id: string): string => `r${id.replaceAll('-', '')}`;
/** At most 32 letters and digits, the shortest that a channel takes. */
export const payoutNoOf = (id: string): string => `w${shortOf(id)}`;
/** The withdrawal that a pay-out's number names; null for a number that is none of ours. */
export const withdrawalOfPayout = (no: string): string | null =>
  /^w[0-9a-z]{25}$/.test(no) ? idOf(no.slice(1)) : null;

type PaidNotice = Extract<Notice, { kind: 'paid' }>;

/** Whose state decides: the order's, under its lock or its guard. */
export function useOf(
  notice: PaidNotice,
  intent: Intent,
  channel: { readonly app: string },
  order: { readonly unpaid: boolean; readonly captured: boolean; readonly payable: Fen },
): CaptureUse {
  const right =
    notice.app === channel.app &&
    notice.currency === 'CNY' &&
    notice.amount === intent.amount &&
    notice.amount === order.payable;
  if (!right) return 'mismatch';
  if (order.captured) return 'twice';
  return order.unpaid ? 'order' : 'late';
}

/** Money of another amount under a number already seen is another report, kept beside the first. */
export const isSame = (
  seen: { readonly amount: Fen; readonly use: CaptureUse },
  intent: Pick<Intent, 'amount'>,
  notice: PaidNotice,
): boolean =>
  seen.amount === notice.amount && notice.currency === 'CNY' && intent.amount === notice.amount;

/** A wrong report must not take the place of the right one that may follow under its number. */
export const captureNoOf = (notice: PaidNotice, use: CaptureUse): string =>
  use === 'mismatch'
    ? `${notice.providerNo}?${notice.amount}${notice.currency}${notice.app}`
    : notice.providerNo;
