/** Paying, giving back, and what sharing earned. */
import { ask, query } from './http.ts';

export interface PayWay {
  /** The cashier's page, who comes back to the order's page. */
  payUrl: string | null;
  /** What WeChat is called with, when we are inside of it. */
  call: Record<string, string> | null;
  /** A picture to scan with a phone. */
  code: string | null;
  amountFen: number;
}
/** As this order's store and this browser have them. */
export const findWays = (order: string) => ask<{ items: string[] }>('GET', `/orders/${order}/ways`);
export const openPayment = (order: string, way?: string) =>
  ask<PayWay>('POST', `/orders/${order}/pay`, {
    back: `/orders/${order}`,
    ...(way ? { way } : {}),
  });
/** “I have paid”: whoever takes the money is asked now. */
export const askPayment = (order: string) =>
  ask<{ state: 'paid' | 'unpaid' | 'over' }>('POST', `/orders/${order}/pay/ask`, {});
export const cancelOrder = (order: string, reason: string) =>
  ask<{ refundedFen: number }>('POST', `/orders/${order}/cancel`, { reason });

/** The store is preparing it already: it decides. */
export const askToCancel = (order: string, id: string) =>
  ask<void>('POST', `/orders/${order}/aftersales`, {
    id,
    kind: 'cancel',
    reason: 'changed_mind',
    lines: [],
  });

export interface Reward {
  id: string;
  orderNumber: string;
  /** The neighbour, masked. */
  buyer: string;
  titles: string;
  role: string;
  amountFen: number;
  /** Taken back because something was returned. */
  cutFen: number;
  netFen: number;
  state: string;
  availableAt: string | null;
  at: string;
}
export interface Rewards {
  availableFen: number;
  pendingFen: number;
  underReviewFen: number;
  withdrawingFen: number;
  paidOutFen: number;
  debtFen: number;
  items: Reward[];
  next: string | null;
  withdrawals: {
    id: string;
    amountFen: number;
    state: string;
    reason: string;
    askedAt: string;
  }[];
}
export const findRewards = (after?: string) => ask<Rewards>('GET', `/rewards${query({ after })}`);
export const withdraw = (id: string, amountFen: number) =>
  ask<void>('POST', '/withdrawals', { id, amountFen });
