/**
 * bar-13: rows a second when the ledger books one order's legs, against a bare INSERT of as many
 * rows into a table with the same indexes and constraints. Twice: paid (one transfer and seven
 * pendings, beside the order's total) and settled (the seven posted as transfers, each person's
 * totals locked, guarded and changed). Transactions of one order, eight at a time.
 */
import pg from 'pg';
import type { MerchantId, OrderId } from '../server/src/kernel/id.ts';
import { fen } from '../server/src/kernel/money.ts';
import * as ledger from '../server/src/modules/ledger/ledger.ts';
import { newUuid } from '../server/src/platform/uuid.ts';
import { openHouse, type House } from '../server/test/house.ts';
import { nearbyFresh } from '../server/test/money-rows.ts';
import { median, type Figure } from './figure.ts';
import { ROUNDS, SECONDS } from './stage.ts';

const LEGS = 7;
const CLIENTS = 8;

const party = (i: number): ledger.Party =>
  i < 3 ? { kind: 'member', id: newUuid(0) } : { kind: 'outlet', id: `o${i}` };
const legs = () =>
  Array.from({ length: LEGS }, (_, i) => ({
    role: `r${i}`,
    party: party(i),
    amount: fen(100 + i),
    attempt: 1,
    suspended: false,
  }));
const AMOUNT = fen(legs().reduce((all, leg) => all + leg.amount, 0));

function pay({ db }: House, merchant: MerchantId, order: OrderId): Promise<void> {
  const wish = { order, channel: 'bench', providerNo: order, amount: AMOUNT, legs: legs() };
  return db.transaction(merchant, async (tx) => ledger.capture(tx, [wish]));
}

const settle = ({ db }: House, merchant: MerchantId, order: OrderId): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    const pendings = await ledger.findPendings(tx, order);
    ledger.settle(tx, order, pendings, await ledger.lockDues(tx, ledger.openDues(pendings)));
  });

/** One INSERT of so many rows. */
function bareOf(pool: pg.Pool, merchant: MerchantId, rows: number): () => Promise<unknown> {
  const values = Array.from(
    { length: rows },
    (_, i) =>
      `($1, $${i + 2}::uuid, 'a', 'b', 100, 'post', $${i + 2}::uuid::text, null, null, now())`,
  );
  const text = `insert into public.bare (merchant_id, id, from_account, to_account, amount_fen,
    type, source, order_id, role, at) values ${values.join()}`;
  return () => {
    const ids = Array.from({ length: rows }, () => newUuid(Date.now()));
    return pool.query({ name: `bare_${rows}`, text, values: [merchant, ...ids] });
  };
}

/** How often a second, by `CLIENTS` at once, until the time is up or there is no more to do. */
async function rateOf(work: () => Promise<unknown> | null): Promise<number> {
  let done = 0;
  const startMs = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - startMs < SECONDS * 1000) {
      const working = work();
      if (working === null) return;
      await working;
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (done * 1000) / (performance.now() - startMs);
}

export async function run(): Promise<Figure[]> {
  const house = await openHouse({ at: Date.now() });
  const pool = new pg.Pool({ connectionString: house.ownerUrl, max: CLIENTS });
  pool.on('error', () => {}); // thrown out when the house closes
  try {
    const merchant = await nearbyFresh(house.owner);
    await house.owner.query('create table public.bare (like ledger.transfer including all)');
    const paid: OrderId[] = [];
    const paying = () => {
      const order = newUuid(Date.now()) as OrderId;
      return pay(house, merchant, order).then(() => paid.push(order));
    };
    const settling = () => {
      const order = paid.pop();
      return order === undefined ? null : settle(house, merchant, order);
    };
    const turn = async () => ({
      bareOf8: await rateOf(bareOf(pool, merchant, LEGS + 1)),
      paid: await rateOf(paying),
      bareOf7: await rateOf(bareOf(pool, merchant, LEGS)),
      settled: await rateOf(settling),
    });
    await turn();
    await house.owner.query('vacuum analyze');
    const raw: Awaited<ReturnType<typeof turn>>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) raw.push(await turn());
    const bar = { unit: '× bare insert', must: 0.4, aim: 0.7, raw };
    return [
      { id: 'bar-13 paid', value: median(raw.map((each) => each.paid / each.bareOf8)), ...bar },
      {
        id: 'bar-13 settled',
        value: median(raw.map((each) => each.settled / each.bareOf7)),
        ...bar,
      },
    ];
  } finally {
    await pool.end();
    await house.close();
  }
}
