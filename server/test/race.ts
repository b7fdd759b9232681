/**
 * Twenty at once, again and again: each race runs some rounds straight at the database and some
 * through a wire of 20 ms, where what is read and what is written lie far apart.
 */
import { expect } from 'vitest';
import { say } from './drill-says.ts';
import { openProxy } from './proxy.ts';
import { openShop, type Shop } from './shop.ts';
import { findViolations } from './invariants.ts';
import { server } from './house.ts';

/** The drill asks for fifty of each. */
const { RACE_ROUNDS, RACE_SLOW_ROUNDS } = process.env;
export const ROUNDS = { direct: Number(RACE_ROUNDS ?? 5), slow: Number(RACE_SLOW_ROUNDS ?? 2) };

type Kind = 'direct' | 'slow';
export interface Races {
  /** Runs the rounds, each followed by the invariants. `npm run drill` sets more of them. */
  race(round: (shop: Shop) => Promise<void>, kinds?: readonly Kind[]): Promise<void>;
  close(): Promise<void>;
}

/** One shop on a straight wire and one on a slow one, for all races of a file. */
export async function openRaces(wish: Parameters<typeof openShop>[0]): Promise<Races> {
  const proxy = await openProxy(server(), 20);
  const at = (through?: (url: string) => string) =>
    openShop({
      ...wish,
      house: { ...wish?.house, ...(through === undefined ? {} : { through }), poolSize: 20 },
    });
  const shops = { direct: await at(), slow: await at((url) => proxy.through(url)) };
  // Fifty rounds are more than a day's work of an outlet, and no race is about that.
  for (const { house } of Object.values(shops)) {
    await house.owner.query('update chain.outlet set daily_capacity = null');
    await house.owner.query('update platform.version set chain = chain + 1');
  }
  let races = 0;
  return {
    async race(round, kinds = ['direct', 'slow']) {
      races += 1;
      for (const kind of kinds) {
        const shop = shops[kind];
        for (let no = 0; no < ROUNDS[kind]; no += 1) {
          await round(shop);
          expect(await findViolations(shop.house.owner)).toEqual([]);
        }
      }
    },
    async close() {
      say(
        `${races} races of twenty, ${ROUNDS.direct} rounds straight and ` +
          `${ROUNDS.slow} through 20 ms, every invariant after each`,
      );
      await shops.direct.close();
      await shops.slow.close();
      await proxy.close();
    },
  };
}

interface Answer {
  readonly statusCode: number;
  json(): { code?: string };
}
/** How many were told what: { 201: 50, '409 inventory.not_enough': 150 }. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const said =
      answer.statusCode < 300
        ? String(answer.statusCode)
        : `${answer.statusCode} ${answer.json().code}`;
    counts[said] = (counts[said] ?? 0) + 1;
  }
  return counts;
}
