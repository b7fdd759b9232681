/** How much goes back for pieces or for an amount, and when an order has nothing left to give. */
import { fen, type Fen } from '../../kernel/money.ts';

/** A line as far as refunds know it; line 0 is freight, one piece. */
export interface RefundableLine {
  readonly no: number;
  readonly quantity: number;
  readonly netFen: Fen;
  readonly refundedPieces: number;
  /** Pieces and amounts, done or in flight. */
  readonly refundedFen: Fen;
}
/** Pieces come back, or an amount does; never both of one line in one breath. */
export interface RefundAsk {
  readonly no: number;
  readonly pieces: number;
  readonly amount: Fen | null;
}
export interface RefundLine {
  readonly no: number;
  readonly pieces: number;
  readonly amount: Fen;
}
export type RefundVerdict =
  | { readonly lines: readonly RefundLine[]; readonly total: Fen }
  | {
      readonly no: number;
      readonly refused: 'no_such_line' | 'too_many_pieces' | 'too_much' | 'nothing_asked';
    };

/** x = max(0, ⌊N(r+n)/q⌋ − R): whole pieces in any order add up to the line's net. */
export function worthOfPieces(line: RefundableLine, pieces: number): Fen {
  const upTo = (BigInt(line.netFen) * BigInt(line.refundedPieces + pieces)) / BigInt(line.quantity);
  return fen(Math.max(0, Number(upTo) - line.refundedFen));
}

export function refundOf(
  lines: readonly RefundableLine[],
  asks: readonly RefundAsk[],
): RefundVerdict {
  const found: RefundLine[] = [];
  if (new Set(asks.map((ask) => ask.no)).size < asks.length) {
    return { no: asks[0]!.no, refused: 'nothing_asked' };
  }
  for (const ask of asks) {
    const line = lines.find(({ no }) => no === ask.no);
    if (line === undefined) return { no: ask.no, refused: 'no_such_line' };
    const { no } = ask;
    if (ask.amount !== null) {
      if (ask.amount <= 0 || ask.pieces !== 0) return { no, refused: 'nothing_asked' };
      if (ask.amount > line.netFen - line.refundedFen) return { no, refused: 'too_much' };
      found.push({ no, pieces: 0, amount: ask.amount });
      continue;
    }
    if (ask.pieces < 1) return { no, refused: 'nothing_asked' };
    if (line.refundedPieces + ask.pieces > line.quantity) return { no, refused: 'too_many_pieces' };
    found.push({ no, pieces: ask.pieces, amount: worthOfPieces(line, ask.pieces) });
  }
  if (found.length === 0) return { no: -1, refused: 'nothing_asked' };
  return { lines: found, total: fen(found.reduce((all, each) => all + each.amount, 0)) };
}

/** What every line has left, freight included: a cancelled order gives back all of it. */
export const restOf = (lines: readonly RefundableLine[]): RefundLine[] =>
  lines
    .map((line) => ({
      no: line.no,
      pieces: line.quantity - line.refundedPieces,
      amount: fen(line.netFen - line.refundedFen),
    }))
    .filter(({ pieces, amount }) => pieces > 0 || amount > 0);

/** The lines as they are after these refunds. */
export const afterRefund = <Line extends RefundableLine>(
  lines: readonly Line[],
  refunds: readonly RefundLine[],
): Line[] =>
  lines.map((line) => {
    const back = refunds.find(({ no }) => no === line.no);
    if (back === undefined) return line;
    return {
      ...line,
      refundedPieces: line.refundedPieces + back.pieces,
      refundedFen: fen(line.refundedFen + back.amount),
    };
  });

/** No goods are left to hand over. */
export const nothingLeft = (lines: readonly RefundableLine[]): boolean =>
  lines
    .filter(({ no }) => no > 0)
    .every(
      (line) =>
        line.refundedPieces === line.quantity ||
        (line.netFen > 0 && line.refundedFen === line.netFen),
    );

/**
 * Freight goes back with the last of the goods when the fault is the store's. (Before hand-over it
 * goes with them anyway: nothing was carried.)
 */
export function withFreight(
  asks: readonly RefundAsk[],
  lines: readonly RefundableLine[],
  fault: boolean,
): RefundAsk[] {
  const freight = lines.find(({ no, refundedPieces }) => no === 0 && refundedPieces === 0);
  if (!fault || freight === undefined || asks.some(({ no }) => no === 0)) return [...asks];
  const verdict = refundOf(lines, asks);
  if ('refused' in verdict || !nothingLeft(afterRefund(lines, verdict.lines))) return [...asks];
  return [...asks, { no: 0, pieces: 1, amount: null }];
}

/** What a case is about, in the terms of refunds: to cancel is to ask for all that is left. */
export const asksOf = (
  kind: string,
  asked: readonly {
    readonly no: number;
    readonly pieces: number;
    readonly amountFen: number | null;
  }[],
  lines: readonly RefundableLine[],
): RefundAsk[] =>
  kind === 'cancel'
    ? restOf(lines)
        .filter(({ pieces }) => pieces > 0)
        .map(({ no, pieces }) => ({ no, pieces, amount: null }))
    : asked.map(({ no, pieces, amountFen }) => ({
        no,
        pieces: amountFen === null ? pieces : 0,
        amount: amountFen === null ? null : fen(amountFen),
      }));
