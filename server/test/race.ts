/**
 * Twenty at once, again and again: each race runs some rounds straight at the database and some
 * through a wire of 20 ms, where what is read and what is written lie far apart.
 */
import { expect } from 'vitest';
import { openProxy } from './proxy.ts';
import { openShop, type Shop } from './shop.ts';
import { findViolations } from './invariants.ts';
import { server } from './house.ts';

/** The drill asks for fifty of each. */
const { RACE_ROUNDS, RACE_SLOW_ROUNDS } = process.env;
export const ROUNDS = { direct: Number(RACE_ROUNDS ?? 5), slow: Number(RACE_SLOW_ROUNDS ?? 2) };

type ShopWish = Parameters<typeof openShop>[0];

/** Runs the rounds, each followed by the invariants. */
export async function race(
  wish: ShopWish,
  round: (shop: Shop, no: number) => Promise<void>,
  kinds: readonly ('direct' | 'slow')[] = ['direct', 'slow'],
): Promise<void> {
  for (const kind of kinds) {
    const proxy = kind === 'slow' ? await openProxy(server(), 20) : null;
    const through = proxy === null ? {} : { through: (url: string) => proxy.through(url) };
    const shop = await openShop({ ...wish, house: { ...wish?.house, ...through, poolSize: 20 } });
    try {
      for (let no = 0; no < ROUNDS[kind]; no += 1) {
        await round(shop, no);
        expect(await findViolations(shop.house.owner)).toEqual([]);
      }
    } finally {
      await shop.close();
      await proxy?.close();
    }
  }
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
