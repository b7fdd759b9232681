/**
 * bar-14: what a hundred times the past costs: orders placed and pages of cards a second, against
 * the same at base, in turns. Half a million orders, two hundred thousand members, two million
 * links; BENCH_TIMES makes it smaller where the machine is.
 */
import { median, type Figure } from './figure.ts';
import { anything, growOrders, openTills, timesBase, type OrderTown } from './order-town.ts';
import { onBase, oneOf, ROUNDS, see, type Stage } from './stage.ts';

const TIMES = Number(process.env.BENCH_TIMES ?? 100);
const SHOPPERS = 16;

interface Turns {
  readonly orders: () => Promise<number>;
  readonly pages: () => Promise<number>;
}

const grown = <T>(times: number, play: (turns: Turns) => Promise<T>): Promise<T> =>
  onBase(
    (owner, appUrl) => growOrders(owner, appUrl, timesBase(times)),
    async (stage) => {
      const turns = await turnsOn(stage);
      await turns.orders();
      await turns.pages();
      await stage.owner.query('vacuum analyze');
      return play(turns);
    },
  );

async function turnsOn({ town, owner, shop }: Stage<OrderTown>): Promise<Turns> {
  const wanted = anything(town);
  // As many carts as at base: what grows is the past.
  const buyers = { ...town, members: timesBase(1).members };
  const tills = openTills(owner, buyers, await town.promise(wanted));
  return {
    async orders() {
      await tills.fill();
      return (await see(owner, shop, SHOPPERS, tills.next)).perSecond;
    },
    async pages() {
      const next = () => ({ path: `/api/shop/goods?outlet=${oneOf(town.outlets)}` });
      return (await see(owner, shop, SHOPPERS, next)).perSecond;
    },
  };
}

export const run = (): Promise<Figure[]> =>
  grown(1, (base) =>
    grown(TIMES, async (much) => {
      const raw: Record<'orders' | 'pages', { base: number; much: number }>[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        raw.push({
          orders: { base: await base.orders(), much: await much.orders() },
          pages: { base: await base.pages(), much: await much.pages() },
        });
      return (['orders', 'pages'] as const).map((key) => ({
        id: `bar-14 ${key}`,
        value: median(raw.map((each) => each[key].much / each[key].base)),
        unit: `× base, past × ${TIMES}`,
        must: 0.8,
        aim: 0.95,
        raw: { times: TIMES, rounds: raw.map((each) => each[key]) },
      }));
    }),
  );
