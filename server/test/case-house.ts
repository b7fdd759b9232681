/** A house in which members ask things back over HTTP, for the tests of after-sales. */
import type { CaseId, OrderId } from '../src/kernel/id.ts';
import { caseTime } from '../src/flows/case-time.ts';
import { instantAt } from '../src/kernel/time.ts';
import { newUuid } from '../src/platform/uuid.ts';
import type { PersonKey } from './cast.ts';
import { openMoneyHouse } from './money-house.ts';
import type { OrderWish } from './cast-orders.ts';

export const HOUR = 3_600_000;
export type CaseHouse = Awaited<ReturnType<typeof openCaseHouse>>;

export async function openCaseHouse(delayMs = 0) {
  const money = await openMoneyHouse(delayMs);
  const { app, till, cast, house } = money;
  const her = await money.member(cast.buyer);
  const staff = (name: PersonKey, door: 'console' | 'workbench' = 'console') =>
    cast.chain.as(name, door);
  const send = async (
    headers: Record<string, string>,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
  ) => {
    const key = { 'idempotency-key': newUuid(house.clock.now()) };
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers, ...(method === 'GET' ? {} : key) },
      ...(payload === undefined ? {} : { payload }),
    });
    const body = answer.body === '' ? null : answer.json();
    return { status: answer.statusCode, body, code: body?.code as string | undefined };
  };
  /** Weeks pass in these tests, and nobody has to sign in again. */
  const stay = async (ms: number) => {
    house.clock.advance(ms);
    const now = new Date(house.clock.now());
    const later = new Date(house.clock.now() + 400 * 24 * HOUR);
    const set = 'update chain.staff_session set seen_at = $1, ends_at = $2';
    await house.owner.query(set, [now, later]);
    await house.owner.query('update members.session set ends_at = $1', [later]);
  };
  /** As a change of price leaves it: the offer, its history, and a version more. */
  const sells = async (sku: string, priceFen: number): Promise<void> => {
    const { owner, clock } = house;
    const { merchant } = cast.chain;
    const { rows } = await owner.query(`select id from chain.node where kind = 'hq'`);
    const at = instantAt(clock.now());
    const before = await till.one(
      `select jsonb_build_object('listed', listed, 'withdrawn', false, 'priceFen', price_fen,
         'wholesale', '[]'::jsonb) as said from catalog.offer where sku_id = $1`,
      [sku],
    );
    await owner.query(
      `insert into catalog.offer (merchant_id, scope_id, sku_id, listed, price_fen, at)
       values ($1, $2, $3, true, $4, $5)
       on conflict (merchant_id, scope_id, sku_id) do update set price_fen = $4`,
      [merchant, rows[0].id, sku, priceFen, at],
    );
    await owner.query(
      `insert into catalog.offer_history (merchant_id, id, scope_id, sku_id, before, at)
       values ($1, $2, $3, $4, $5, $6)`,
      [merchant, newUuid(clock.now()), rows[0].id, sku, before?.said ?? null, at],
    );
    await owner.query('update platform.version set offer = offer + 1');
  };
  return {
    ...money,
    sells,
    stay,
    her,
    staff,
    send,
    async received(wish: OrderWish): Promise<OrderId> {
      const { id } = await till.place(wish);
      await till.report(id);
      await till.handOver(id);
      return id;
    },
    async ask(order: OrderId, ask: object) {
      const id = newUuid(house.clock.now()) as CaseId;
      const lines = [{ no: 1, pieces: 1, amountFen: null }];
      const wish = { id, kind: 'return_and_refund', reason: 'damaged', lines, ...ask };
      return { id, ...(await send(her, 'POST', `/api/shop/orders/${order}/aftersales`, wish)) };
    },
    /** Her page of it. */
    async mine(order: OrderId, id: string) {
      const { body } = await send(her, 'GET', `/api/shop/orders/${order}/aftersales`);
      return body.items.find((one: { id: string }) => one.id === id);
    },
    mySteps: (order: OrderId, id: string, step: string, body?: object) =>
      send(her, 'POST', `/api/shop/orders/${order}/aftersales/${id}/${step}`, body),
    decide: (who: PersonKey, id: string, body: object) =>
      send(staff(who), 'POST', `/api/console/aftersales/${id}/decision`, body),
    async pass(hours: number, id: CaseId) {
      await stay(hours * HOUR);
      return caseTime(house.db, cast.chain.merchant, id);
    },
    async linesHave(order: OrderId, terms: object) {
      await house.owner.query(`update orders.line set terms = $2 where order_id = $1 and no > 0`, [
        order,
        JSON.stringify(terms),
      ]);
    },
  };
}
