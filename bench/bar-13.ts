/**
 * bar-13: transfers a second when the ledger books one order's legs (pendings posted, transfers,
 * guarded totals), against a bare INSERT of as many transfer rows.
 */
import pg from 'pg';
import { fen } from '../server/src/kernel/money.ts';
import type { OrderId } from '../server/src/kernel/id.ts';
import * as ledger from '../server/src/modules/ledger/ledger.ts';
import { newUuid } from '../server/src/platform/uuid.ts';
import { openHouse } from '../server/test/house.ts';
import { nearbyFresh } from '../server/test/money-rows.ts';
import { median, type Figure } from './figure.ts';
import { ROUNDS, SECONDS } from './stage.ts';

const LEGS = 7;
const CLIENTS = 8;

export async function run(): Promise<Figure> {
  const house = await openHouse({ at: Date.now() });
  try {
    const merchant = await nearbyFresh(house.owner);
    const party = (i: number): ledger.Party =>
      i < 3 ? { kind: 'member', id: newUuid(0) } : { kind: 'outlet', id: `o${i}` };
    const legsOf = () =>
      Array.from({ length: LEGS }, (_, i) => ({
        role: `r${i}`,
        party: party(i),
        amount: fen(100 + i),
        attempt: 1,
        suspended: false,
      }));
    const amount = fen(legsOf().reduce((all, leg) => all + leg.amount, 0));
    /** One order: a capture with its pendings, then all of them posted: 8 transfers. */
    const ours = async (): Promise<number> => {
      const order = newUuid(Date.now()) as OrderId;
      const wish = { order, channel: 'bench', providerNo: order, amount, legs: legsOf() };
      await house.db.transaction(merchant, async (tx) => ledger.capture(tx, wish));
      await house.db.transaction(merchant, async (tx) => {
        const pendings = await ledger.findPendings(tx, order);
        const totals = await ledger.lockDues(tx, ledger.openDues(pendings));
        ledger.settle(tx, order, pendings, totals);
      });
      return LEGS + 1;
    };
    await house.owner.query('create table public.bare (like ledger.transfer including all)');
    const pool = new pg.Pool({ connectionString: house.ownerUrl, max: CLIENTS });
    pool.on('error', () => {}); // thrown out when the house closes
    const values = Array.from(
      { length: LEGS + 1 },
      (_, i) =>
        `($1, $${i + 2}::uuid, 'a', 'b', 100, 'post', $${i + 2}::uuid::text, null, null, now())`,
    );
    const text = `insert into public.bare (merchant_id, id, from_account, to_account, amount_fen,
      type, source, order_id, role, at) values ${values.join()}`;
    const bare = async (): Promise<number> => {
      const ids = Array.from({ length: LEGS + 1 }, () => newUuid(Date.now()));
      await pool.query({ name: 'bare', text, values: [merchant, ...ids] });
      return LEGS + 1;
    };
    const rate = async (work: () => Promise<number>): Promise<number> => {
      let rows = 0;
      const startMs = performance.now();
      const client = async (): Promise<void> => {
        while (performance.now() - startMs < SECONDS * 1000) rows += await work();
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
      return (rows * 1000) / (performance.now() - startMs);
    };
    await rate(bare);
    await rate(ours);
    await house.owner.query('vacuum analyze');
    const raw: { bare: number; ours: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      raw.push({ bare: await rate(bare), ours: await rate(ours) });
    }
    await pool.end();
    const value = median(raw.map((each) => each.ours / each.bare));
    return { id: 'bar-13', value, unit: '× bare inserts', must: 0.4, aim: 0.7, raw };
  } finally {
    await house.close();
  }
}
