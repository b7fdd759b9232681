/**
 * The statement of a dealer with fifty thousand orders in a month: what it closes with, by outlet,
 * and a page of its lines, as the screen asks; then the month as a document, frozen line by line.
 */
import type { MerchantId, NodeId } from '../server/src/kernel/id.ts';
import type { Day } from '../server/src/kernel/time.ts';
import { closeMonths } from '../server/src/flows/close-months.ts';
import { statementBook } from '../server/src/statement-book.ts';
import {
  findStatementOrders,
  findStatementOutlets,
} from '../server/src/views/statement-entries.ts';
import { findStatement } from '../server/src/views/statement.ts';
import { seatChain } from '../server/test/cast.ts';
import { openHouse } from '../server/test/house.ts';
import { median, type Figure } from './figure.ts';
import { ROUNDS } from './stage.ts';

const ORDERS = 50_000;
/** Beside them, so that the dealer's own are found among others': of another dealer. */
const OTHERS = 200_000;
const MONTH = { from: '2026-02-01' as Day, to: '2026-02-28' as Day };
const MUST_MS = 3_000;
/** Our own: closing runs at night and holds nobody up. */
const CLOSE_MS = 60_000;

export async function run(): Promise<Figure[]> {
  const house = await openHouse({ at: Date.UTC(2026, 2, 2, 4) });
  try {
    const chain = await seatChain(house);
    const [dealer, other] = Object.values(chain.dealers) as NodeId[];
    await grow(house.owner, chain.merchant, dealer!, other!);
    const wish = { kind: 'dealer', party: dealer!, ...MONTH } as const;
    const look = async (): Promise<number> => {
      const began = performance.now();
      await house.db.reading(chain.merchant, (reader) =>
        Promise.all([
          findStatement(reader, wish),
          findStatementOutlets(reader, wish),
          findStatementOrders(reader, { ...wish, after: null, count: 100 }),
        ]),
      );
      return performance.now() - began;
    };
    await look();
    const raw: number[] = [];
    for (let round = 0; round < Math.max(ROUNDS, 3); round += 1) raw.push(await look());
    const began = performance.now();
    const made = await closeMonths(house.db, chain.merchant, statementBook);
    const closingMs = performance.now() - began;
    const bar = { unit: 'ms', must: MUST_MS, bound: 'most' } as const;
    return [
      { id: 'statement', value: Math.round(median(raw)), ...bar, raw },
      {
        id: 'statement closed',
        value: Math.round(closingMs),
        unit: `ms for ${made} documents, one of ${ORDERS} lines`,
        must: CLOSE_MS,
        bound: 'most',
        raw: [closingMs],
      },
    ];
  } finally {
    await house.close();
  }
}

/** Settled orders of February with the dealer's portion each, a fiftieth of them cut again. */
async function grow(
  owner: import('pg').Client,
  merchant: MerchantId,
  dealer: NodeId,
  other: NodeId,
): Promise<void> {
  const id = (noun: string) => `('019b${noun}-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`;
  const at = `'2026-02-01T00:00:00+08'::timestamptz + i * interval '9 seconds'`;
  await owner.query(`set session_replication_role = 'replica'`);
  await owner.query(
    `insert into members.member (merchant_id, id, name, made_at)
     values ($1, '019b0009-0000-7000-8000-000000000000', 'buyer', '2026-01-01')`,
    [merchant],
  );
  const all = `generate_series(1, ${ORDERS + OTHERS}) i`;
  const due = `case when i <= ${ORDERS} then 'due:dealer:${dealer}' else 'due:dealer:${other}' end`;
  await owner.query(
    `insert into orders.order (merchant_id, id, number, member_id, outlet_id, way, state, wish_hash,
       place_lat, place_lng, gross_fen, discount_fen, freight_fen, payable_fen, captured_fen,
       selling_closed, quote, placed_at, pay_by, paid_at, received_at, settles_at, settled_at)
     select $1, ${id('0002')}, 'P' || i, '019b0009-0000-7000-8000-000000000000', o.id, 'pickup',
       'settled', 'w', 30.2, 120.1, 5000, 0, 0, 5000, 5000, false, '{}', a, a, a, a, a, a
     from ${all} cross join lateral (select ${at} - case when i > ${ORDERS}
         then interval '9 seconds' * ${ORDERS} else interval '0' end as a) t
       cross join lateral (select id from chain.outlet order by id offset i % 4 limit 1) o`,
    [merchant],
  );
  await owner.query(
    `insert into ledger.pending (merchant_id, id, from_account, to_account, amount_fen, voided_fen,
       posted_fen, type, source, order_id, role, at, resolved_at)
     select $1, ${id('0003')}, 'order:' || ${id('0002')}, ${due}, 300,
       case when i % 50 = 0 then 100 else 0 end, case when i % 50 = 0 then 200 else 300 end,
       'portion', 's' || i, ${id('0002')}, 'dealer', ${at}, ${at} + interval '1 hour' from ${all}`,
    [merchant],
  );
  await owner.query(
    `insert into ledger.void (merchant_id, pending_id, source, amount_fen, at)
     select $1, ${id('0003')}, 'r' || i, 100, ${at} from ${all} where i % 50 = 0`,
    [merchant],
  );
  await owner.query(
    `insert into ledger.transfer (merchant_id, id, from_account, to_account, amount_fen, type,
       source, order_id, role, at)
     select $1, ${id('0004')}, 'order:' || ${id('0002')}, ${due},
       case when i % 50 = 0 then 200 else 300 end, 'post', ${id('0003')}::text, ${id('0002')},
       'dealer', ${at} + interval '1 hour' from ${all}`,
    [merchant],
  );
  await owner.query(`set session_replication_role = 'origin'`);
  await owner.query('vacuum analyze');
}
