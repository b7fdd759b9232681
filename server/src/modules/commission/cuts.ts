/** What a refund takes from each role of a line: computed once, stored, only copied later. */
import { check } from '../../kernel/check.ts';
import type { OrderId, RefundId } from '../../kernel/id.ts';
import { allocate, fen, type Fen } from '../../kernel/money.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import * as rows from './store-cuts.ts';
import { ROLES, type Parts, type Role } from './types.ts';

export interface LineParts {
  readonly lineNo: number;
  readonly parts: Parts;
}

const partsOf = (of: (role: Role) => number): Parts =>
  Object.fromEntries(ROLES.map((role) => [role, fen(of(role))])) as unknown as Parts;

export const sumParts = (all: readonly Parts[]): Parts =>
  partsOf((role) => all.reduce((total, parts) => total + parts[role], 0));

/** What is left of each role of each line after the cuts that were made. */
export function restOfParts(
  portions: readonly LineParts[],
  cuts: readonly LineParts[],
): LineParts[] {
  return portions.map(({ lineNo, parts }) => {
    const gone = sumParts(cuts.filter((cut) => cut.lineNo === lineNo).map((cut) => cut.parts));
    return { lineNo, parts: partsOf((role) => parts[role] - gone[role]) };
  });
}

/**
 * Splits each line's refund by what its roles still have. Flooring each role by itself would leave
 * head office to pay the difference, until it had less than nothing.
 */
export const cutsOf = (
  rest: readonly LineParts[],
  refunds: readonly { readonly no: number; readonly amount: Fen }[],
): LineParts[] =>
  refunds
    .filter(({ amount }) => amount > 0)
    .map(({ no, amount }) => {
      const line = rest.find((each) => each.lineNo === no);
      check(line !== undefined, `line ${no} has portions`);
      const cut = allocate(
        amount,
        ROLES.map((role) => line.parts[role]),
      );
      return { lineNo: no, parts: partsOf((role) => cut[ROLES.indexOf(role)]!) };
    });

/** Stored with the refund; a later refund starts from what these leave. */
export function keepCuts(
  tx: Tx,
  order: OrderId,
  refund: RefundId,
  cuts: readonly LineParts[],
): void {
  if (cuts.length === 0) return;
  const of = (role: Role): Fen[] => cuts.map(({ parts }) => parts[role]);
  tx.tell(rows.insertCuts, {
    order,
    refund,
    lineNos: cuts.map(({ lineNo }) => lineNo),
    guide: of('guide'),
    sharer1: of('sharer1'),
    sharer2: of('sharer2'),
    invitee: of('invitee'),
    selling: of('selling'),
    fulfilling: of('fulfilling'),
    dealer: of('dealer'),
    hq: of('hq'),
  });
}

export async function findCuts(reader: Reader, order: OrderId): Promise<LineParts[]> {
  const found = await reader.ask(rows.selectCuts, { order });
  return found.map(({ lineNo, ...parts }) => ({ lineNo, parts }));
}
