/** The first story's money, step by step, to the fen: domain.md part 5, T0 to T6. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, type House } from '../../../test/house.ts';
import { nearbyFresh } from '../../../test/money-rows.ts';
import type { MerchantId, OrderId, StaffId } from '../../kernel/id.ts';
import { allocate, fen, type Fen } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import { cutsOf, restOfParts, sumParts, type LineParts } from '../commission/cuts.ts';
import { legRole } from '../commission/legs-rules.ts';
import { ROLES, type Parts } from '../commission/types.ts';
import { refundOf } from '../orders/refund-rules.ts';
import * as ledger from './ledger.ts';

const FINANCE = '019cea00-0000-7000-8000-00000000ffff' as StaffId;
const ORDER = '019cea00-0000-7000-8000-00000000aaaa' as OrderId;
const PARTY: Record<string, ledger.Party> = {
  guide: { kind: 'staff', id: 'lin' },
  sharer_1: { kind: 'member', id: 'chen' },
  invitee: { kind: 'member', id: 'wu' },
  selling: { kind: 'outlet', id: 'a' },
  fulfilling: { kind: 'outlet', id: 'b' },
  dealer: { kind: 'dealer', id: 'd' },
  hq: { kind: 'hq', id: 'hq' },
};
/** guide, sharer_1, sharer_2, invitee, selling, fulfilling, dealer, hq */
const X = [174, 69, 0, 303, 104, 139, 209, 2497];
const Y = [113, 45, 0, 197, 68, 91, 136, 1625];
const lineOf = (lineNo: number, parts: number[]): LineParts => ({
  lineNo,
  parts: Object.fromEntries(ROLES.map((role, i) => [role, parts[i]])) as unknown as Parts,
});
const portions = [lineOf(1, X), lineOf(2, Y)];

let house: House;
let merchant: MerchantId;
beforeEach(async () => {
  house = await openHouse();
  merchant = await nearbyFresh(house.owner);
});
afterEach(() => house.close());

const within = <T>(work: (tx: Tx) => Promise<T> | T): Promise<T> =>
  house.db.transaction(merchant, async (tx) => work(tx));
const total = async (sql: string): Promise<number> =>
  Number(
    (await house.owner.query(`select coalesce(sum(amount_fen), 0)::bigint as n ${sql}`)).rows[0].n,
  );

/** The three sums that hold after every step. */
async function sums() {
  const inflow = (like: string) => total(`from ledger.transfer where to_account like '${like}'`);
  const outflow = (like: string) => total(`from ledger.transfer where from_account like '${like}'`);
  const balance = async (like: string) => (await inflow(like)) - (await outflow(like));
  const all =
    (await balance('cash:%')) +
    (await balance('order:%')) +
    (await balance('due:%')) +
    (await balance('debt:%')) +
    (await balance('payout:%'));
  expect(all).toBe(0);
  const accounts = await house.owner.query(
    `select balance_fen - pending_out_fen as available from ledger.account where account like 'order:%'`,
  );
  for (const { available } of accounts.rows) expect(Number(available)).toBe(0);
  const type = (name: string) => total(`from ledger.transfer where type = '${name}'`);
  const open = async (name: string) =>
    Number(
      (
        await house.owner.query(`select coalesce(sum(amount_fen - voided_fen - posted_fen), 0) as n
          from ledger.pending where type = '${name}' and resolved_at is null`)
      ).rows[0].n,
    );
  const reversed = (await type('claw_back')) + (await type('debt'));
  expect(await type('capture')).toBe(
    (await type('refund')) +
      (await open('refund')) +
      (await open('portion')) +
      (await type('post')) -
      reversed,
  );
  return {
    order: await balance('order:%'),
    cash: await balance('cash:%'),
    lin: await balance('due:staff:lin'),
    debt: await balance('debt:%'),
    open: await open('portion'),
    refunding: await open('refund'),
  };
}

