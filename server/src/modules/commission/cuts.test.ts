/** Refunds in any order and split give back exactly what was paid, and no role below nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bps, fen, type Fen } from '../../kernel/money.ts';
import { afterRefund, refundOf, restOf, type RefundAsk } from '../orders/refund-rules.ts';
import { cutsOf, restOfParts, type LineParts } from './cuts.ts';
import { planOf, portionsOf } from './rules.ts';
import { ROLES } from './types.ts';

const rates = {
  guide: bps(500),
  sharer1: bps(200),
  sharer2: bps(100),
  selling: bps(300),
  fulfilling: bps(400),
  dealer: bps(600),
};
const plan = planOf(1, { bps: rates, personalCapBps: 2500, allCapBps: 6000 });
const all = { guide: true, sharer1: true, sharer2: true, selling: true, dealer: true };
const line = fc.record({
  quantity: fc.integer({ min: 1, max: 9 }),
  netFen: fc.integer({ min: 0, max: 9_999 }),
});
const step = fc.record({
  line: fc.nat({ max: 3 }),
  pieces: fc.integer({ min: 1, max: 4 }),
  amount: fc.option(fc.integer({ min: 1, max: 3_000 })),
});

test('[G2] attack-39: any path of refunds returns exactly what was paid, each role exactly its part', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(step), (goods, steps) => {
      let lines = goods.map(({ quantity, netFen }, i) => {
        const blank = { refundedPieces: 0, refundedFen: fen(0) };
        return { no: i + 1, quantity, netFen: fen(netFen), ...blank };
      });
      const referral = { inviteeFen: fen(500), inviterFen: fen(0) };
      const portions: LineParts[] = portionsOf(lines, null, plan, all, referral);
      const cuts: LineParts[] = [];
      let back = 0;
      const refund = (asks: readonly RefundAsk[] | null): void => {
        const verdict = asks === null ? { lines: restOf(lines) } : refundOf(lines, asks);
        if ('refused' in verdict) return;
        const cut = cutsOf(restOfParts(portions, cuts), verdict.lines);
        cuts.push(...cut);
        for (const { parts } of restOfParts(portions, cuts)) {
          for (const role of ROLES) expect(parts[role]).toBeGreaterThanOrEqual(0);
        }
        for (const { amount } of verdict.lines) back += amount;
        lines = afterRefund(lines, verdict.lines);
      };
      for (const { line: at, pieces, amount } of steps) {
        const no = at + 1;
        refund([
          amount === null
            ? { no, pieces, amount: null }
            : { no, pieces: 0, amount: fen(amount) as Fen },
        ]);
      }
      refund(null);
      expect(back).toBe(goods.reduce((sum, { netFen }) => sum + netFen, 0));
      for (const { parts } of restOfParts(portions, cuts)) {
        expect(Object.values(parts).every((part) => part === 0)).toBe(true);
      }
    }),
  );
});
