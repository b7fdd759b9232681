/** Notifications in a crowd: each as if it had come alone, whoever stands beside it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatChain } from '../../test/cast.ts';
import { seatMoney, type MoneyCast } from '../../test/cast-orders.ts';
import { openHouse, type House } from '../../test/house.ts';
import { CHANNEL, openTill, type Till } from '../../test/till.ts';
import type { OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { expireUnpaid } from './cancel-order.ts';
import { captureAll, captureDesk, type CapturePayment } from './capture-payment.ts';

let house: House;
let cast: MoneyCast;
let till: Till;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatMoney(house, await seatChain(house));
  till = openTill(house, cast);
});
afterAll(() => house.close());

const LINES = [{ quantity: 1, priceFen: 1000 }];
async function tell(id: OrderId, more: object = {}): Promise<CapturePayment> {
  const notice = await till.noticeOf(id, more);
  return { merchant: cast.chain.merchant, channel: CHANNEL, notice };
}
const placed = async () => (await till.place({ lines: LINES })).id;
const states = async (ids: readonly OrderId[]) =>
  (await Promise.all(ids.map((id) => till.order(id)))).map(({ state }) => state);
/** What became of each: the use it was kept for, or the code it was refused with. */
const said = (outcomes: Awaited<ReturnType<typeof captureAll>>) =>
  outcomes.map((one) =>
    'use' in one ? one.use : one.error instanceof Refusal ? one.error.code : String(one.error),
  );

test('[B12] attack-26 a crowd with a twin, a stranger, a wrong amount and a late one: each gets its own answer', async () => {
  const late = await placed();
  const tooLate = await tell(late);
  house.clock.advance(16 * 60_000);
  await expireUnpaid(house.db, cast.chain.merchant, late);
  const [a, b, c, wrong] = [await placed(), await placed(), await placed(), await placed()];
  const first = await tell(a);
  const stranger = { ...first, notice: { ...first.notice, outTradeNo: 'Q'.repeat(32) } };
  const crowd = [first, first, stranger, await tell(wrong, { amount: 1 }), tooLate];
  crowd.push(await tell(b), await tell(c));
  const expected = ['order', 'order', 'payments.unknown_trade', 'mismatch', 'late', 'order'];
  expect(said(await captureAll(house, crowd))).toEqual([...expected, 'order']);
  expect(await states([a, b, c, wrong, late])).toEqual([
    'paid',
    'paid',
    'paid',
    'unpaid',
    'cancelled',
  ]);
  await till.whole();
  // The whole crowd again changes nothing and hears the same.
  expect(said(await captureAll(house, crowd))).toEqual([...expected, 'order']);
  const kept = await till.many('select use from payments.capture order by use');
  expect(kept.map(({ use }) => use)).toEqual(['late', 'mismatch', 'order', 'order', 'order']);
  await till.whole();
});

test('[B12] one that breaks holds nobody up', async () => {
  const [good, broken, other] = [await placed(), await placed(), await placed()];
  await house.owner.query(
    `delete from commission.portion where order_id = $1 and line_no = (
       select max(line_no) from commission.portion where order_id = $1)`,
    [broken],
  );
  const crowd = [await tell(good), await tell(broken), await tell(other)];
  const outcomes = await captureAll(house, crowd);
  expect(said(outcomes)).toEqual(['order', expect.stringContaining('whole'), 'order']);
  expect(await states([good, broken, other])).toEqual(['paid', 'unpaid', 'paid']);
});

test('[B12] attack-26 a hundred notifications, each four times at once, pay each order once', async () => {
  const ids: OrderId[] = [];
  for (let i = 0; i < 25; i += 1) ids.push(await placed());
  const wishes = await Promise.all(ids.map((id) => tell(id)));
  const desk = captureDesk(house);
  const crowd = [...wishes, ...[...wishes].reverse(), ...wishes, ...wishes];
  const all = await Promise.all(crowd.map(desk));
  expect(all.every(({ use }) => use === 'order')).toBe(true);
  expect(new Set(await states(ids))).toEqual(new Set(['paid']));
  const { n } = await till.one(
    'select count(*)::int as n from payments.capture where order_id = any($1)',
    [ids],
  );
  expect(n).toBe(25);
});