const refund = (id: string, no: number, cutsBefore: readonly LineParts[]) =>
  within(async (tx) => {
    const line = { no, quantity: 1, netFen: fen(no === 1 ? 3495 : 2275), refundedPieces: 0 };
    const verdict = refundOf([{ ...line, refundedFen: fen(0) }], [{ no, pieces: 1, amount: null }]);
    if ('refused' in verdict) throw new Error(verdict.refused);
    const [cut] = cutsOf(restOfParts(portions, cutsBefore), verdict.lines);
    const pendings = await ledger.findPendings(tx, ORDER);
    const totals = await ledger.lockDues(
      tx,
      pendings.map(({ to }) => to),
    );
    ledger.refund(tx, {
      order: ORDER,
      refund: id,
      channel: 'sandbox',
      amount: verdict.total,
      cuts: ROLES.map((role) => ({
        role: legRole(role),
        amount: cut!.parts[role],
        party: null,
        attempt: null,
      })),
      pendings,
      totals,
    });
    return cut!;
  });
const confirm = (source: string) =>
  within(async (tx) => {
    const pendings = await ledger.findPendings(tx, ORDER);
    ledger.confirmRefund(tx, ORDER, pendings.find((p) => p.source === source)!);
  });
const settle = () =>
  within(async (tx) => {
    const pendings = await ledger.findPendings(tx, ORDER);
    const totals = await ledger.lockDues(
      tx,
      pendings.map(({ to }) => to),
    );
    ledger.settle(tx, ORDER, pendings, totals);
  });

test('[G2] the worked example: T0 to T6, each step with its three sums', async () => {
  // X 3980 + Y 2590, promotion −800 by gross.
  const off = allocate(fen(800), [3980, 2590]);
  expect(off).toEqual([485, 315]);
  const nets = [3980 - off[0]!, 2590 - off[1]!];
  expect(nets).toEqual([3495, 2275]);
  expect(X.reduce((a, b) => a + b)).toBe(nets[0]);
  expect(Y.reduce((a, b) => a + b)).toBe(nets[1]);
  const whole = sumParts(portions.map(({ parts }) => parts));
  expect(Object.values(whole)).toEqual([287, 114, 0, 500, 172, 230, 345, 4122]);
  expect(await sums()).toMatchObject({ order: 0, cash: 0, open: 0 }); // T0: no transfer

  const legs = ROLES.filter((role) => role !== 'sharer2').map((role) => ({
    role: legRole(role),
    party: PARTY[legRole(role)]!,
    amount: whole[role],
    attempt: 1,
    suspended: false,
  }));
  await within((tx) =>
    ledger.capture(tx, [
      {
        order: ORDER,
        channel: 'sandbox',
        providerNo: 'P1',
        amount: fen(5770),
        legs,
      },
    ]),
  );
  expect(await sums()).toMatchObject({ order: 5770, cash: -5770, open: 5770 }); // T1
  expect(await house.owner.query('select from ledger.pending')).toHaveProperty('rowCount', 7);

  const cutY = await refund('r1', 2, []);
  expect(Object.values(cutY.parts)).toEqual(Y); // T2: the cuts are row Y
  expect(await sums()).toMatchObject({ order: 5770, open: 3495, refunding: 2275 });

  await confirm('r1');
  expect(await sums()).toMatchObject({ order: 3495, cash: -3495, open: 3495, refunding: 0 }); // T3

  await settle();
  expect(await sums()).toMatchObject({ order: 0, cash: -3495, open: 0, lin: 174 }); // T4
  expect(await total(`from ledger.transfer where type = 'post'`)).toBe(3495);

  const asked = {
    id: '019cea00-0000-7000-8000-00000000bbbb',
    party: PARTY.guide!,
    channel: 'sandbox',
  };
  await within((tx) => ledger.askWithdrawal(tx, { ...asked, amount: fen(174) }));
  await within(async (tx) => {
    const tax = { taxable: fen(0), withheld: fen(0), taxMethod: 'agent' };
    const found = await ledger.lockWithdrawal(tx, asked.id);
    await ledger.releaseWithdrawal(tx, found, FINANCE, tax);
  });
  const answer = { id: asked.id, channel: 'sandbox', paid: true, survivor: null };
  await within((tx) => ledger.endWithdrawal(tx, answer));
  expect(await sums()).toMatchObject({ order: 0, cash: -3321, lin: 0 }); // T5

  await refund('r2', 1, [cutY]);
  const back = await house.owner.query(
    `select from_account as a, amount_fen::int as n from ledger.transfer
     where to_account = 'order:${ORDER}' and type in ('claw_back', 'debt') order by n`,
  );
  expect(back.rows.map(({ n }) => n)).toEqual([69, 104, 139, 174, 209, 303, 2497]);
  expect(back.rows.find(({ n }) => n === 174)!.a).toBe('debt:staff:lin');
  expect(await sums()).toMatchObject({ order: 3495, refunding: 3495, debt: -174 });
  await confirm('r2');
  expect(await sums()).toEqual({ order: 0, cash: 174, lin: 0, debt: -174, open: 0, refunding: 0 });

  const more = { ...asked, id: '019cea00-0000-7000-8000-00000000cccc', amount: fen(1) as Fen };
  await expect(within((tx) => ledger.askWithdrawal(tx, more))).rejects.toMatchObject({
    code: 'ledger.debt_first',
  });
  const second = '019cea00-0000-7000-8000-00000000dddd' as OrderId;
  await within((tx) =>
    ledger.capture(tx, [
      {
        order: second,
        channel: 'sandbox',
        providerNo: 'P2',
        amount: fen(200),
        legs: [
          { role: 'guide', party: PARTY.guide!, amount: fen(200), attempt: 1, suspended: false },
        ],
      },
    ]),
  );
  await within(async (tx) => {
    const pendings = await ledger.findPendings(tx, second);
    const totals = await ledger.lockDues(
      tx,
      pendings.map(({ to }) => to),
    );
    ledger.settle(tx, second, pendings, totals);
  });
  expect(await sums()).toMatchObject({ lin: 26, debt: 0 }); // her next posting pays debt first
});

