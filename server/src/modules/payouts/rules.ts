/** May it be asked for, what is kept back, what is a card or an identity number: all pure. */
import { fen, floorRate, minus, ZERO, type Bps, type Fen } from '../../kernel/money.ts';
import { after, dayOf, hours, type Instant } from '../../kernel/time.ts';
import { CUMULATIVE, LABOUR, type Band } from './rules-tax.ts';
import type { Person, Standing, Tax, TaxedSoFar, TaxMethod, Terms } from './types.ts';

export type Finding = {
  readonly code:
    | 'payouts.below_minimum'
    | 'payouts.above_maximum'
    | 'payouts.no_payee'
    | 'payouts.cooling'
    | 'payouts.nothing_left';
  readonly facts: Readonly<Record<string, unknown>>;
};

export const feeOf = (amount: Fen, { feeFen, feeBps }: Terms): Fen =>
  fen(feeFen + floorRate(amount, feeBps as Bps));

/** What arrives of it when that much is withheld: never less than nothing. */
export function quoteFor(amount: Fen, withheldFen: Fen, terms: Terms) {
  const feeFen = feeOf(amount, terms);
  const netFen = fen(Math.max(0, amount - feeFen - withheldFen));
  return { amountFen: amount, feeFen, withheldFen, netFen };
}

/** When the last of what must cool down has: a new account, a new phone, another payee. */
export function coolUntil(standing: Standing, terms: Terms): Instant {
  const { since, phoneChangedAt, payee } = standing;
  const ends = [after(since, hours(terms.newAccountHours))];
  const change = hours(terms.changeHours);
  if (phoneChangedAt !== null) ends.push(after(phoneChangedAt, change));
  if (payee?.isChange) ends.push(after(payee.madeAt, change));
  return ends.reduce((last, each) => (each > last ? each : last));
}

/** The first thing that stands against it, or null. */
export function findingAgainst(
  amount: Fen,
  standing: Standing,
  terms: Terms,
  now: Instant,
): Finding | null {
  const { minFen, maxFen } = terms;
  if (standing.payee === null) return { code: 'payouts.no_payee', facts: {} };
  if (amount < minFen) return { code: 'payouts.below_minimum', facts: { minFen } };
  if (amount > maxFen) return { code: 'payouts.above_maximum', facts: { maxFen } };
  const until = coolUntil(standing, terms);
  if (until > now) return { code: 'payouts.cooling', facts: { until } };
  const feeFen = feeOf(amount, terms);
  if (feeFen >= amount) return { code: 'payouts.nothing_left', facts: { feeFen } };
  return null;
}

export const methodFor = ({ kind }: Person, { memberTax, staffTax }: Terms): TaxMethod =>
  kind === 'member' ? memberTax : staffTax;

const taxIn = (bands: readonly Band[], taxable: Fen): Fen => {
  const band = bands.find(({ upToFen }) => taxable <= upToFen)!;
  return fen(Math.max(0, minus(floorRate(taxable, band.rateBps as Bps), band.quickFen)));
};

/** What is taxable of a month's labour remuneration, or of a year's cumulative income. */
function taxableOf(method: TaxMethod, gross: Fen, months: number): Fen {
  if (method === 'agent') return ZERO;
  if (method === 'cumulative') {
    const cost = floorRate(gross, CUMULATIVE.shareBps as Bps);
    return fen(Math.max(0, gross - cost - CUMULATIVE.freeAMonthFen * months));
  }
  if (gross <= LABOUR.flatUpToFen) return fen(Math.max(0, gross - LABOUR.flatFen));
  return minus(gross, floorRate(gross, LABOUR.shareBps as Bps));
}

/**
 * Withheld of this payment: the tax on everything of the span, less what was withheld of it before.
 * Several small payments are thus taxed as one. Source of the figures: rules-tax.ts.
 */
export function taxOf(method: TaxMethod, gross: Fen, before: TaxedSoFar): Tax {
  const whole = taxableOf(method, fen(before.grossFen + gross), before.months);
  const former = taxableOf(method, before.grossFen, before.months);
  const bands = method === 'cumulative' ? CUMULATIVE.bands : LABOUR.bands;
  const due = taxIn(bands, whole) - before.withheldFen;
  return {
    taxableFen: fen(Math.max(0, whole - former)),
    withheldFen: fen(Math.min(Math.max(0, due), Math.max(0, gross - 1))),
  };
}

/** The day and the month against which a wish is counted. */
export const spansOf = (at: Instant): { day: string; month: string } => {
  const day = dayOf(at);
  return { day, month: day.slice(0, 7) };
};

/** GB 11643: 17 digits and a check character (ISO 7064, MOD 11-2). */
export function isIdNo(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const total = weights.reduce((all, weight, i) => all + weight * Number(text[i]), 0);
  return '10X98765432'[total % 11] === text[17];
}

/** Luhn, 12 to 19 digits. */
export function isCardNo(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false;
  const total = [...text].reverse().reduce((all, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return total % 10 === 0;
}

export const maskIdNo = (idNo: string): string => `${idNo.slice(0, 3)}***********${idNo.slice(-4)}`;
export const maskAccount = (account: string): string =>
  account === '' ? '' : `**** ${account.slice(-4)}`;
export const maskPerson = (name: string): string =>
  name === '' ? '' : `*${[...name].slice(1).join('')}`;
