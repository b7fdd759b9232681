/**
 * Twenty at once, again and again: each race runs some rounds straight at the database and some
 * through a wire of 20 ms, where what is read and what is written lie far apart.
 */
import { expect } from 'vitest';
import { openProxy } from './proxy.ts';
import { openShop, type Shop } from './shop.ts';
import { findViolations } from './invariants.ts';
import { server } from './house.ts';

const ROUNDS = { direct: 5, slow: 2 };

type ShopWish = Parameters<typeof openShop>[0];

/** Runs the rounds, each followed by the invariants. `npm run drill` sets more of them. */
export async function race(
  wish: ShopWish,
  round: (shop: Shop, no: number) => Promise<void>,
  kinds: readonly ('direct' | 'slow')[] = ['direct', 'slow'],
): Promise<void> {
  const times = Number(process.env.RACE_ROUNDS ?? 1);
  for (const kind of kinds) {
    const proxy = kind === 'slow' ? await openProxy(server(), 20) : null;
    const through = proxy === null ? {} : { through: (url: string) => proxy.through(url) };
    const shop = await openShop({ ...wish, house: { ...wish?.house, ...through, poolSize: 20 } });
    try {
      for (let no = 0; no < ROUNDS[kind] * times; no += 1) {
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
