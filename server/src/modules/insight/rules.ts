/**
 * Increment and the sales equation (domain.md 6), pure. The correction asks how likely this member
 * would have bought within seven days anyway; it knows nothing of purchases elsewhere.
 */
import { allocate, bps, fen, sum, type Bps, type Fen } from '../../kernel/money.ts';
import type { Gained, Habit, Increment, Layer, SalesTerms } from './types.ts';

export const METHOD = 1;
export const WINDOW_DAYS = 180;
/** Days of the chain's average that a member's own habit is mixed with. */
const PRIOR_DAYS = 30;
const AHEAD_DAYS = 7;

/** λ = (n + 30·λ̄) / (d + 30): orders a day that this member makes by habit. */
export function rateOf({ orders, days, allOrders, allDays }: Habit): number {
  const average = allDays === 0 ? 0 : allOrders / allDays;
  return (orders + PRIOR_DAYS * average) / (days + PRIOR_DAYS);
}

/**
 * The chance that the order would have come anyway. The larger of two habits counts: that of the
 * days before this order, and that of the days before her first order by time or space, so a habit
 * that merely moved to the night is no gain. Brought by a link and never here before: none.
 */
export function chanceOf(
  habits: readonly Habit[],
  { orderedBefore, byLink }: { readonly orderedBefore: boolean; readonly byLink: boolean },
): Bps {
  if (!orderedBefore && byLink) return bps(0);
  const rate = Math.max(...habits.map(rateOf));
  return bps(Math.round((1 - Math.exp(-AHEAD_DAYS * rate)) * 10_000));
}

/** v(1 − p), half up. */
export const corrected = (worth: Fen, p: Bps): Fen =>
  fen(Number((BigInt(worth) * BigInt(10_000 - p) + 5_000n) / 10_000n));

/** What of an order counts: all of it by time, else the lines handed over elsewhere. */
const countedFen = ({ isTime, isSpace, fen: worth, spaceFen }: Gained): Fen =>
  isTime ? worth : isSpace ? spaceFen : fen(0);

export function incrementOf(orders: readonly Gained[]): Increment {
  const gained = orders.filter(({ isTime, isSpace }) => isTime || isSpace);
  const of = (pick: (each: Gained) => Fen): Fen => sum(gained.map(pick));
  return {
    timeFen: of((each) => (each.isTime ? each.fen : fen(0))),
    spaceFen: of((each) => (each.isSpace ? each.spaceFen : fen(0))),
    bothFen: of((each) => (each.isTime && each.isSpace ? each.spaceFen : fen(0))),
    rawFen: of(countedFen),
    correctedFen: of((each) => corrected(countedFen(each), each.pBps)),
    orders: gained.length,
  };
}

/** Sums of what was counted by layer; the three layers have no order in common. */
export function sumLayers(layers: readonly Layer[]): Increment {
  const of = (pick: (each: Layer) => Fen): Fen => sum(layers.map(pick));
  return {
    timeFen: of((each) => (each.isTime ? each.rawFen : fen(0))),
    spaceFen: of((each) => each.spaceFen),
    bothFen: of((each) => (each.isTime ? each.spaceFen : fen(0))),
    rawFen: of((each) => each.rawFen),
    correctedFen: of((each) => each.correctedFen),
    orders: layers.reduce((count, each) => count + each.orders, 0),
  };
}

export type Term = 'buyers' | 'frequency' | 'value';
export interface Attribution {
  readonly deltaFen: Fen;
  /** Null when one of the two spans sold nothing: there is no ratio to share out. */
  readonly parts: Readonly<Record<Term, Fen>> | null;
}

const termsOf = ({ buyers, orders, salesFen }: SalesTerms): readonly [number, number, number] => [
  buyers,
  orders / buyers,
  salesFen / orders,
];

/**
 * Sales = buyers × orders a buyer × fen an order. The difference of two spans is shared out by the
 * logarithms of the three ratios (LMDI: Ang 2005), which leaves no rest; the last fen by largest
 * remainder.
 */
export function attributionOf(before: SalesTerms, now: SalesTerms): Attribution {
  const deltaFen = fen(now.salesFen - before.salesFen);
  if (before.salesFen <= 0 || now.salesFen <= 0) return { deltaFen, parts: null };
  const [from, to] = [termsOf(before), termsOf(now)];
  const whole = Math.log(now.salesFen / before.salesFen);
  const mean = whole === 0 ? now.salesFen : deltaFen / whole;
  const exact = from.map((each, i) => mean * Math.log(to[i]! / each));
  const floors = exact.map(Math.floor);
  const rest = fen(deltaFen - floors.reduce((a, b) => a + b, 0));
  const fractions = exact.map((each, i) => Math.round((each - floors[i]!) * 1_000_000));
  const extra = fractions.some((each) => each > 0)
    ? allocate(rest, fractions)
    : allocate(rest, [1, 1, 1]);
  const [buyers, frequency, value] = floors.map((each, i) => fen(each + extra[i]!));
  return { deltaFen, parts: { buyers: buyers!, frequency: frequency!, value: value! } };
}
