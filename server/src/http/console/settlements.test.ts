/**
 * A month becomes a document: closed by the timer, frozen, confirmed or disputed by the dealer,
 * answered by finance, approved by a second person, paid once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { closeMonths } from '../../flows/close-months.ts';
import { addDays, dayOf, instantAt, startOf, type Day } from '../../kernel/time.ts';
import * as settlement from '../../modules/settlement/settlement.ts';
import readSheets from 'read-excel-file/node';
import { newUuid } from '../../platform/uuid.ts';
import { statementBook } from '../../statement-book.ts';

let money: MoneyHouse;
let months: settlement.Month[];
const today = (): Day => dayOf(instantAt(money.house.clock.now()));
const stay = async () => {
  const later = new Date(money.house.clock.now() + 400 * 86_400_000);
  await money.till.many('update chain.staff_session set seen_at = $1, ends_at = $2', [
    new Date(money.house.clock.now()),
    later,
  ]);
};
/** To the second of the next month, five in the morning. */
async function toNextMonth(): Promise<void> {
  const next = settlement.firstDay(settlement.nextMonth(settlement.monthOf(today())));
  const at = Date.parse(startOf(addDays(next, 1))) + 5 * 3_600_000;
  money.house.clock.advance(at - money.house.clock.now());
  await stay();
}
const closeAll = () => closeMonths(money.house.db, money.cast.chain.merchant, statementBook);

beforeAll(async () => {
  money = await openMoneyHouse();
  const { till } = money;
  const lines = [
    { quantity: 1, priceFen: 3980, discountFen: 485 },
    { quantity: 1, priceFen: 2590, discountFen: 315 },
  ];
  const month = settlement.monthOf(today());
  const { id: first } = await till.place({ lines, invited: true });
  await till.report(first);
  await till.handOver(first);
  await till.settle(first);
  await toNextMonth();
  await till.confirm((await till.refund(first, [{ no: 2, pieces: 1, amount: null }])).id);
  const { id: second } = await till.place({ lines: [{ quantity: 1, priceFen: 10_000 }] });
  await till.report(second);
  months = [month, settlement.nextMonth(month)];
});
afterAll(() => money.close());

type Who = Parameters<MoneyHouse['cast']['chain']['as']>[0];
const ask = async (url: string, who: Who = 'sun-hui') =>
  (await money.app.inject({ url: `/api/console${url}`, headers: money.cast.chain.as(who) })).json();
const post = async (url: string, who: Who, payload: object = {}) => {
  money.house.clock.advance(1_000);
  const headers = { ...money.cast.chain.as(who), 'idempotency-key': newUuid(0) };
  const answer = await money.app.inject({
    method: 'POST',
    url: `/api/console${url}`,
    headers,
    payload,
  });
  return { status: answer.statusCode, ...(answer.body === '' ? {} : answer.json()) };
};
const documentOf = async (party: string, month: string) =>
  (await ask(`/settlements?month=${month}&count=100`)).items.find(
    (each: { partyId: string }) => each.partyId === party,
  );

test('[A6] a month is closed once for each who moved in it, and its lines add up to its sums', async () => {
  expect(await closeAll()).toBe(3); // the dealer and two outlets; the running month is not over
  expect(await closeAll()).toBe(0);
  const { dealer, selling, fulfilling } = money.cast;
  for (const [party, earned] of [
    [dealer, 345],
    [selling, 172],
    [fulfilling, 230],
  ] as const) {
    const found = await documentOf(party, months[0]!);
    expect(found).toMatchObject({ earnedFen: earned, closingFen: earned, state: 'closed' });
    const { items } = await ask(`/settlements/${found.id}/lines`);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ madeFen: earned, cutFen: 0, discountFen: 800, borneBy: 'hq' });
    expect(items[0]).toMatchObject({ sellingOutlet: '湖畔店', fulfillingOutlet: '文二西路店' });
    expect((await ask(`/settlements/${found.id}/check`)).intact).toBe(true);
  }
});

test('[A6] what is given back later stands in the month that ran, with the month it is from', async () => {
  await toNextMonth();
  expect(await closeAll()).toBe(3);
  const found = await documentOf(money.cast.dealer, months[1]!);
  expect(found).toMatchObject({
    openingFen: 345,
    earnedFen: 600 - 136,
    closingFen: 209,
    pendingFen: 600,
  });
  const { items } = await ask(`/settlements/${found.id}/lines`);
  expect(items.map((each: object) => each)).toMatchObject([
    { madeFen: 0, cutFen: 136, former: months[0] },
    { madeFen: 600, cutFen: 0, former: null },
  ]);
  const before = await documentOf(money.cast.dealer, months[0]!);
  expect(before.closingFen).toBe(345); // what was closed is closed
});

test('[A6] a changed line is seen: the hash is not the one that was closed', async () => {
  const { id } = await documentOf(money.cast.selling, months[0]!);
  const set = (fen: number) =>
    money.till.many('update settlement.line set made_fen = $1 where document_id = $2', [fen, id]);
  await set(173);
  expect((await ask(`/settlements/${id}/check`)).intact).toBe(false);
  await set(172);
  expect((await ask(`/settlements/${id}/check`)).intact).toBe(true);
});

