/**
 * Makes the demo chain 邻里鲜 and lives 90 days of it through the real flows, under a clock that runs
 * ahead; the days end the evening before the first start. The same seed and day, the same plan.
 */
import { openVault } from '../server/src/platform/secret.ts';
import { SetClock } from '../server/src/platform/clock.ts';
import { connect } from '../server/src/platform/db.ts';
import type { MakeDemo, SignIn } from '../server/src/boot/demo.ts';
import type { House } from '../server/src/house.ts';
import type { MerchantId } from '../server/src/kernel/id.ts';
import type { Fen } from '../server/src/kernel/money.ts';
import { addDays, dayOf, epochOf, instantAt, startOf } from '../server/src/kernel/time.ts';
import { checkBooks } from '../server/src/flows/check-books.ts';
import { startPromotion } from '../server/src/flows/change-promotions.ts';
import { SYSTEM } from '../server/src/platform/audit.ts';
import { introduce } from '../server/src/neighbours.ts';
import { analyze } from './life/analyze.ts';
import { quietNeighbours } from './life/quiet-neighbours.ts';
import { planDay } from './life/days.ts';
import type { Life } from './life/life.ts';
import { prepare } from './life/preparing.ts';
import type { Resident } from './life/deeds.ts';
import { groupsByGuide } from './life/groups.ts';
import { neighbours } from './life/neighbours.ts';
import { shopsOf } from './life/shops.ts';
import { bringChen, planStory, storyPeople } from './life/story.ts';
import { Town } from './life/town.ts';
import { dice, type Dice } from './world/dice.ts';
import { settleChain, type SettledChain } from './world/settle.ts';
import { settleGoods, type SettledGoods } from './world/settle-goods.ts';
import { SIGN_INS } from './world/people.ts';

const DAYS = 90;
const MEMBERS = 2_000;
const HOUR = 3_600_000;
/** Plans that were made for empty tables scan full ones. */
const REPLAN_ON = [1, 3, 8, 20, 45];

export const makeDemo: MakeDemo = async (options) => {
  const { appUrl, ownerUrl, seed, now, secret, folder, progress } = options;
  const today = dayOf(instantAt(now));
  const firstDay = addDays(today, -DAYS);
  const midnight = (day: number): number => epochOf(startOf(addDays(firstDay, day)));
  const clock = new SetClock(midnight(0));
  const db = connect(appUrl, () => clock.now(), 10);
  const house: House = {
    db,
    clock,
    vault: openVault(Buffer.from(secret, 'hex')),
    mode: 'demo',
    dataDir: folder,
    origin: '',
  };
  try {
    introduce(house, quietNeighbours(house));
    const roll = dice(seed);
    const merchant = roll.id<'merchant'>(midnight(0));
    progress('门店、员工、商品…', 'stores, staff, goods…');
    const settled = await settleChain(db, { merchant, seed, today, hosts: [], signIns: SIGN_INS });
    const goods = await settleGoods(db, { merchant, seed, now: midnight(0) });
    await promote(house, merchant, settled, roll);
    const town = new Town(house, merchant, clock);
    const life = await openLife(town, settled, seed);
    const replan = () => analyze(ownerUrl);
    await live(life, settled, goods, midnight, progress, replan, now);
    progress(summary(town), summary(town));
    await checkBooks(db, merchant); // and each night from now on
    return { signIns: signInsOf(settled) };
  } finally {
    await db.close();
  }
};

async function openLife(town: Town, settled: SettledChain, seed: number): Promise<Life> {
  const shops = await shopsOf(town, settled);
  return {
    town,
    roll: dice(seed ^ 0x11fe),
    shops,
    shopAt: new Map(shops.map((shop) => [shop.outlet.id, shop])),
    neighbours: neighbours(dice(seed ^ 0x9e0b), settled.complexes, MEMBERS),
    groups: await groupsByGuide(town, shops),
    residents: [],
    over: false,
    arriving: [],
  };
}

