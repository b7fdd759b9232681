/**
 * The first story, whole: 林小满 shares at 22:31, 陈静 passes it on, 吴桐 buys at 22:40 what her store
 * has run out of, 文二西路店 hands it over in the morning, half comes back, and head office sees it
 * all: who prepared, who gets the credit, every fen, the gain by time and space.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPromotion } from '../../server/src/flows/change-promotions.ts';
import type { PromotionId } from '../../server/src/kernel/id.ts';
import { fen } from '../../server/src/kernel/money.ts';
import { instantAt } from '../../server/src/kernel/time.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import { findViolations } from '../../server/test/invariants.ts';
import {
  chenPassesOn,
  clock,
  joinAsChen,
  linShares,
  march,
  storePrepares,
  tangerinesComeBack,
  wuBuys,
  wuCollects,
} from './scenes.ts';
import { openStage, picture, type Stage } from './stage.ts';

const DAY = 86_400_000;
/** guide, sharer 1, invitee, selling, fulfilling, dealer, head office: the worked example. */
const STRAWBERRIES = [174, 69, 303, 104, 139, 209, 2497];
const TANGERINES = [113, 45, 197, 68, 91, 136, 1625];
const BOTH = STRAWBERRIES.map((part, i) => part + TANGERINES[i]!);
const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(march(1, 10, 0));
  const { house, cast } = stage.shop;
  const zhao = { kind: 'staff', id: cast.person('zhao') } as const;
  const by = { merchant: cast.merchant, actor: zhao, branches: [cast.hq] };
  await startPromotion(house.db, by, {
    id: newUuid(house.clock.now()) as PromotionId,
    node: cast.hq,
    name: '满 60 减 8',
    thresholdFen: fen(6000),
    offFen: fen(800),
    startsAt: instantAt(march(1, 0, 0)),
    endsAt: instantAt(march(31, 0, 0)),
    costOwner: 'hq',
    costBps: { dealer: 0, outlet: 0 },
  });
  await joinAsChen(stage);
});
afterAll(() => stage?.close());

const cents = (part: number) => (part / 100).toFixed(2);
const minus = (part: number) => `\u2212${cents(part)}`;

/** The order's page: why the other store, whose credit, and a table of money that adds up. */
async function hqReadsTheOrder(hq: Page, order: string): Promise<void> {
  await hq.goto(`${stage.origin}/console/orders/${order}`);
  await hq.getByRole('heading', { name: '为什么由文二西路店备货' }).waitFor();
  expect(
    await hq
      .getByRole('row', { name: /湖畔店/ })
      .first()
      .textContent(),
  ).toMatch(/没货/);
  const credit = await hq.locator('section', { hasText: '功劳算给谁' }).last().textContent();
  for (const words of [
    '打开陈静 22:37 的链接，上一级是林小满 22:31 的链接，在窗口内',
    '吴桐打开的就是她转来的链接',
    '湖畔花园群',
    '第 2 层',
  ])
    expect(credit).toContain(words);
  await hq.getByText('对平').waitFor();
  const money = hq.locator('table.legs tbody tr');
  const told = (await money.allTextContents()).filter((row) => !row.startsWith('顾客付'));
  expect(told).toHaveLength(BOTH.length);
  for (const [i, part] of BOTH.entries()) {
    const cells = [cents(part), minus(TANGERINES[i]!), cents(STRAWBERRIES[i]!)].join('');
    expect(
      told.some((row) => row.includes(cells)),
      cells,
    ).toBe(true);
  }
  const foot = await hq.locator('table.legs tr.sum').textContent();
  expect(foot).toContain([cents(5770), minus(2275), cents(3495)].join(''));
  await hq.getByText('22:40 下单，湖畔店已打烊').waitFor();
  await hq.getByText('湖畔店卖，文二西路店备货').waitFor();
  await hq.getByText('新客，没有“本来也会买”，全额计入 ¥34.95').waitFor();
  await picture(hq, '10-order-page', 960);
}

/** The share tree, the gain on the dashboard, the ledger and a statement tell the same. */
async function hqSeesTheWhole(hq: Page, root: string): Promise<void> {
  const { origin, shop } = stage;
  await hq.goto(`${origin}/console/share-trees/${root}?as=table`);
  await hq.getByRole('row', { name: /陈静.*林小满/ }).waitFor();
  await hq.goto(`${origin}/console/share-trees/${root}`);
  const tree = hq.getByRole('group', { name: '分享树：2 条链接，最深 2 层' });
  await tree.waitFor();
  for (const name of [/^林小满/, /^陈静/, /^吴/])
    await tree.getByRole('button', { name }).first().waitFor();
  await picture(hq, '11-share-tree');
  await hq.goto(`${origin}/console/`);
  const both = hq.locator('.inc > div', { hasText: '时空叠加' });
  await both.getByText('1 单').waitFor();
  expect(await both.textContent()).toContain('¥34.95净增 ¥34.95');
  await picture(hq, '12-increment');
  await hq.goto(`${origin}/console/ledger`);
  await hq.getByText('还没有分录').or(hq.getByText('收款').first()).first().waitFor();
  await hq.getByRole('button', { name: '核对整本账' }).click();
  await hq.getByText('账户加总都对').waitFor();
  await picture(hq, '13-ledger');
  const dealer = shop.cast.dealers.west;
  await hq.goto(`${origin}/console/statements?whose=dealer/${dealer}`);
  await hq.getByText('与账本对平，差 0.00').waitFor();
  await picture(hq, '14-statement');
}

