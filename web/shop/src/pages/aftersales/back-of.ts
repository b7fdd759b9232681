/** As the server counts it: of each line its net, piece by piece, less what was given back. */
import type { Order, OrderLine } from '../../api/orders.ts';

export type Pieces = Readonly<Record<number, number>>;

export function backOf({ lines }: Order, pieces: Pieces): number {
  return lines.reduce((sum, line) => sum + lineBack(line, pieces[line.no] ?? 0), 0);
}

function lineBack(
  { netFen, quantity, refundedPieces, refundedFen }: OrderLine,
  count: number,
): number {
  if (count === 0) return 0;
  const due = Math.floor((netFen * (refundedPieces + count)) / quantity);
  return Math.max(0, due - refundedFen);
}