test('[G2] roll-up, chain of blocks and reconciler: a changed byte is found', async () => {
  const leg = { role: 'hq', party: PARTY.hq!, amount: fen(10), attempt: 1, suspended: false };
  const orders = Array.from(
    { length: 30 },
    (_, i) => `019cea00-0000-7000-8000-0000000${10000 + i}`,
  );
  for (const [i, order] of orders.entries()) {
    await within((tx) =>
      ledger.capture(tx, [
        {
          order: order as OrderId,
          channel: 'sandbox',
          providerNo: `R${i}`,
          amount: fen(10),
          legs: [leg],
        },
      ]),
    );
    if (i % 10 === 9) {
      await within(ledger.rollUp);
      await within(ledger.sealBlock);
    }
  }
  // Whoever else works on this server holds the books open for as long as his transaction lasts.
  for (let open = true; open; ) {
    await within(ledger.rollUp);
    await within(ledger.sealBlock);
    const { rows } = await house.owner.query(`select 1 from ledger.transfer
      where xid >= least((select below_xid from ledger.rollup_cursor),
        (select max(below_xid) from ledger.block))`);
    open = rows.length > 0;
  }
  const cash = await house.owner.query(
    `select balance_fen::int as n from ledger.rollup where account = 'cash:sandbox'`,
  );
  expect(cash.rows).toEqual([{ n: -300 }]);
  const look = <T>(work: (tx: Tx) => Promise<T>) => within(work);
  expect(await look(ledger.verifyBlocks)).toEqual([]);
  expect(await look(ledger.findDrift)).toEqual([]);
  await house.owner.query(
    `update ledger.transfer set source = source || 'x' where source = 'sandbox:R15'`,
  );
  expect(await look(ledger.verifyBlocks)).toHaveLength(1);
  await house.owner.query(`update ledger.rollup set balance_fen = balance_fen + 1`);
  expect((await look(ledger.findDrift)).map(({ account }) => account)).toEqual(['cash:sandbox']);
});
