/**
 * bar-9: search over 50,000 titles within one outlet's assortment: by characters, pinyin and
 * initials; the 99th percentile of whole requests, one at a time, and what was found against a look
 * at every title.
 */
import { fold, initialsOf, spell } from '../server/src/platform/chinese.ts';
import { load } from './load.ts';
import { median, part, type Figure } from './figure.ts';
import { any, onStage, ROUNDS, SECONDS } from './stage.ts';

const PRODUCTS = 50_000;
const QUERIES = 1_500;
const CHECKED = 200;

export const run = (): Promise<Figure[]> =>
  onStage(PRODUCTS, async ({ town, shop }) => {
    const shopUrl = shop.url;
    const outlet = town.outlets[0]!;
    const queries = distinct(town.products.map(({ title }) => fold(title)));
    const pathOf = (q: string) => `/api/shop/search?outlet=${outlet}&q=${encodeURIComponent(q)}`;
    let at = 0;
    const next = () => ({ path: pathOf(queries[at++ % queries.length]!) });
    await load(shopUrl, { shoppers: 1, seconds: SECONDS, next });
    const raw: { requests: number; p50: number; p99: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { latencyMs, refused } = await load(shopUrl, { shoppers: 1, seconds: SECONDS, next });
      if (refused > 0) throw new Error(`refused ${refused}`);
      const [p50, p99] = [part(latencyMs, 0.5), part(latencyMs, 0.99)];
      raw.push({ requests: latencyMs.length, p50, p99 });
    }
    const recall = await recallOf(shopUrl, outlet, town.products, queries);
    const value = median(raw.map(({ p99 }) => p99));
    const bound = 'most' as const;
    return [
      { id: 'bar-9 p99', value, must: 10, aim: 4, unit: 'ms p99', bound, raw },
      { id: 'bar-9 recall', value: recall * 100, must: 100, aim: 100, unit: '%', raw: recall },
    ];
  });

/** Pieces of titles in three spellings, each once. */
function distinct(titles: readonly string[]): string[] {
  const found = new Set<string>();
  while (found.size < QUERIES) {
    const title = titles[any(titles.length)]!;
    const from = any(title.length);
    const piece = title.slice(from, from + 1 + any(5));
    const spelt = spell(piece);
    const way = any(3);
    found.add(way === 0 ? piece : way === 1 ? spelt.toLowerCase() : initialsOf(spelt));
  }
  return [...found];
}

interface Answer {
  readonly items: readonly { readonly productId: string }[];
  readonly next: string | null;
}

/** Of what the outlet sells and the words are in, how much was found: 1 is all of it. */
async function recallOf(
  url: string,
  outlet: string,
  products: readonly { readonly id: string; readonly title: string }[],
  queries: readonly string[],
): Promise<number> {
  const all = async (path: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const answer = (await (await fetch(`${url}${path}&count=100${after}`)).json()) as Answer;
      ids.push(...answer.items.map(({ productId }) => productId));
      next = answer.next;
    }
    return ids;
  };
  const sold = new Set(await all(`/api/shop/goods?outlet=${outlet}`));
  const spelt = products.map(({ id, title }) => ({
    id,
    folded: fold(title),
    spelt: spell(fold(title)),
  }));
  let [wanted, met] = [0, 0];
  for (const q of queries.filter((each) => each.length > 1).slice(0, CHECKED)) {
    const found = new Set(
      await all(`/api/shop/search?outlet=${outlet}&q=${encodeURIComponent(q)}`),
    );
    for (const each of spelt) {
      const starts = [...each.spelt.matchAll(/[A-Z0-9]/g)].map(({ index }) => index);
      const lower = each.spelt.toLowerCase();
      const holds =
        each.folded.includes(q) ||
        starts.some((from) => lower.startsWith(q, from)) ||
        initialsOf(each.spelt).includes(q);
      if (!holds || !sold.has(each.id)) continue;
      wanted += 1;
      if (found.has(each.id)) met += 1;
    }
  }
  return met / wanted;
}
