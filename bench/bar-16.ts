/**
 * bar-16: two server processes on one database against one, on the same core: lists, product pages
 * and orders mixed, then every invariant. What the grown past breaks by itself is known beforehand.
 */
import { findViolations } from '../server/test/invariants.ts';
import { median, type Figure } from './figure.ts';
import { load, type Ask } from './load.ts';
import { anything, growOrders, openTills } from './order-town.ts';
import { any, onBase, oneOf, ROUNDS, SECONDS } from './stage.ts';

const SHOPPERS = 16;
/** Of ten requests. */
const LISTS = 6;
const DETAILS = 2;

export const run = (): Promise<Figure[]> =>
  onBase(growOrders, async ({ town, owner, shop, another }) => {
    const second = await another();
    const tills = openTills(owner, town, await town.promise(anything(town)));
    const broken = async () => new Set((await findViolations(owner)).map((each) => each.invariant));
    const before = await broken();
    const next = (): Ask => {
      const dice = any(10);
      const outlet = oneOf(town.outlets);
      if (dice < LISTS) return { path: `/api/shop/goods?outlet=${outlet}` };
      const product = town.products[50 + any(town.products.length - 50)]!.id;
      if (dice < LISTS + DETAILS) return { path: `/api/shop/products/${product}?outlet=${outlet}` };
      return tills.next();
    };
    const turn = async (urls: readonly string[]): Promise<number> => {
      await tills.fill();
      const shoppers = SHOPPERS / urls.length;
      const all = await Promise.all(
        urls.map((url) => load(url, { shoppers, seconds: SECONDS, next })),
      );
      const refused = all.reduce((sum, each) => sum + each.refused, 0);
      if (refused > 0) throw new Error(`${refused} were refused`);
      return all.reduce((sum, each) => sum + each.perSecond, 0);
    };
    const [one, two] = [[shop.url], [shop.url, second.url]];
    await turn(one);
    await turn(two);
    await owner.query('vacuum analyze');
    const raw: { one: number; two: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      raw.push({ one: await turn(one), two: await turn(two) });
    const lies = [...(await broken())].filter((each) => !before.has(each));
    const ratio = median(raw.map((each) => each.two / each.one));
    return [
      { id: 'bar-16', value: ratio, unit: '× one process', must: 0.9, raw },
      {
        id: 'bar-16 invariants',
        value: lies.length,
        unit: 'invariants newly broken',
        must: 0,
        bound: 'exactly',
        raw: lies,
      },
    ];
  });
