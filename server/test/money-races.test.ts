/**
 * Races of the money over HTTP, released together: straight, and through a slow wire to the
 * database. After each round every invariant is asked.
 */
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderId } from '../src/kernel/id.ts';
import { fen } from '../src/kernel/money.ts';
import { withdraw } from '../src/flows/withdraw.ts';
import { expireUnpaid } from '../src/flows/cancel-order.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { say } from './drill-says.ts';
import { openMoneyHouse, type MoneyHouse } from './money-house.ts';
import { ROUNDS } from './race.ts';

const WIRES = [
  { wire: 'straight', delayMs: 0, rounds: ROUNDS.direct },
  { wire: 'through 20 ms', delayMs: 20, rounds: ROUNDS.slow },
];
const TWENTY = Array.from({ length: 20 }, (_, i) => i);

describe.each(WIRES)('$wire', ({ wire, delayMs, rounds }) => {
  let money: MoneyHouse;
  let buyer: Record<string, string>;
  const finance = () => money.cast.chain.as('sun-hui');
  beforeAll(async () => {
    money = await openMoneyHouse(delayMs);
    buyer = await money.member(money.cast.buyer);
  });
  afterAll(async () => {
    say(`races of money, ${wire}: ${rounds} rounds each, every invariant after each`);
    await money.close();
  });

  const ask = (headers: Record<string, string>, url: string, payload: object, key?: string) => {
    const more = key === undefined ? {} : { 'idempotency-key': key };
    const wish: InjectOptions = { method: 'POST', url, headers: { ...headers, ...more }, payload };
    return money.app.inject(wish);
  };
  const tally = (answers: readonly { statusCode: number; json: () => { code?: string } }[]) => {
    const counts: Record<string, number> = {};
    for (const { statusCode, json } of answers) {
      const said = statusCode < 300 ? `${statusCode}` : `${statusCode} ${json().code}`;
      counts[said] = (counts[said] ?? 0) + 1;
    }
    return counts;
  };
  const paid = async (priceFen: number, quantity = 1): Promise<OrderId> => {
    const { id } = await money.till.place({ lines: [{ quantity, priceFen }] });
    await money.till.report(id);
    return id;
  };
  /** A paid, handed over, settled order: its guide has 500 fen of 10,000. */
  const settled = async (): Promise<OrderId> => {
    const id = await paid(10_000);
    await money.till.handOver(id);
    await money.house.owner.query(
      `update orders."order" set settles_at = placed_at where id = $1`,
      [id],
    );
    await money.till.settle(id);
    const now = new Date(money.house.clock.now());
    // Fifty rounds of a week each are longer than anybody stays signed in.
    const later = new Date(now.getTime() + 400 * 86_400_000);
    const stay = 'update chain.staff_session set seen_at = $1, ends_at = $2';
    await money.house.owner.query(stay, [now, later]);
    await money.house.owner.query('update members.session set ends_at = $1', [later]);
    return id;
  };
  const available = async (): Promise<number> =>
    (
      await money.till.one(
        'select (balance_fen - pending_out_fen)::int as n from ledger.account where account = $1',
        [lin()],
      )
    )?.n ?? 0;
  const lin = () => `due:staff:${money.cast.guide}`;

  test('[B11] attack-9: cancel, timeout and payment of one order at once: stock and money end whole', async () => {
    for (let round = 0; round < rounds; round++) {
      const { id } = await money.till.place({ lines: [{ quantity: 2, priceFen: 400 }] });
      const before = await money.till.noticeOf(id);
      money.house.clock.advance(16 * 60_000);
      const cancel = () => ask(buyer, `/api/shop/orders/${id}/cancel`, { reason: 'late' });
      await Promise.allSettled([
        cancel(),
        expireUnpaid(money.house.db, money.cast.chain.merchant, id),
        money.till.report(id, { no: before.providerNo }),
        cancel(),
        money.till.report(id, { no: before.providerNo }),
      ]);
      await cancel();
      expect((await money.till.order(id)).state).toBe('cancelled');
      await money.till.whole();
    }
  });

  test('[G2] attack-17: twenty withdrawals of the whole balance: one', async () => {
    for (let round = 0; round < rounds; round++) {
      await settled();
      while ((await available()) === 0) await settled();
      const amountFen = await available();
      const guide = money.cast.chain.as('lin', 'workbench');
      const answers = await Promise.all(
        TWENTY.map(() => ask(guide, '/api/work/withdrawals', { id: newUuid(0), amountFen })),
      );
      expect(tally(answers)).toEqual({ 201: 1, '409 ledger.not_enough': 19 });
      await money.till.whole();
    }
  });

  test('[G2] attack-18: a withdrawal beside the claw-back of the same money: frozen or owed, never both', async () => {
    for (let round = 0; round < rounds; round++) {
      let id = await settled();
      while ((await available()) < 500) id = await settled(); // debts of rounds before are paid
      const guide = money.cast.chain.as('lin', 'workbench');
      const [took, gave] = await Promise.all([
        ask(guide, '/api/work/withdrawals', { id: newUuid(0), amountFen: 500 }),
        ask(finance(), `/api/console/orders/${id}/refunds`, {
          id: newUuid(0),
          lines: [],
          reason: 'spoilt',
        }),
      ]);
      expect(gave.statusCode).toBe(201);
      expect([201, 409]).toContain(took.statusCode);
      const debt = await money.till.balance(`debt:staff:${money.cast.guide}`);
      if (debt < 0) expect(took.statusCode).toBe(201);
      await money.till.whole();
    }
  });

  test('[B11] attack-22: two refunds of sixty on a hundred: one', async () => {
    for (let round = 0; round < rounds; round++) {
      const id = await paid(100);
      await money.till.handOver(id);
      const refund = () =>
        ask(finance(), `/api/console/orders/${id}/refunds`, {
          id: newUuid(0),
          lines: [{ no: 1, pieces: 0, amountFen: 60 }],
          reason: 'bruised',
        });
      const answers = await Promise.all([refund(), refund(), refund(), refund()]);
      expect(tally(answers)).toEqual({ 201: 1, '409 orders.refund_too_much': 3 });
      await money.till.whole();
    }
  });

  test('[B11] attack-22: one refund id twenty times is one refund, and every sender hears of it', async () => {
    for (let round = 0; round < rounds; round++) {
      const id = await paid(100, 3);
      await money.till.handOver(id);
      const wish = { id: newUuid(0), lines: [{ no: 1, pieces: 1, amountFen: null }], reason: 'x' };
      const send = (more = {}) =>
        ask(finance(), `/api/console/orders/${id}/refunds`, { ...wish, ...more });
      const answers = await Promise.all(TWENTY.map(() => send()));
      expect(tally(answers)).toEqual({ 201: 20 });
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
      const other = await send({ lines: [{ no: 1, pieces: 2, amountFen: null }] });
      expect(tally([other])).toEqual({ '422 orders.id_used': 1 });
      await money.till.whole();
    }
  });

  test('[B11] attack-23: two who decide one case, two who release one withdrawal: each done once', async () => {
    for (let round = 0; round < rounds; round++) {
      const id = await paid(250);
      await money.till.handOver(id);
      const caseId = newUuid(money.house.clock.now());
      const lines = [{ no: 1, pieces: 1, amountFen: null }];
      const asked = { id: caseId, kind: 'refund_only', reason: 'crushed', lines };
      const opened = await ask(buyer, `/api/shop/orders/${id}/aftersales`, asked);
      expect(opened.statusCode).toBe(201);
      const url = `/api/console/aftersales/${caseId}/decision`;
      const decisions = await Promise.all([
        ask(finance(), url, { accepted: true }, newUuid(0)),
        ask(money.cast.chain.as('lin-guodong'), url, { accepted: true }, newUuid(0)),
      ]);
      expect(tally(decisions)).toEqual({ 200: 1, '409 orders.case_is_decided': 1 });

      while ((await available()) < 1) await settled();
      const wish = { id: newUuid(0), amount: fen(1), channel: 'sandbox' };
      const party = { kind: 'staff' as const, id: money.cast.guide };
      const { merchant } = money.cast.chain;
      await withdraw(money.house.db, { merchant, party, ...wish });
      const release = `/api/console/withdrawals/${wish.id}/release`;
      const released = await Promise.all([
        ask(finance(), release, {}, newUuid(0)),
        ask(money.cast.chain.as('lin-guodong'), release, {}, newUuid(0)),
      ]);
      expect(tally(released)).toEqual({ 200: 1, '409 ledger.withdrawal_under_way': 1 });
      const [row] = await money.till.many('select state from ledger.withdrawal where id = $1', [
        wish.id,
      ]);
      expect(row.state).toBe('paid');
      await money.till.whole();
    }
  });
});
