/**
 * The last evening, always the same: Guide Lin posts strawberries at 22:31, Chen opens and passes
 * them on, newcomer Wu buys what 湖畔店 has not got, and 文二西路店 will prepare it in the morning.
 */
import type { GroupId, OrderId, ProductId, SkuId } from '../../server/src/kernel/id.ts';
import * as inventory from '../../server/src/modules/inventory/inventory.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import type { SettledChain } from '../world/settle.ts';
import { buy, newDevice, share, signUp, visit, type Resident } from './deeds.ts';
import type { Neighbour } from './neighbours.ts';
import type { Shop } from './shops.ts';
import type { Town } from './town.ts';

export interface StoryPeople {
  readonly chen: Neighbour;
  readonly wu: Neighbour;
}

export function storyPeople(settled: SettledChain): StoryPeople {
  const complex = settled.complexes.find(({ name }) => name === '湖畔花园')!;
  const habits = { complex, comesByLink: true, appetite: 4, talkative: 5 };
  const says = { marketing: true, showName: true };
  return {
    chen: { at: 9001, name: '陈静', phone: '13800009001', joinsOn: 3, ...habits, ...says },
    wu: { at: 9002, name: '吴桐', phone: '13800006021', joinsOn: 89, ...habits, ...says },
  };
}

const MINUTE = 60_000;

/** A regular of Lin's from the first week on: she comes by a link of hers, and buys. */
export async function bringChen(
  town: Town,
  settled: SettledChain,
  { hupan, chen }: { hupan: Shop; chen: Neighbour },
  goods: { readonly product: ProductId; readonly sku: SkuId },
): Promise<{ readonly chen: Resident; readonly order: OrderId | null }> {
  const outlet = hupan.outlet.id;
  const sharer = { kind: 'staff', id: settled.staff.get('lin')!.id } as const;
  const wish = { sharer, outlet, product: goods.product, group: null, words: '' };
  const device = newDevice();
  await visit(town, await share(town, wish), outlet, [{ device, member: null }]);
  const buyer = await signUp(town, chen, outlet, device);
  const items = [{ sku: goods.sku, quantity: 1 }];
  return { chen: buyer, order: await buy(town, { buyer, outlet, items, way: 'pickup' }, true) };
}

export function planStory(
  town: Town,
  settled: SettledChain,
  { hupan, chen, wu, group }: { hupan: Shop; chen: Resident; wu: Neighbour; group: GroupId | null },
  goods: { readonly product: ProductId; readonly skus: readonly SkuId[] },
  midnightMs: number,
  prepare: (order: OrderId, buyer: Resident) => void,
): void {
  const lin = settled.staff.get('lin')!.id;
  const outlet = hupan.outlet.id;
  const at = midnightMs + (22 * 60 + 30) * MINUTE;
  const post = { outlet, product: goods.product };
  // The last boxes go over the counter before closing.
  town.at(midnightMs + 21.5 * 60 * MINUTE, () => sellOut(town, hupan, goods.skus[0]!));
  town.at(at, async () => {
    const lins = await share(town, {
      ...post,
      sharer: { kind: 'staff', id: lin },
      group,
      words: '建德草莓刚到，我尝了两颗，甜的。今晚下单，明早来拿。',
    });
    await visit(town, lins, outlet, [{ device: chen.device, member: chen.id }]);
    const sharer = { kind: 'member', id: chen.id } as const;
    const chens = await share(town, { ...post, sharer, group: null, words: '' });
    const device = newDevice();
    await visit(town, chens, outlet, [{ device, member: null }]);
    const newcomer = await signUp(town, wu, outlet, device);
    const items = goods.skus.map((sku) => ({ sku, quantity: 1 }));
    const order = await buy(town, { buyer: newcomer, outlet, items, way: 'pickup' }, true);
    if (order === null) throw new Error('nobody can prepare the story’s order');
    prepare(order, newcomer);
  });
}

/** What the counter has sold is counted away; what orders hold stays. */
async function sellOut({ house, merchant, nowMs }: Town, shop: Shop, sku: SkuId): Promise<void> {
  const outlet = shop.outlet.id;
  await house.db.transaction(merchant, async (tx) => {
    const [row] = await inventory.stockAt(tx, [outlet], [sku]);
    const work = { id: newUuid(nowMs) as never, outlet, actor: shop.staff[0]! };
    await inventory.count(tx, work, [{ sku, counted: row!.held }]);
  });
}
