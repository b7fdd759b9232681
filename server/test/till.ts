/** A till for tests: pay, refund, confirm, settle through the flows, and look at what it left. */
import { expect } from 'vitest';
import { capturePayment } from '../src/flows/capture-payment.ts';
import { confirmRefund } from '../src/flows/confirm-refund.ts';
import { openPayment } from '../src/flows/open-payment.ts';
import { settleOrder } from '../src/flows/settle-order.ts';
import { orderMoneyOf } from '../src/flows/steps/order-money.ts';
import { refundWithin } from '../src/flows/steps/refund.ts';
import type { MemberId, OrderId, RefundId } from '../src/kernel/id.ts';
import { fen } from '../src/kernel/money.ts';
import type { RefundAsk } from '../src/modules/orders/orders.ts';
import * as payments from '../src/modules/payments/payments.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { handOver, putOrder, type MoneyCast, type OrderWish } from './cast-orders.ts';
import type { House } from './house.ts';
import { findViolations } from './invariants.ts';

const DAY = 86_400_000;
export const CHANNEL = { name: 'sandbox', app: 'quandian-sandbox' };
interface Report {
  readonly amount: number;
  readonly no: string;
  readonly currency: string;
  readonly app: string;
}

export type Till = ReturnType<typeof openTill>;

export function openTill(house: House, cast: MoneyCast) {
  const { merchant } = cast.chain;
  let payNo = 0;
  const one = async (sql: string, args: unknown[] = []) =>
    (await house.owner.query(sql, args)).rows[0];
  const many = async (sql: string, args: unknown[] = []) =>
    (await house.owner.query(sql, args)).rows;
  const order = async (id: OrderId) => one('select * from orders."order" where id = $1', [id]);

  async function intentOf(id: OrderId): Promise<payments.Intent> {
    const standing = await house.db.reading(merchant, (r) => payments.findIntents(r, id));
    if (standing[0] !== undefined) return standing[0];
    const member = (await order(id)).member_id as MemberId;
    return (await openPayment(house.db, { merchant, order: id, member, channel: CHANNEL })).intent;
  }
  async function noticeOf(id: OrderId, more: Partial<Report> = {}) {
    const intent = await intentOf(id);
    return {
      kind: 'paid' as const,
      app: more.app ?? CHANNEL.app,
      currency: more.currency ?? 'CNY',
      outTradeNo: intent.outTradeNo,
      providerNo: more.no ?? `P${++payNo}`,
      amount: fen(more.amount ?? intent.amount),
    };
  }
  const confirm = async (id: string) => {
    const row = await one(
      'select refund_no as no, amount_fen::int as n from payments.refund where id = $1',
      [id],
    );
    const told = { refundNo: row.no, amount: fen(row.n), succeeded: true };
    const notice = { kind: 'refunded', ...told } as const;
    return confirmRefund(house.db, { merchant, channel: CHANNEL, notice });
  };
  return {
    one,
    many,
    order,
    intentOf,
    noticeOf,
    confirm,
    place: (wish: OrderWish) => putOrder(house, cast, wish),
    handOver: (id: OrderId) => handOver(house, cast, id),
    report: async (id: OrderId, more: Partial<Report> = {}) =>
      capturePayment(house, { merchant, channel: CHANNEL, notice: await noticeOf(id, more) }),
    refund: (id: OrderId, asks: readonly RefundAsk[] | 'all') =>
      house.db.transaction(merchant, async (tx) =>
        refundWithin(tx, await orderMoneyOf(tx, id), {
          id: newUuid(house.clock.now()) as RefundId,
          asks,
          reason: 'test',
          case: null,
          actor: { kind: 'system', id: null },
          sellable: [],
          goods: 'released',
        }),
      ),
    async confirmAll(): Promise<void> {
      for (const { id } of await many(
        `select id from payments.refund where state <> 'succeeded'`,
      )) {
        await confirm(id);
      }
    },
    async settle(id: OrderId) {
      house.clock.advance(8 * DAY);
      return settleOrder(house.db, merchant, id);
    },
    async balance(account: string): Promise<number> {
      const row = await one('select balance_fen from ledger.account where account = $1', [account]);
      return Number(row?.balance_fen ?? 0);
    },
    async whole(): Promise<void> {
      expect(await findViolations(house.owner)).toEqual([]);
    },
  };
}