const numbers = (row: Record<string, unknown> | undefined, ...keys: string[]) =>
  keys.map((key) => Number(row?.[key]));

/** What stands in the rows once the return is confirmed. */
async function rowsAgree(order: string, root: string, passedOn: string): Promise<void> {
  const { shop, rows } = stage;
  const { cast, house } = shop;
  const roles = ['guide', 'sharer_1', 'invitee', 'selling', 'fulfilling', 'dealer', 'hq'];
  const keys = roles.map((role) => `${role}_fen`);
  const of = (sql: string) => rows(sql, [order]);
  const portions = await of(
    'select * from commission.portion where order_id = $1 order by line_no',
  );
  const bought = portions.filter(({ line_no }) => line_no > 0);
  expect(bought.map((line) => numbers(line, ...keys))).toEqual([STRAWBERRIES, TANGERINES]);
  const [cut] = await of('select * from commission.cut where order_id = $1');
  expect(numbers(cut, ...keys)).toEqual(TANGERINES);
  const [credit] = await of(
    `select service_guide_id, link_code, depth, domain, sale_kind, g.name
     from attribution.credit c join groups."group" g on g.id = c.group_id where order_id = $1`,
  );
  expect(Object.values(credit)).toEqual([
    cast.person('lin'),
    passedOn,
    2,
    'private',
    'share',
    '湖畔花园群',
  ]);
  const [link] = await rows('select parent_code, root_code from sharing.link where code = $1', [
    passedOn,
  ]);
  expect(link).toEqual({ parent_code: root, root_code: root });
  const [joined] = await rows('select entry from members.member where name = $1', ['吴桐']);
  expect(joined.entry).toBe(passedOn);
  const [gain] = await of(
    'select is_time, is_space, p_bps, final from insight.increment where order_id = $1',
  );
  expect(gain).toEqual({ is_time: true, is_space: true, p_bps: 0, final: true });
  expect(await findViolations(house.owner)).toEqual([]);
}

/** Time, space, both, raw, corrected: as head office's page asks for it. */
async function gained(hq: Page): Promise<number[]> {
  const span = 'from=2026-03-14&to=2026-03-14';
  const answer = await hq.request.get(`${stage.origin}/api/console/increment?${span}`);
  return numbers(await answer.json(), 'timeFen', 'spaceFen', 'bothFen', 'rawFen', 'correctedFen');
}

const balances = async () => {
  const found = await stage.rows(
    `select split_part(to_account, ':', 2) as who, sum(amount_fen)::integer as fen
     from ledger.transfer where type = 'post' group by 1 order by 1`,
  );
  return Object.fromEntries(found.map(({ who, fen: amount }) => [who, amount]));
};

/** Seven days on: settled, and what was pending can be drawn. */
async function theWeekIsOver(order: string): Promise<void> {
  clock(stage, march(15, 8, 10) + 7 * DAY + 60_000);
  await stage.carryOn();
  const { rows, shop } = stage;
  const [settled] = await rows('select state from orders."order" where id = $1', [order]);
  expect(settled.state).toBe('settled');
  const [guide, sharer, invitee, selling, fulfilling, dealer, hq] = STRAWBERRIES as number[];
  expect(await balances()).toEqual({
    staff: guide,
    member: sharer! + invitee!,
    outlet: selling! + fulfilling!,
    dealer,
    hq,
  });
  const page = await stage.workbench('lin');
  await page.goto(`${stage.origin}/work/income`);
  await page.getByText('陈静转了你的链接').waitFor();
  expect(await page.locator('section', { hasText: '可提现' }).first().textContent()).toContain(
    '1.74',
  );
  await page.getByText('原来 ¥2.87，退货冲回 ¥1.13').waitFor();
  await picture(page, '15-lin-is-paid');
  expect(await findViolations(shop.house.owner)).toEqual([]);
}

test('[B9] [B10] [B11] [C1] [F1] [F9] [G2] the first story, through all three apps', async () => {
  const root = await linShares(stage);
  const passedOn = await chenPassesOn(stage, root);
  const { page: wu, order } = await wuBuys(stage, passedOn);
  const hq = await stage.desk('lin-guodong');
  expect(await gained(hq)).toEqual([5770, 5770, 5770, 5770, 5770]);
  const tang = await storePrepares(stage);
  await wuCollects(stage, wu, tang);
  await tangerinesComeBack(stage, wu);
  await rowsAgree(order, root, passedOn);
  expect(await gained(hq)).toEqual([3495, 3495, 3495, 3495, 3495]);
  await hqReadsTheOrder(hq, order);
  await hqSeesTheWhole(hq, root);
  await theWeekIsOver(order);
  expect(sum(STRAWBERRIES)).toBe(3495);
  expect(stage.faults()).toEqual([]);
}, 300_000);