async function live(
  life: Life,
  settled: SettledChain,
  { products, skus }: SettledGoods,
  midnight: (day: number) => number,
  progress: Parameters<MakeDemo>[0]['progress'],
  replan: () => Promise<void>,
  until: number,
): Promise<void> {
  const { town } = life;
  const { chen: neighbour, wu } = storyPeople(settled);
  const hupan = life.shops.find(({ key }) => key === 'hupan')!;
  const first = {
    product: known(products, '涌泉蜜橘'),
    sku: known(skus, '涌泉蜜橘 2.5kg箱'),
  };
  let chen: Resident | null = null;
  for (let day = 0; day < DAYS; day += 1) {
    if (REPLAN_ON.includes(day)) await replan();
    planDay(life, day, midnight(day));
    if (day === neighbour.joinsOn)
      town.at(midnight(day) + 10 * HOUR, async () => {
        const came = await bringChen(town, settled, { hupan, chen: neighbour }, first);
        chen = came.chen;
        life.residents.push(chen);
        if (came.order !== null) prepare(life, came.order, chen, 'pickup', town.nowMs);
      });
    if (day === DAYS - 1)
      planStory(
        town,
        settled,
        { hupan, chen: chen!, wu, group: life.groups.get(settled.staff.get('lin')!.id) ?? null },
        {
          product: known(products, '建德红颜草莓'),
          skus: [known(skus, '建德红颜草莓 300g盒'), known(skus, '涌泉蜜橘 2.5kg箱')],
        },
        midnight(day),
        (order, buyer) => prepare(life, order, buyer, 'story', town.nowMs),
      );
    const evening = day === DAYS - 1 ? 23 * HOUR : 24 * HOUR;
    await town.liveUntil(midnight(day) + evening);
    if ((day + 1) % 15 === 0)
      progress(
        `第 ${day + 1} 天，${town.counts.get('orders') ?? 0} 单`,
        `day ${day + 1} of ${DAYS}`,
      );
  }
  // The morning of the first start: stores prepare what the night has brought.
  life.over = true;
  await town.liveUntil(until);
}

function known<T>(goods: ReadonlyMap<string, T>, name: string): T {
  const found = goods.get(name);
  if (found === undefined) throw new Error(`the story needs ${name}`);
  return found;
}

/** Spend-and-save of the outlets; 湖畔店's is the one of the first story. */
async function promote(
  { db, clock }: House,
  merchant: MerchantId,
  settled: SettledChain,
  roll: Dice,
): Promise<void> {
  const startsAt = instantAt(0);
  const endsAt = instantAt(4_000_000_000_000);
  for (const [key, node] of settled.outlets) {
    const [thresholdFen, offFen] = key === 'hupan' ? [5_900, 600] : [6_900, 700];
    const by = { merchant, actor: SYSTEM, branches: [settled.hq] };
    await startPromotion(db, by, {
      id: roll.id<'promotion'>(clock.now()),
      node,
      name: `满 ${thresholdFen / 100} 减 ${offFen / 100}`,
      thresholdFen: thresholdFen as Fen,
      offFen: offFen as Fen,
      startsAt,
      endsAt,
      costOwner: 'hq',
      // One store lets its dealer and itself bear a part.
      costBps: key === 'hupan' ? { dealer: 2_000, outlet: 1_000 } : { dealer: 0, outlet: 0 },
    });
  }
}

const signInsOf = (settled: SettledChain): SignIn[] => [
  {
    app: 'shop',
    who: '会员 陈静，转发的人 · she shared',
    login: storyPeople(settled).chen.phone,
    password: '/sim/sms',
  },
  {
    app: 'shop',
    who: '会员 吴桐，明早取货 · he bought',
    login: storyPeople(settled).wu.phone,
    password: '/sim/sms',
  },
  ...settled.signIns.map(({ app, name, title, login, password }) => ({
    app,
    who: `${title} ${name}`,
    login,
    password,
  })),
];

const summary = ({ counts, refused }: Town): string =>
  [...counts, ...refused].map(([what, count]) => `${what} ${count}`).join(', ');
