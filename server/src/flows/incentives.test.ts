/** Targets, contests, penalties, pay slips: over HTTP, at once, and in the books to the fen. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonKey } from '../../test/cast.ts';
import { openMoneyHouse, type MoneyHouse } from '../../test/money-house.ts';
import type { OrderId } from '../kernel/id.ts';
import { runDue } from '../run-due.ts';
import { statements } from '../platform/statement.ts';
import { newUuid } from '../platform/uuid.ts';
import { findContestScores } from '../views/scores.ts';
import { closeContest } from './contests.ts';
import { bookPenalty } from './penalties.ts';

let money: MoneyHouse;
const DAY = 86_400_000;
beforeAll(async () => {
  money = await openMoneyHouse();
});
afterAll(() => money?.close());

type Method = 'GET' | 'POST' | 'PUT';
const call = async (
  person: PersonKey,
  app: 'console' | 'workbench',
  method: Method,
  url: string,
  payload?: object,
) => {
  // Weeks go by here, and nobody signs in again.
  await money.house.owner.query('update chain.staff_session set seen_at = $1', [
    new Date(money.house.clock.now()),
  ]);
  const root = app === 'console' ? '/api/console' : '/api/work';
  const answer = await money.app.inject({
    method,
    url: root + url,
    headers: money.cast.chain.as(person, app),
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
};
const desk = (person: PersonKey, method: Method, url: string, payload?: object) =>
  call(person, 'console', method, url, payload);
const phone = (method: Method, url: string, payload?: object) =>
  call('lin', 'workbench', method, url, payload);
const due = () => money.till.balance(`due:staff:${money.cast.guide}`);
const settled = async (priceFen: number): Promise<OrderId> => {
  const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen }] });
  await money.till.report(id);
  await money.till.handOver(id);
  await money.till.settle(id);
  return id;
};
const contest = (more: object = {}) => ({
  id: newUuid(0),
  name: '三月冲刺',
  measure: 'sales',
  node: money.cast.chain.hq,
  fromDay: '2026-03-01',
  untilDay: '2026-03-31',
  prizeBy: 'rank',
  prizes: [
    { at: 1, fen: 5_000 },
    { at: 2, fen: 2_000 },
  ],
  ties: 'split',
  shown: 'masked',
  ...more,
});

test('[D9] a goal is handed down until the parts make it, and shows its pace', async () => {
  await settled(30_000);
  const { hq } = money.cast.chain;
  const asked = { month: '2026-03', measure: 'sales' };
  const set = (id: string, goal: number) =>
    desk('zhao', 'PUT', '/targets', { ...asked, items: [{ kind: 'node', id, goal }] });
  expect((await set(hq, 1_000_001)).status).toBe(204);
  const down = (node: string) => desk('zhao', 'POST', '/targets/hand-down', { ...asked, node });
  expect((await down(hq)).status).toBe(204);
  const read = async () =>
    (await desk('zhao', 'GET', '/targets?month=2026-03&measure=sales')).body as {
      items: {
        id: string;
        level: string;
        parentId: string | null;
        score: number;
        target: { goal: number; pace: string } | null;
        below: number;
      }[];
    };
  const one = async (id: string) => (await read()).items.find((each) => each.id === id)!;
  expect(await one(hq)).toMatchObject({ score: 30_000, below: 1_000_001 });
  await down(money.cast.dealer);
  await down(money.cast.selling);
  const outlet = await one(money.cast.selling);
  expect(outlet.below).toBe(outlet.target!.goal);
  expect(await one(money.cast.guide)).toMatchObject({
    level: 'guide',
    parentId: money.cast.selling,
    score: 30_000,
  });
  const mine = (await phone('GET', '/incentives')).body;
  expect(mine.targets).toMatchObject([{ measure: 'sales', score: 30_000 }]);
  const away = await desk('wang', 'PUT', '/targets', {
    ...asked,
    items: [{ kind: 'node', id: hq, goal: 5 }],
  });
  expect(away.body.code).toBe('chain.no_such_node');
});

test('[D9] race: eight that close a contest pay its prizes once, and the result is frozen', async () => {
  const form = contest();
  expect((await desk('wang', 'POST', '/contests', form)).status).toBe(403);
  expect((await desk('zhao', 'POST', '/contests', form)).status).toBe(204);
  const live = (await phone('GET', '/incentives')).body.contests[0];
  expect(live.places).toMatchObject([{ mine: true, place: 1, score: 30_000, prizeFen: 5_000 }]);
  const before = await due();
  const { merchant } = money.cast.chain;
  const close = () => closeContest(money.house.db, merchant, form.id as never, findContestScores);
  expect(await close()).toBe(false); // it runs still
  money.house.clock.set(Date.UTC(2026, 3, 1, 0));
  const done = await Promise.all(Array.from({ length: 8 }, close));
  expect(done.filter(Boolean).length).toBe(1);
  expect((await due()) - before).toBe(5_000);
  const places = () => desk('zhao', 'GET', `/contests/${form.id}/places`);
  const frozen = (await places()).body;
  expect(frozen.items).toMatchObject([{ name: '林小满', place: 1, score: 30_000 }]);
  const [{ id }] = await money.till.many(`select id from orders."order" where state = 'settled'`);
  await money.till.refund(id, 'all');
  await money.till.confirmAll();
  expect((await places()).body).toEqual(frozen);
  await money.till.whole();
});

test('[D9] a name is kept out of the ranking; a contest that was called off pays nobody', async () => {
  const form = contest({ fromDay: '2026-04-01', untilDay: '2026-04-10', shown: 'names' });
  await desk('zhao', 'POST', '/contests', form);
  expect((await phone('PUT', '/ranking-name', { hidden: true })).status).toBe(204);
  expect((await phone('GET', '/incentives')).body.nameHidden).toBe(true);
  expect((await desk('zhao', 'POST', `/contests/${form.id}/cancel`)).status).toBe(204);
  const again = await desk('zhao', 'POST', `/contests/${form.id}/cancel`);
  expect(again.body.code).toBe('incentives.contest_ended');
  money.house.clock.set(Date.UTC(2026, 3, 12));
  await runDue(money.house);
  const { rows } = await money.house.owner.query(
    `select count(*)::int as n from ledger.transfer where type = 'prize'`,
  );
  expect(rows[0].n).toBe(1);
});

const penalty = (more: object = {}) => ({
  id: newUuid(0),
  staff: money.cast.guide,
  rule: '私下收款',
  amountFen: 100_000,
  reason: '顾客投诉，有截图',
  ...more,
});
const stateOf = async (id: string) =>
  money.till.one('select state, booked_fen::int as n from incentives.penalty where id = $1', [id]);

test('[D9] a penalty waits for its appeal, another person decides, and the law limits it', async () => {
  await settled(40_000); // 2,000 for her, and 1,500 were taken back this month
  const form = penalty();
  expect((await desk('wang', 'POST', '/penalties', form)).status).toBe(204);
  const told = (await phone('GET', '/incentives')).body.penalties[0];
  expect(told).toMatchObject({ rule: '私下收款', state: 'imposed', imposedByName: '王建国' });
  const book = () =>
    bookPenalty(money.house.db, money.cast.chain.merchant, form.id as never).catch(() => false);
  expect(await book()).toBe(false);
  const appeal = () => phone('POST', `/penalties/${form.id}/appeal`, { text: '截图不是我的微信' });
  const said = await Promise.all([appeal(), appeal()]);
  expect(said.map(({ status }) => status).sort()).toEqual([204, 409]);
  money.house.clock.advance(9 * DAY);
  await runDue(money.house);
  expect(await stateOf(form.id)).toEqual({ state: 'appealed', n: 0 });
  const decide = (person: PersonKey) =>
    desk(person, 'POST', `/penalties/${form.id}/decide`, { upheld: true, words: '核过了' });
  expect((await decide('wang')).body.code).toBe('incentives.appeal_by_another');
  expect((await decide('sun-hui')).status).toBe(204);
  const before = await due();
  const booked = await Promise.all(Array.from({ length: 8 }, book));
  expect(booked.filter(Boolean).length).toBe(1);
  const taken = 500;
  expect(await stateOf(form.id)).toEqual({ state: 'booked', n: taken });
  expect(before - (await due())).toBe(taken);
  await money.till.whole();
});

test('[D9] without an appeal it is booked by the clock; a waived one never is', async () => {
  await settled(40_000);
  const [kept, gone] = [penalty({ amountFen: 300 }), penalty({ amountFen: 500 })];
  for (const form of [kept, gone]) await desk('wang', 'POST', '/penalties', form);
  await phone('POST', `/penalties/${gone.id}/appeal`, { text: '不是我那天的班' });
  await desk('zhao', 'POST', `/penalties/${gone.id}/decide`, { upheld: false, words: '查实了' });
  const before = await due();
  money.house.clock.advance(8 * DAY);
  await runDue(money.house);
  expect([await stateOf(kept.id), await stateOf(gone.id)]).toEqual([
    { state: 'booked', n: 300 },
    { state: 'waived', n: 0 },
  ]);
  expect(before - (await due())).toBe(300);
  const late = await phone('POST', `/penalties/${kept.id}/appeal`, { text: '我也要申诉' });
  expect(late.body.code).toBe('incentives.no_appeal_now');
  await money.till.whole();
});

test('[D9] the pay slip adds up: what she had, got, lost and took out makes what she has', async () => {
  const months = ['2026-03', '2026-04', '2026-05'];
  let opening = 0;
  for (const month of months) {
    const slip = (await phone('GET', `/pay-slip?month=${month}`)).body;
    expect(slip.openingFen).toBe(opening);
    const sum = slip.lines.reduce((n: number, { fen }: { fen: number }) => n + fen, 0);
    expect(slip.closingFen).toBe(opening + sum);
    opening = slip.closingFen;
  }
  const owes = await money.till.balance(`debt:staff:${money.cast.guide}`);
  expect(opening).toBe((await due()) + owes);
  const { items } = (await desk('sun-hui', 'GET', '/pay-slips?month=2026-04')).body;
  const kinds = items.find(({ name }: { name: string }) => name === '林小满').lines;
  expect(kinds.map(({ kind }: { kind: string }) => kind)).toContain('prize');
  const file = await money.app.inject({
    url: '/api/console/exports/pay-slips.csv?month=2026-04',
    headers: money.cast.chain.as('sun-hui'),
  });
  expect(file.body).toContain('2026-04,竞赛奖金,1,50.00');
  expect((await phone('GET', '/pay-slip?month=2031-01')).body.code).toBe(
    'incentives.month_to_come',
  );
});

test('mutant: without the guard of its state a penalty’s one source stands behind it', async () => {
  const guard = statements.get('incentives.book_penalty') as { text: string };
  const read = statements.get('incentives.find_penalty') as { text: string };
  const kept = [guard.text, read.text];
  const lived = money;
  money = await openMoneyHouse(); // with connections that have prepared neither
  guard.text = guard.text.replace(/and \(state = 'upheld'[^]*?\$\d+\)\)/, '');
  read.text = read.text.replace('evidence, state', `evidence, 'upheld'::text as state`);
  expect([guard.text === kept[0], read.text === kept[1]]).toEqual([false, false]);
  try {
    await settled(40_000);
    const form = penalty({ amountFen: 100 });
    await desk('wang', 'POST', '/penalties', form);
    const book = () => bookPenalty(money.house.db, money.cast.chain.merchant, form.id as never);
    expect(await book()).toBe(true);
    await expect(book()).rejects.toThrow(/transfer_once/);
  } finally {
    [guard.text, read.text] = kept as [string, string];
    await money.close();
    money = lived;
  }
});
