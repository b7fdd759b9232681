/** bar-2: what an order costs the database. Exact: the test that lists its statements says it. */
import { readFileSync } from 'node:fs';
import type { Figure } from './figure.ts';

const TEST = new URL('../server/test/cost.test.ts', import.meta.url);

/** Reads the lists that the test holds against the server, and believes them while it passes. */
export function run(): Figure[] {
  const [, lists = ''] = /toEqual\(\[([\s\S]*?)\]\);/.exec(readFileSync(TEST, 'utf8')) ?? [];
  const trips = [...lists.matchAll(/\[([^\]]*)\]/g)].map(([, names]) => names!.match(/'[^']+'/g)!);
  const statements = trips.flat();
  const commits = statements.filter((name) => name === "'platform.commit'").length;
  const bound = 'most' as const;
  const raw = trips;
  return [
    { id: 'bar-2 round trips', value: trips.length, unit: 'trips', must: 4, aim: 3, bound, raw },
    { id: 'bar-2 commits', value: commits, unit: 'commits', must: 1, aim: 1, bound, raw },
    {
      id: 'bar-2 statements',
      value: statements.length,
      unit: 'said',
      must: 26,
      aim: 20,
      bound,
      raw,
    },
  ];
}
