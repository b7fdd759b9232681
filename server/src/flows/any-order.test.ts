/**
 * Events of payment and refund in every order in which a network may bring them. What is refused
 * comes again, as a provider does; at the end the whole state is compared, row by row.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatChain } from '../../test/cast.ts';
import { seatMoney, type MoneyCast } from '../../test/cast-orders.ts';
import { openHouse, type House } from '../../test/house.ts';
import { openTill, type Till } from '../../test/till.ts';
import type { OrderId } from '../kernel/id.ts';
import { fen } from '../kernel/money.ts';
import { cancelOrder, expireUnpaid } from './cancel-order.ts';

let house: House;
let cast: MoneyCast;
let till: Till;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatMoney(house, await seatChain(house));
  till = openTill(house, cast);
});
afterAll(() => house.close());

const ordersOf = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((first, i) => ordersOf(all.toSpliced(i, 1)).map((rest) => [first, ...rest]));

type Event = () => Promise<unknown>;
/** In this order; then whatever was refused comes again, until all was heard. */
async function play(events: readonly Event[]): Promise<void> {
  let waiting: readonly Event[] = [...events];
  for (let round = 0; round < 4 && waiting.length > 0; round += 1) {
    const refused: Event[] = [];
    for (const event of waiting)
      await event().catch((no: { code?: string }) => {
        if (no.code === undefined) throw no;
        refused.push(event);
      });
    waiting = refused;
  }
}

/** All that the order left anywhere, without ids and instants. */
async function stateOf(id: OrderId) {
  const rows = (sql: string) => till.many(sql, [id]);
  return {
    order: await rows(`select state, captured_fen, refunded_fen from orders."order" where id = $1`),
    lines: await rows(`select no, refunded_pieces, refunded_fen from orders.line
      where order_id = $1 order by no`),
    refunds: await rows(`select state, amount_fen from orders.refund where order_id = $1
      order by amount_fen`),
    cuts: await rows(`select line_no, amount_fen, guide_fen, sharer_1_fen, selling_fen,
      fulfilling_fen, dealer_fen, hq_fen from commission.cut where order_id = $1
      order by line_no, amount_fen`),
    sent: await rows(`select state, amount_fen, for_order from payments.refund where order_id = $1
      order by amount_fen`),
    captures: await rows(`select use, amount_fen from payments.capture where order_id = $1`),
    pendings: await rows(`select type, role, amount_fen, posted_fen, voided_fen, resolved_at is null
      as open from ledger.pending where order_id = $1 order by 1, 2, 3, 4, 5`),
    transfers:
      await rows(`select type, role, amount_fen, replace(from_account, order_id::text, 'it') as f,
      replace(to_account, order_id::text, 'it') as t from ledger.transfer where order_id = $1
      order by 1, 2, 3, 4, 5`),
    holds: await rows(`select line_no, sum(quantity - consumed - released)::int as open
      from inventory.hold where order_id = $1 group by 1 order by 1`),
    parcels: await rows(`select state from fulfilment.parcel where order_id = $1`),
  };
}
const confirmAll: (id: OrderId) => Event = (id) => async () => {
  const open = await till.many(
    `select id from payments.refund where order_id = $1 and state <> 'succeeded'`,
    [id],
  );
  const none = Object.assign(new Error('no such refund yet'), { code: 'payments.unknown_refund' });
  if (open.length === 0) throw none;
  for (const refund of open) await till.confirm(refund.id);
};
const lines = [
  { quantity: 3, priceFen: 333, discountFen: 98 },
  { quantity: 1, priceFen: 901 },
];

test('[B12] attack-30: paid twice told and two refunds confirmed, in all 24 orders: one state, row by row', async () => {
  const ends: Awaited<ReturnType<typeof stateOf>>[] = [];
  for (const [a, b, c, d] of ordersOf([0, 1, 2, 3])) {
    const { id } = await till.place({ lines, freightFen: 300 });
    const notice = await till.noticeOf(id);
    const asked: string[] = [];
    const paid: Event = async () => {
      await till.report(id, { no: notice.providerNo });
      if (asked.length > 0) return;
      for (const ask of [
        { no: 1, pieces: 1, amount: null },
        { no: 2, pieces: 0, amount: fen(57) },
      ])
        asked.push((await till.refund(id, [ask])).id);
    };
    const confirmed =
      (which: 0 | 1): Event =>
      async () => {
        const none = Object.assign(new Error(), { code: 'payments.unknown_refund' });
        if (asked[which] === undefined) throw none;
        await till.confirm(asked[which]);
      };
    // The notification, the answer to our own question, and the words of both refunds.
    const events = [paid, paid, confirmed(0), confirmed(1)];
    await play([events[a!]!, events[b!]!, events[c!]!, events[d!]!]);
    ends.push(await stateOf(id));
  }
  expect(ends).toHaveLength(24);
  expect(ends[0]!.order).toEqual([{ state: 'paid', captured_fen: '2102', refunded_fen: '357' }]);
  for (const end of ends) expect(end).toEqual(ends[0]);
  await till.whole();
});

test('[B11] attack-30 attack-29: paid, cancelled, too late and refunded, in all 24 orders: nobody has a fen too much', async () => {
  const { merchant } = cast.chain;
  const free = async () =>
    till.many('select outlet_id, on_hand, held from inventory.stock order by 1');
  const before = await free();
  const books = async () => ({
    due: await till.many(`select account, balance_fen, pending_out_fen from ledger.account
      where account not like 'order:%' and (balance_fen, pending_out_fen) <> (0, 0) order by 1`),
    cash: await till.one(`select (coalesce(sum(amount_fen) filter (where to_account like 'cash:%'), 0)
      - coalesce(sum(amount_fen) filter (where from_account like 'cash:%'), 0))::int as n
      from ledger.transfer`),
    stock: await free(),
  });
  const start = await books();
  for (const order of ordersOf([0, 1, 2, 3])) {
    const { id } = await till.place({ lines, freightFen: 300 });
    const notice = await till.noticeOf(id);
    const events: Event[] = [
      () => till.report(id, { no: notice.providerNo }),
      () =>
        cancelOrder(house.db, {
          merchant,
          order: id,
          actor: { kind: 'member', id: cast.buyer },
          reason: 'changed_mind',
          owner: cast.buyer,
        }),
      confirmAll(id),
      async () => {
        house.clock.advance(16 * 60_000);
        await expireUnpaid(house.db, merchant, id);
      },
    ];
    await play(order.map((at) => events[at]!));
    const end = await stateOf(id);
    expect(end.order[0].state).toBe('cancelled');
    expect(end.order[0].refunded_fen).toBe(end.order[0].captured_fen);
    expect(end.captures).toHaveLength(1);
    expect(end.sent).toMatchObject([{ state: 'succeeded', amount_fen: '2102' }]);
    expect(end.holds.every(({ open }) => open === 0)).toBe(true);
    expect(end.parcels.every(({ state }) => state === 'gone')).toBe(true);
    expect(await books()).toEqual(start);
  }
  expect(await free()).toEqual(before);
  await till.whole();
});