test('[A6] the dealer disputes a line, finance corrects it, he agrees, a second person approves, it is paid once', async () => {
  const { dealer } = money.cast;
  const { id } = await documentOf(dealer, months[0]!);
  const page = () => ask(`/settlements/${id}`, 'he');
  const wish = { id: newUuid(0), lineNo: 1, reason: '这单是我们店备的货' };
  expect((await post(`/settlements/${id}/disputes`, 'sun-hui', wish)).status).toBe(403);
  expect((await post(`/settlements/${id}/disputes`, 'he', wish)).status).toBe(201);
  expect((await post(`/settlements/${id}/disputes`, 'he', wish)).status).toBe(201);
  expect(await page()).toMatchObject({ state: 'disputed', openDisputes: 1, mayBePaid: false });
  expect((await post(`/settlements/${id}/confirm`, 'he')).code).toBe('settlement.has_moved_on');
  const lost = { ...wish, id: newUuid(0), lineNo: 7 };
  expect((await post(`/settlements/${id}/disputes`, 'he', lost)).code).toBe(
    'settlement.no_such_line',
  );

  const answered = `/settlements/${id}/disputes/${wish.id}/answer`;
  const answer = { correctionFen: 55, answer: '核对过，补 0.55' };
  expect((await post(answered, 'he', answer)).status).toBe(403);
  const twice = await Promise.all([
    post(answered, 'sun-hui', answer),
    post(answered, 'lin-guodong', answer),
  ]);
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await page()).toMatchObject({ state: 'answered', closingFen: 345 });

  const pay = { id: newUuid(0), amountFen: 345, slip: 'ICBC-0001' };
  const pays = `/settlements/${id}/payments`;
  expect((await post(pays, 'sun-hui', pay)).code).toBe('settlement.confirm_first');
  expect((await post(`/settlements/${id}/confirm`, 'he')).status).toBe(200);
  expect((await post(pays, 'sun-hui', pay)).code).toBe('settlement.confirm_first');
  expect((await post(`/settlements/${id}/approve`, 'sun-hui')).status).toBe(200);
  const other = { ...pay, id: newUuid(0), amountFen: 1 };
  const paid = await Promise.all([post(pays, 'sun-hui', pay), post(pays, 'sun-hui', pay)]);
  expect(paid.map(({ status }) => status)).toEqual([201, 201]);
  expect((await post(pays, 'sun-hui', other)).code).toBe('settlement.more_than_due');
  expect(await page()).toMatchObject({ state: 'approved', transferredFen: 345 });
  expect((await page()).steps.map(({ verb }: { verb: string }) => verb)).toEqual([
    'closed',
    'disputed',
    'corrected',
    'confirmed',
    'approved',
    'paid',
  ]);

  const span = `from=${settlement.firstDay(months[1]!)}&to=${today()}`;
  const live = await ask(`/statements/dealer/${dealer}?${span}`);
  expect(live).toMatchObject({ chargedFen: 55, paidFen: 345, reconciled: true });
  await money.till.whole();
});

test('attack-47: a statement of another branch is not there, neither to see nor to confirm', async () => {
  const { dealers, as } = money.cast.chain;
  const [, other] = Object.values(dealers);
  const { id } = await documentOf(money.cast.dealer, months[1]!);
  await money.till.many('update settlement.document set party_id = $1 where id = $2', [other, id]);
  const headers = as('he');
  const seen = await money.app.inject({ url: `/api/console/settlements/${id}`, headers });
  expect(seen.statusCode).toBe(404);
  expect((await post(`/settlements/${id}/confirm`, 'he')).status).toBe(404);
  const { items } = await ask('/settlements?count=100', 'he');
  expect(items.map((each: { id: string }) => each.id)).not.toContain(id);
});

test('[A6] a statement leaves as paper in Chinese and as a sheet whose lines add up; both are on the trail', async () => {
  const { dealer } = money.cast;
  const { id } = await documentOf(dealer, months[0]!);
  const file = async (end: string) => {
    const url = `/api/console/settlements/${id}/statement.${end}`;
    return money.app.inject({ url, headers: money.cast.chain.as('he') });
  };
  const pdf = await file('pdf');
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.rawPayload.includes('NotoSansSC')).toBe(true); // carried along, and not the whole of it
  expect(pdf.rawPayload.length).toBeLessThan(100_000);
  const sheets = await readSheets((await file('xlsx')).rawPayload);
  const [, lines] = sheets.map(({ data }) => data);
  expect(lines![0]).toContain('顾客归属店');
  const net = lines![0]!.indexOf('净额');
  expect(lines!.slice(1).map((row) => row[net])).toEqual([3.45]);
  const trail = await money.till.many(
    `select facts->>'what' as what from platform.audit where verb = 'settlement.exported' order by at`,
  );
  expect(trail.map(({ what }) => what).sort()).toEqual(['pdf', 'xlsx']);
});
