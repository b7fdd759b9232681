/**
 * Seeded chance plays the whole life of orders: 3 merchants, their outlets, guides and 200 members.
 * Whatever happens is either done or refused by name; the invariants hold throughout.
 */
import { changeAddress } from '../src/flows/tell-of-oneself.ts';
import type { Id, MerchantId } from '../src/kernel/id.ts';
import { Refusal } from '../src/kernel/refusal.ts';
import { introduce } from '../src/neighbours.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { quietNeighbours } from '../../demo/life/quiet-neighbours.ts';
import { type Resident } from '../../demo/life/deeds.ts';
import { Town } from '../../demo/life/town.ts';
import { dice, type Dice } from '../../demo/world/dice.ts';
import { HOST, RIVAL_HOST, seatOne, type Seated } from './cast.ts';
import { seatGoods, type GoodsKey } from './cast-goods.ts';
import type { House } from './house.ts';
import { LENIENT, seatPayees } from './payees.ts';
import { switchOn } from './wallet-kit.ts';
import { seatShoppers } from './shop.ts';

import { COMMANDS } from './simulate-commands.ts';
import type { Player } from './simulate-player.ts';

export interface Played {
  done: number;
  refused: Map<string, number>;
}

/** Three chains on one installation; goods are scarce, so that orders meet. */
export async function seatPlayers(house: House): Promise<Player[]> {
  introduce(house, quietNeighbours(house));
  const players: Player[] = [];
  for (const [at, host] of [HOST, RIVAL_HOST, 'sanjia.test'].entries()) {
    const small = at === 0 ? {} : { outlets: ['hupan', 'wener'] };
    const seated = await seatOne(house, {
      name: `链 ${at}`,
      hosts: [host],
      seed: at + 1,
      ...small,
    });
    players.push(await seatPlayer(house, seated, host, [100, 60, 40][at]!));
  }
  return players;
}

async function seatPlayer(
  house: House,
  cast: Seated,
  host: string,
  count: number,
): Promise<Player> {
  const { merchant, hq } = cast;
  const stores = [...cast.outlets].filter(([key]) => key !== 'wuchang').map(([, id]) => id);
  const few: Partial<Record<GoodsKey, number>> = {
    milk: 40,
    eggs: 25,
    tangerines: 12,
    strawberries: 6,
  };
  const stock = new Map(stores.map((id, i) => [id, i === 0 ? { milk: 40, eggs: 10 } : few]));
  const goods = await seatGoods(house.db, { merchant, hq, stock });
  const people = await seatShoppers(house, { merchant, host }, count);
  const guides = [...cast.staff.values()].filter(({ roles }) => roles.includes('guide'));
  const members = people.map(
    ({ id, device }) => ({ id, device, home: stores[0]!, address: null }) as unknown as Resident,
  );
  for (const [at, member] of members.entries())
    if (at % 2 === 0) await moveIn(house, merchant, member);
  const finance = [...cast.staff.values()].filter(({ roles }) =>
    roles.some((role) => role === 'finance' || role === 'hq_admin'),
  );
  await seatPayees(
    house,
    merchant,
    [
      ...guides.map(({ id }) => ({ kind: 'staff' as const, id })),
      ...members.map(({ id }) => ({ kind: 'member' as const, id })),
    ],
    { ...LENIENT, secondPersonFen: 40, feeFen: 1 },
  );
  await switchOn(house, merchant);
  return {
    town: new Town(house, merchant, house.clock),
    merchant,
    outlets: stores,
    hq,
    guides: guides.map(({ id }) => id),
    finance: finance.map(({ id }) => id),
    staff: guides[0]!.id,
    members,
    skus: Object.values(goods.skus),
    products: Object.values(goods.products),
    orders: [],
    cases: [],
    decided: [],
    withdrawals: [],
    transfers: [],
  };
}

/** Delivery needs an address; this one is round the corner of 湖畔店. */
async function moveIn(house: House, merchant: MerchantId, member: Resident): Promise<void> {
  const id = newUuid(house.clock.now()) as Id<'address'>;
  const where = { district: '', detail: '3 幢 201 室', complex: null, lat: 30.284, lng: 120.101 };
  const address = { id, name: '顾客', phone: '13800000000', ...where, isDefault: true };
  await changeAddress(house, { merchant, member: member.id, address });
  member.address = id;
}

const TOTAL = COMMANDS.reduce((sum, [weight]) => sum + weight, 0);

/** One command of one merchant; a refusal is an answer, anything else is a fault. */
export async function playOne(
  house: House,
  players: readonly Player[],
  roll: Dice,
  played: Played,
) {
  let at = roll.next() * TOTAL;
  const [, name, command] = COMMANDS.find(([weight]) => (at -= weight) < 0)!;
  try {
    await command(house, roll.pick(players), roll);
    played.done += 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw new Error(`in "${name}"`, { cause: error });
    played.refused.set(error.code, (played.refused.get(error.code) ?? 0) + 1);
  }
}

export { dice };
