/** Portions: the worked example, caps in their order, and parts that always make the whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fen, sum } from '../../kernel/money.ts';
import { planOf, portionsOf } from './rules.ts';

const DEFAULT = {
  bps: { guide: 500, sharer1: 200, sharer2: 0, selling: 300, fulfilling: 400, dealer: 600 },
  personalCapBps: 2_500,
  allCapBps: 6_000,
};
const ALL = { guide: true, sharer1: true, sharer2: true, selling: true, dealer: true };
const REFERRAL = { inviteeFen: fen(500), inviterFen: fen(0) };
const line = (no: number, net: number) => ({ no, netFen: fen(net) });

test('[G2] the worked example, to the fen', () => {
  const [x, y] = portionsOf(
    [line(1, 3495), line(2, 2275)],
    null,
    planOf(1, DEFAULT),
    ALL,
    REFERRAL,
  );
  expect(x!.parts).toEqual({
    guide: 174,
    sharer1: 69,
    sharer2: 0,
    invitee: 303,
    selling: 104,
    fulfilling: 139,
    dealer: 209,
    hq: 2497,
  });
  expect(y!.parts).toEqual({
    guide: 113,
    sharer1: 45,
    sharer2: 0,
    invitee: 197,
    selling: 68,
    fulfilling: 91,
    dealer: 136,
    hq: 1625,
  });
});

test('[G2] an absent role’s part stays with head office', () => {
  const nobody = { guide: false, sharer1: false, sharer2: false, selling: true, dealer: false };
  const [only] = portionsOf([line(1, 10_000)], null, planOf(1, DEFAULT), nobody, null);
  expect(only!.parts).toMatchObject({ guide: 0, sharer1: 0, dealer: 0, selling: 300, hq: 9_300 });
});

test('[G2] over the personal cap the invitee’s reward is cut first, then the sharers, then the guide', () => {
  const [small] = portionsOf([line(1, 1_000)], null, planOf(1, DEFAULT), ALL, REFERRAL);
  // guide 50 + sharer 20 + invitee 500 = 570, cap 250
  expect(small!.parts).toMatchObject({ guide: 50, sharer1: 20, invitee: 180 });
});

test('[G2] the inviter’s reward and the share are never both paid: the larger, once', () => {
  const inviter = { inviteeFen: fen(0), inviterFen: fen(300) };
  const [one] = portionsOf([line(1, 10_000)], null, planOf(1, DEFAULT), ALL, inviter);
  expect(one!.parts.sharer1).toBe(300);
  const [two] = portionsOf([line(1, 20_000)], null, planOf(1, DEFAULT), ALL, inviter);
  expect(two!.parts.sharer1).toBe(400);
});

test('[G2] freight is the fulfilling outlet’s alone', () => {
  const portions = portionsOf([line(1, 1_000)], line(0, 600), planOf(1, DEFAULT), ALL, null);
  expect(portions.find(({ lineNo }) => lineNo === 0)!.parts).toMatchObject({
    fulfilling: 600,
    hq: 0,
  });
});

test('[G2] whatever the plan, no part is negative, caps hold and the parts make the net', () => {
  const rate = fc.integer({ min: 0, max: 4_000 });
  const plan = fc.record({
    bps: fc.record({
      guide: rate,
      sharer1: rate,
      sharer2: rate,
      selling: rate,
      fulfilling: rate,
      dealer: rate,
    }),
    personalCapBps: fc.integer({ min: 0, max: 3_000 }),
    allCapBps: fc.integer({ min: 0, max: 8_000 }),
  });
  const nets = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(plan, nets, fc.integer({ min: 0, max: 5_000 }), (body, list, reward) => {
      const lines = list.map((net, i) => line(i + 1, net));
      const referral =
        sum(list.map(fen)) === 0 ? null : { inviteeFen: fen(reward), inviterFen: fen(0) };
      for (const { netFen, parts } of portionsOf(lines, null, planOf(1, body), ALL, referral)) {
        expect(sum(Object.values(parts))).toBe(netFen);
        for (const part of Object.values(parts)) expect(part).toBeGreaterThanOrEqual(0);
        const personal = parts.guide + parts.sharer1 + parts.sharer2 + parts.invitee;
        expect(personal).toBeLessThanOrEqual(Math.floor((netFen * body.personalCapBps) / 10_000));
        expect(netFen - parts.hq).toBeLessThanOrEqual(
          Math.floor((netFen * body.allCapBps) / 10_000),
        );
      }
    }),
  );
});
