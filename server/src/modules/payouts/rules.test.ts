/** Withholding against figures worked by hand, and what must hold for any figures. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fen, type Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { FIRST_POLICIES } from '../chain/policy-types.ts';
import { coolUntil, findingAgainst, isCardNo, isIdNo, taxOf } from './rules.ts';
import type { Payee, Standing, TaxMethod } from './types.ts';

const NONE = { grossFen: fen(0), withheldFen: fen(0), months: 1 };
const yuan = (amount: number): Fen => fen(Math.round(amount * 100));
const terms = FIRST_POLICIES.withdrawal;

test.each([
  [800, 0, 0],
  [3_000, 2_200, 440], // (3000 − 800) × 20 %
  [4_000, 3_200, 640],
  [10_000, 8_000, 1_600], // four fifths at 20 %
  [30_000, 24_000, 5_200], // 24,000 × 30 % − 2,000
  [100_000, 80_000, 25_000], // 80,000 × 40 % − 7,000
])('[G2] labour remuneration of %d yuan: taxable %d, withheld %d', (gross, taxable, withheld) => {
  expect(taxOf('labour', yuan(gross), NONE)).toEqual({
    taxableFen: yuan(taxable),
    withheldFen: yuan(withheld),
  });
});

test('[G2] several payments of one month are taxed as one', () => {
  const first = taxOf('labour', yuan(3_000), NONE);
  const before = { grossFen: yuan(3_000), withheldFen: first.withheldFen, months: 1 };
  const second = taxOf('labour', yuan(3_000), before);
  const whole = taxOf('labour', yuan(6_000), NONE);
  expect(first.withheldFen + second.withheldFen).toBe(whole.withheldFen);
  expect(whole.withheldFen).toBe(yuan(960)); // 6,000 × 80 % × 20 %
});

test('[G2] cumulative: a fifth is cost and 5,000 a month are free', () => {
  expect(taxOf('cumulative', yuan(6_250), NONE).withheldFen).toBe(0);
  const tax = taxOf('cumulative', yuan(100_000), { ...NONE, months: 4 });
  expect(tax).toEqual({ taxableFen: yuan(60_000), withheldFen: yuan(3_480) }); // 10 % − 2,520
  expect(taxOf('agent', yuan(100_000), NONE)).toEqual({ taxableFen: 0, withheldFen: 0 });
});

test('[G2] whatever is paid in whichever order: never more withheld than paid, the sum as if at once', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 20_000_000 }), { minLength: 1, maxLength: 8 });
  const method = fc.constantFrom<TaxMethod>('labour', 'cumulative');
  fc.assert(
    fc.property(parts, method, (amounts, how) => {
      let before = NONE;
      for (const amount of amounts) {
        const { withheldFen, taxableFen } = taxOf(how, fen(amount), before);
        expect(withheldFen).toBeGreaterThanOrEqual(0);
        expect(withheldFen).toBeLessThan(amount);
        expect(taxableFen).toBeLessThanOrEqual(amount);
        before = {
          grossFen: fen(before.grossFen + amount),
          withheldFen: fen(before.withheldFen + withheldFen),
          months: 1,
        };
      }
      const whole = taxOf(how, before.grossFen, NONE).withheldFen;
      expect(before.withheldFen).toBeLessThanOrEqual(whole);
      // The last payment may be too small to carry all that is due: then, and only then, is it less.
      const last = amounts.at(-1)!;
      if (last > whole) expect(before.withheldFen).toBe(whole);
    }),
    { numRuns: 300 },
  );
});

test('[G2] a wish is looked at in the order that people are told', () => {
  const at = (text: string) => `2026-03-${text}:00:00.000Z` as Instant;
  const payee = { isChange: true, madeAt: at('13T20') } as Payee;
  const known: Standing = { since: at('01T00'), phoneChangedAt: null, payee };
  const look = (amount: number, standing: Standing, now: Instant) =>
    findingAgainst(fen(amount), standing, terms, now)?.code ?? null;
  expect(look(1, { ...known, payee: null }, at('20T00'))).toBe('payouts.no_payee');
  expect(look(99, known, at('20T00'))).toBe('payouts.below_minimum');
  expect(look(2_000_001, known, at('20T00'))).toBe('payouts.above_maximum');
  expect(look(500, known, at('14T19'))).toBe('payouts.cooling');
  expect(look(500, known, at('14T20'))).toBe(null);
  const first = { ...known, payee: { ...payee, isChange: false } };
  expect(look(500, first, at('14T00'))).toBe(null);
  expect(coolUntil({ ...first, phoneChangedAt: at('15T00') }, terms)).toBe(at('16T00'));
  expect(coolUntil({ ...first, since: at('15T00') }, terms)).toBe(at('18T00'));
});

test('[G5] a mistyped identity or card number is seen', () => {
  expect(isIdNo('999999198001010011')).toBe(true);
  expect(isIdNo('999999198001010012')).toBe(false);
  expect(isIdNo('11010519491231002X')).toBe(true); // the example of GB 11643
  expect(isCardNo('6222020000000000000')).toBe(true);
  expect(isCardNo('6222020000000000001')).toBe(false);
});
