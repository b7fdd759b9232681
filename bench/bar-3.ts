/** bar-3: everybody orders the same thing in the same outlet, against the floor's one hot row. */
import type { Figure } from './figure.ts';
import { BASE, growOrders, openTills } from './order-town.ts';
import { compare, floorOrder, onBase } from './stage.ts';

const SHOPPERS = 16;
/** One cart each between two turns. */
const MEMBERS = 20_000;

export const run = (): Promise<Figure> =>
  onBase(
    (owner, appUrl) => growOrders(owner, appUrl, { ...BASE, members: MEMBERS }),
    async (stage) => {
      const { town, owner } = stage;
      const hot = { outlet: town.outlets[0]!, sku: town.skus[500]! };
      const tills = openTills(owner, town, await town.promise([hot]));
      const pair = { floor: () => floorOrder(1), subject: tills.next, prepare: tills.fill };
      const { value, raw } = await compare(stage, SHOPPERS, pair);
      return { id: 'bar-3', value, unit: '× floor', must: 0.5, aim: 0.8, raw };
    },
  );
