/** What an invoice says: its title, its lines, its tax; and what a refund takes back of it. */
import { fen, type Fen } from '../../kernel/money.ts';
import type { Invoice, InvoiceLine, Title } from './types.ts';

/** GB 32100-2015: without I, O, S, V, Z. */
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of a unified social credit code: weights are powers of 3 modulo 31. */
export function checkCharacter(seventeen: string): string | null {
  let total = 0;
  let weight = 1;
  for (const letter of seventeen) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return null;
    total += value * weight;
    weight = (weight * 3) % 31;
  }
  return LETTERS[(31 - (total % 31)) % 31]!;
}
export const isTaxNo = (code: string): boolean =>
  code.length === 18 && checkCharacter(code.slice(0, 17)) === code[17];

export const isTitle = ({ kind, name, taxNo }: Title): boolean =>
  name.trim() !== '' && (kind === 'company' ? isTaxNo(taxNo) : taxNo === '');

/** The price has the tax within: amount × rate ÷ (1 + rate), to the nearest fen. */
export const taxWithin = (amountFen: Fen, taxBps: number): Fen =>
  fen(Math.round((amountFen * taxBps) / (10_000 + taxBps)));

interface Sold {
  readonly no: number;
  readonly title: string;
  readonly spec: string;
  readonly netFen: Fen;
  readonly refundedFen: Fen;
  readonly taxCode: string;
  readonly taxBps: number;
}
/** What was really paid for goods, less what came back; freight is the carrier's to invoice. */
export const linesOf = (sold: readonly Sold[]): InvoiceLine[] =>
  sold
    .filter(({ no, netFen, refundedFen }) => no > 0 && netFen > refundedFen)
    .map(({ no, title, spec, netFen, refundedFen, taxCode, taxBps }) => {
      const amountFen = fen(netFen - refundedFen);
      const taxFen = taxWithin(amountFen, taxBps);
      return { no, title, spec, taxCode, taxBps, amountFen, taxFen };
    });

export const sumOf = (lines: readonly InvoiceLine[]) => ({
  amountFen: fen(lines.reduce((sum, line) => sum + line.amountFen, 0)),
  taxFen: fen(lines.reduce((sum, line) => sum + line.taxFen, 0)),
});

/** What stands of a blue invoice after its red ones, by line. */
export function standing(blue: Invoice, reds: readonly Invoice[]): InvoiceLine[] {
  const live = reds.filter(({ state }) => state !== 'failed').flatMap(({ lines }) => lines);
  return blue.lines.map((line) => {
    const gone = sumOf(live.filter(({ no }) => no === line.no));
    const amountFen = fen(line.amountFen - gone.amountFen);
    return { ...line, amountFen, taxFen: fen(line.taxFen - gone.taxFen) };
  });
}

/** The red lines that bring what stands down to what is left; tax ends exactly where it should. */
export function redLines(stands: readonly InvoiceLine[], left: readonly InvoiceLine[]) {
  return stands.flatMap((line) => {
    const goal = left.find(({ no }) => no === line.no);
    const amountFen = fen(line.amountFen - Math.min(line.amountFen, goal?.amountFen ?? 0));
    if (amountFen === 0) return [];
    const rest = taxWithin(fen(line.amountFen - amountFen), line.taxBps);
    return [{ ...line, amountFen, taxFen: fen(Math.max(0, line.taxFen - rest)) }];
  });
}
