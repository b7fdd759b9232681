/** Shares of a discount to the fen, and what of them is due when pieces went back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fen } from '../../kernel/money.ts';
import { backCharges, dueCharges, promotionCharges } from './charge-rules.ts';

const HQ = { kind: 'hq', id: 'h' } as const;
const DEALER = { kind: 'dealer', id: 'd' } as const;
const OUTLET = { kind: 'outlet', id: 'o' } as const;
const PARTIES = { hq: HQ, dealer: DEALER, outlet: OUTLET };
const NONE = new Map<number, number>();

test('[A6] the worked example: 800 off, a third the dealer’s, a sixth the store’s, the rest head office’s', () => {
  const lines = [
    { no: 1, discountFen: fen(485), quantity: 1, refundedPieces: 0 },
    { no: 2, discountFen: fen(315), quantity: 1, refundedPieces: 0 },
  ];
  const charges = promotionCharges(lines, { dealer: 3_333, outlet: 1_667 }, PARTIES);
  expect(charges.map(({ lineNo, payer, amount }) => [lineNo, payer.id, amount])).toEqual([
    [1, 'd', 162],
    [1, 'o', 81],
    [2, 'd', 105],
    [2, 'o', 53],
  ]);
  const all = dueCharges(charges, lines, NONE);
  expect(all.map(({ payer, amount }) => [payer.id, amount])).toEqual([
    ['d', 267],
    ['o', 134],
  ]);
  // Y went back: its share of the discount was never given.
  const kept = [lines[0]!, { ...lines[1]!, refundedPieces: 1 }];
  const back = backCharges(all, dueCharges(charges, kept, NONE));
  expect(back.map(({ payer, amount }) => [payer.id, amount])).toEqual([
    ['d', 105],
    ['o', 53],
  ]);
  expect(promotionCharges(lines, { dealer: 0, outlet: 0 }, PARTIES)).toEqual([]);
  const alone = { ...PARTIES, dealer: null };
  expect(promotionCharges(lines, { dealer: 10_000, outlet: 0 }, alone)).toEqual([]);
});

test('[A6] whatever the shares: no fen more than the discount, and refunds in any steps give all of it back', () => {
  const line = fc.record({
    discountFen: fc.integer({ min: 0, max: 100_000 }).map(fen),
    quantity: fc.integer({ min: 1, max: 20 }),
    steps: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 8 }),
  });
  const bps = fc.integer({ min: 0, max: 5_000 });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), bps, bps, (raw, dealer, outlet) => {
      const lines = raw.map((each, i) => ({ ...each, no: i + 1, refundedPieces: 0 }));
      const charges = promotionCharges(lines, { dealer, outlet }, PARTIES);
      for (const { no, discountFen } of lines) {
        const of = charges.filter(({ lineNo }) => lineNo === no);
        expect(of.reduce((all, { amount }) => all + amount, 0)).toBeLessThanOrEqual(discountFen);
      }
      const total = (due: readonly { amount: number }[]) =>
        due.reduce((all, { amount }) => all + amount, 0);
      const start = dueCharges(charges, lines, NONE);
      let [now, given] = [lines, 0];
      for (let step = 0; step < 9; step += 1) {
        const next = now.map((each) => ({
          ...each,
          refundedPieces:
            step === 8
              ? each.quantity
              : Math.min(each.quantity, each.refundedPieces + (each.steps[step] ?? 0)),
        }));
        const due = (kept: typeof now) => dueCharges(charges, kept, NONE);
        given += total(backCharges(due(now), due(next)));
        now = next;
      }
      expect(given).toBe(total(start));
    }),
  );
});
