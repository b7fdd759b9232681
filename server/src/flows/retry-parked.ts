/** A parked order is looked at again: by the hour while its member waits, or when she says so. */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, hours } from '../kernel/time.ts';
import type { Route } from '../modules/fulfilment/fulfilment.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { mustBeHers } from './steps/own-order.ts';
import { retryParked } from './steps/reroute.ts';

interface Parts {
  readonly db: Db;
  readonly vault: Vault;
}

/** @returns null when it is not parked any more */
export function lookAgain(
  { db, vault }: Parts,
  merchant: MerchantId,
  order: OrderId,
): Promise<Route['outcome'] | null> {
  return db.transaction(merchant, async (tx) => {
    const money = await orderMoneyOf(tx, order);
    if (money.order.parkedAt === null || money.order.state !== 'paid') {
      clearTimer(tx, 'orders.parked', order);
      return null;
    }
    const outcome = await retryParked(tx, vault, money);
    if (outcome === 'parked') setTimer(tx, 'orders.parked', order, after(tx.now, hours(1)));
    else clearTimer(tx, 'orders.parked', order);
    return outcome;
  });
}

/** The member chooses to wait. @throws Refusal `orders.no_such_order`, `orders.is_not_parked` */
export function waitForGoods(
  { db }: Parts,
  wish: { readonly merchant: MerchantId; readonly member: MemberId; readonly order: OrderId },
): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    await orders.aftersales.lock(tx, wish.order);
    const order = await orders.get(tx, wish.order);
    await mustBeHers(tx, order, wish.member);
    if (order.parkedAt === null || order.state !== 'paid')
      throw new Refusal('conflict', 'orders.is_not_parked');
    setTimer(tx, 'orders.parked', order.id, after(tx.now, hours(1)));
    orders.note(tx, order.id, 'waits', { kind: 'member', id: wish.member });
  });
}
