/** Withdrawals from the wish to the bank's answer: who may, who must not, and what is withheld. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARD_NO, ID_NO, LENIENT, publishTerms } from '../../../test/payees.ts';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { refuseWithdrawal, releaseWithdrawal } from '../../flows/pay-out.ts';
import { newUuid } from '../../platform/uuid.ts';

let money: MoneyHouse;
beforeAll(async () => {
  money = await openMoneyHouse();
  await earn(20_000_000); // 5 % of it are Lin's: 10,000 yuan
});
afterAll(() => money.close());

async function earn(priceFen: number): Promise<void> {
  const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen }], sharer: false });
  await money.till.report(id);
  await money.till.handOver(id);
  await money.till.settle(id);
  await staySignedIn();
}
const staySignedIn = () =>
  money.house.owner.query('update chain.staff_session set seen_at = $1', [
    new Date(money.house.clock.now()),
  ]);
type Who = Parameters<MoneyHouse['cast']['chain']['as']>[0];
const call = async (who: Who, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  const work = url.startsWith('/api/work');
  const headers = {
    ...money.cast.chain.as(who, work ? 'workbench' : 'console'),
    ...(method === 'POST' ? { 'idempotency-key': newUuid(0) } : {}),
  };
  return money.app.inject({ method, url, headers, ...(payload && { payload }) });
};
const ask = (amountFen: number, id = newUuid(0)) =>
  call('lin', 'POST', '/api/work/withdrawals', { id, amountFen });
const release = (who: Who, id: string) =>
  call(who, 'POST', `/api/console/withdrawals/${id}/release`, {});
const listed = async (id: string) => {
  const { items } = (await call('sun-hui', 'GET', '/api/console/withdrawals?count=50')).json();
  return items.find((each: { id: string }) => each.id === id);
};
const tally = (codes: readonly string[]) =>
  codes.reduce<Record<string, number>>((all, c) => ({ ...all, [c]: (all[c] ?? 0) + 1 }), {});
const payee = (more = {}) => ({
  id: newUuid(0),
  kind: 'bank',
  name: '林小满',
  idNo: ID_NO,
  cardNo: '6222 0200 0000 0000 000',
  bankName: '招商银行杭州分行',
  ...more,
});

test('[G2] much is let go by two people, and never by whose money it is', async () => {
  const id = newUuid(0);
  expect((await ask(60_000, id)).statusCode).toBe(201);
  expect(await listed(id)).toMatchObject({ state: 'asked', needsSecond: true, netFen: 60_000 });
  const { merchant } = money.cast.chain;
  const own = { merchant, id, staff: money.cast.guide };
  await expect(releaseWithdrawal(money.house.db, own)).rejects.toMatchObject({
    code: 'payouts.own_money',
  });
  await expect(refuseWithdrawal(money.house.db, { ...own, reason: 'mine' })).rejects.toMatchObject({
    code: 'payouts.own_money',
  });
  expect((await release('sun-hui', id)).json()).toMatchObject({ state: 'approved' });
  expect((await release('sun-hui', id)).json()).toMatchObject({ code: 'payouts.second_person' });
  expect(await listed(id)).toMatchObject({ state: 'approved', approvedBy: '孙慧' });
  expect((await release('lin-guodong', id)).json()).toMatchObject({ state: 'under_way' });
  expect(await listed(id)).toMatchObject({ state: 'paid' });
  expect((await release('lin-guodong', id)).json()).toMatchObject({
    code: 'ledger.withdrawal_under_way',
  });
  await money.till.whole();
});

test('[G2] attack-23: two of finance press at once on much money: approved and let go once each, paid once', async () => {
  const id = newUuid(0);
  await ask(60_000, id);
  const people: Who[] = ['sun-hui', 'lin-guodong', 'sun-hui', 'lin-guodong', 'sun-hui'];
  await Promise.all(people.map((who) => release(who, id)));
  await release('sun-hui', id);
  await release('lin-guodong', id);
  expect(await listed(id)).toMatchObject({ state: 'paid' });
  const rows = await money.till.many(
    `select type from ledger.transfer where source = $1 order by 1`,
    [id],
  );
  expect(rows.map(({ type }) => type)).toEqual(['payout', 'withdraw']);
  await money.till.whole();
});

test('[G2] a wish that is turned down is told why, and the money is theirs again', async () => {
  const id = newUuid(0);
  const before = await money.till.balance(`due:staff:${money.cast.guide}`);
  await ask(7_000, id);
  const url = `/api/console/withdrawals/${id}/refusal`;
  expect((await call('sun-hui', 'POST', url, { reason: 'x' })).statusCode).toBe(400);
  expect((await call('zhao', 'POST', url, { reason: '资料不全' })).statusCode).toBe(403);
  expect((await call('sun-hui', 'POST', url, { reason: '资料不全' })).json()).toMatchObject({
    state: 'refused',
  });
  expect((await release('sun-hui', id)).json()).toMatchObject({
    code: 'ledger.withdrawal_under_way',
  });
  const { withdrawals } = (await call('lin', 'GET', '/api/work/income')).json();
  const mine = withdrawals.find((each: { id: string }) => each.id === id);
  expect(mine).toMatchObject({ state: 'refused', reason: '资料不全' });
  expect(await money.till.balance(`due:staff:${money.cast.guide}`)).toBe(before);
  await money.till.whole();
});

test('[G2] fee and tax leave by transfers of their own; a fifth is withheld above 800 a month', async () => {
  const terms = { ...LENIENT, feeFen: 200, secondPersonFen: 1_000_000, staffTax: 'labour' };
  await publishTerms(money.house, money.cast.chain.merchant, terms);
  const id = newUuid(0);
  expect((await ask(300_000, id)).json()).toMatchObject({ feeFen: 200, state: 'asked' });
  expect((await release('sun-hui', id)).statusCode).toBe(200);
  // What the agent reports does not count: (3,000 − 800) × 20 %
  expect(await listed(id)).toMatchObject({ withheldFen: 44_000, netFen: 255_800, state: 'paid' });
  const rows = await money.till.many(
    `select type, to_account as "to", amount_fen::int as fen from ledger.transfer
     where source = $1 and type in ('fee', 'withheld') order by 1`,
    [id],
  );
  expect(rows).toEqual([
    { type: 'fee', to: 'fee:withdrawal', fen: 200 },
    { type: 'withheld', to: 'tax:labour', fen: 44_000 },
  ]);
  await publishTerms(money.house, money.cast.chain.merchant);
  await money.till.whole();
});

test('[G2] limits of a day hold against a crowd, and a new payee cools down', async () => {
  const { merchant } = money.cast.chain;
  const taken = (await money.till.one('select times from payouts.allowance where span like $1', [
    '____-__-__',
  ])) as { times: number };
  const terms = { ...LENIENT, perDay: taken.times + 2, changeHours: 24 };
  await publishTerms(money.house, merchant, terms);
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(100)));
  expect(tally(answers.map((each) => each.json().code ?? 'ok'))).toEqual({
    ok: 2,
    'payouts.too_much_today': 10,
  });
  const put = (more = {}) => call('lin', 'PUT', '/api/work/payee', payee(more));
  expect((await put({ idNo: ID_NO.replace(/1$/, '2') })).json().code).toBe('payouts.bad_id_no');
  expect((await put({ cardNo: '6222020000000000001' })).json().code).toBe('payouts.bad_card_no');
  expect((await put()).json()).toMatchObject({ nameMasked: '*小满', accountMasked: '**** 0000' });
  await publishTerms(money.house, merchant, { ...LENIENT, changeHours: 24 });
  expect((await ask(100)).json().code).toBe('payouts.cooling');
  money.house.clock.set(money.house.clock.now() + 25 * 3_600_000);
  await staySignedIn();
  expect((await ask(100)).statusCode).toBe(201);
  await money.till.whole();
});

test('[G2] a withdrawal stands in one file for the bank, and its answer is taken once', async () => {
  await publishTerms(money.house, money.cast.chain.merchant);
  const ids = [newUuid(0), newUuid(0), newUuid(0)];
  for (const id of ids) {
    expect((await ask(5_000, id)).statusCode).toBe(201);
    expect((await release('sun-hui', id)).json()).toMatchObject({ state: 'under_way' });
  }
  const make = (id: string, withdrawals: string[]) =>
    call('sun-hui', 'POST', '/api/console/payout-files', { id, withdrawals });
  const files = [newUuid(0), newUuid(0), newUuid(0), newUuid(0)];
  const made = await Promise.all(files.map((id) => make(id, ids)));
  expect(tally(made.map((each) => each.json().code ?? 'ok'))).toEqual({
    ok: 1,
    'payouts.in_another_file': 3,
  });
  const file = files[made.findIndex(({ statusCode }) => statusCode === 201)]!;
  expect((await make(file, ids)).statusCode).toBe(201);
  const text = (await call('sun-hui', 'POST', `/api/console/payout-files/${file}/file`, {})).body;
  expect(text).toContain(`林小满,${CARD_NO}\t,招商银行杭州分行,50.00`);
  const url = `/api/console/payout-files/${file}/answers`;
  const answers = [
    { no: 1, paid: true, reason: '' },
    { no: 2, paid: true, reason: '' },
    { no: 3, paid: false, reason: '户名不符' },
  ];
  await Promise.all(Array.from({ length: 5 }, () => call('sun-hui', 'POST', url, { answers })));
  expect((await call('sun-hui', 'POST', url, { answers })).json()).toEqual({
    paid: 0,
    failed: 0,
    already: 3,
  });
  const other = [{ no: 1, paid: false, reason: '' }];
  expect((await call('sun-hui', 'POST', url, { answers: other })).json().code).toBe(
    'payouts.other_answer',
  );
  const paid = await money.till.many(
    `select state, count(*)::int as n from ledger.withdrawal where id = any($1) group by 1 order by 1`,
    [ids],
  );
  expect(paid).toEqual([
    { state: 'failed', n: 1 },
    { state: 'paid', n: 2 },
  ]);
  await money.till.whole();
});

test('[G2] the quarter’s report: masked on screen, whole in the file, and whoever takes it is written down', async () => {
  const now = new Date(money.house.clock.now());
  const quarter = `${now.getUTCFullYear()}-Q${Math.floor(now.getUTCMonth() / 3) + 1}`;
  const shown = await call('sun-hui', 'GET', `/api/console/tax-report?quarter=${quarter}`);
  expect(shown.body).not.toContain(ID_NO);
  const bank = shown.json().items.find((each: { times: number }) => each.times === 2);
  expect(bank).toMatchObject({ name: '*小满', idNo: '999***********0011', incomeFen: 10_000 });
  const url = '/api/console/tax-report/file';
  const file = await call('sun-hui', 'POST', url, { quarter, reason: '季度报送' });
  expect(file.body).toContain(ID_NO);
  const { facts } = (await money.till.one(
    `select facts from platform.audit where verb = 'payouts.tax_report_taken'`,
  )) as { facts: object };
  expect(facts).toMatchObject({ quarter, reason: '季度报送' });
});
