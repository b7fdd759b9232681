/** What a refund takes from each role of a line: computed once, stored, only copied later. */
import { check } from '../../kernel/check.ts';
import { allocate, fen, type Fen } from '../../kernel/money.ts';

/** In the order that decides ties. */
export const ROLES = [
  'guide',
  'sharer_1',
  'sharer_2',
  'invitee',
  'selling',
  'fulfilling',
  'dealer',
  'hq',
] as const;
export type RoleName = (typeof ROLES)[number];
export type Parts = Readonly<Record<RoleName, Fen>>;
export interface LineParts {
  readonly no: number;
  readonly parts: Parts;
}

export const partsOf = (of: (role: RoleName) => number): Parts =>
  Object.fromEntries(ROLES.map((role) => [role, fen(of(role))])) as unknown as Parts;

export const lessParts = (whole: Parts, gone: Parts): Parts =>
  partsOf((role) => whole[role] - gone[role]);

export const sumParts = (all: readonly Parts[]): Parts =>
  partsOf((role) => all.reduce((total, parts) => total + parts[role], 0));

/** What is left of each role after the cuts that were made. */
export const restOfParts = (
  portions: readonly LineParts[],
  cuts: readonly LineParts[],
): LineParts[] =>
  portions.map(({ no, parts }) => ({
    no,
    parts: lessParts(parts, sumParts(cuts.filter((cut) => cut.no === no).map((cut) => cut.parts))),
  }));

/**
 * Splits each line's refund by what its roles still have. Flooring each role by itself would leave
 * the house to pay the difference, until it had less than nothing.
 */
export const cutsOf = (
  rest: readonly LineParts[],
  refunds: readonly { readonly no: number; readonly amount: Fen }[],
): LineParts[] =>
  refunds
    .filter(({ amount }) => amount > 0)
    .map(({ no, amount }) => {
      const line = rest.find((each) => each.no === no);
      check(line !== undefined, `line ${no} has portions`);
      const cut = allocate(
        amount,
        ROLES.map((role) => line.parts[role]),
      );
      return { no, parts: partsOf((role) => cut[ROLES.indexOf(role)]!) };
    });
