/** Paying, giving back, and what sharing earned. */
import { ask, query } from './http.ts';

export const openPayment = (order: string) =>
  ask<{ url: string }>('POST', `/orders/${order}/payment`, {});
export const cancelOrder = (order: string, reason: string) =>
  ask<void>('POST', `/orders/${order}/cancel`, { reason });
/** Nobody can prepare it: the member would rather wait than have the money back. */
export const waitForStore = (order: string) => ask<void>('POST', `/orders/${order}/wait`, {});

export interface CaseLine {
  no: number;
  pieces: number;
}
export interface CaseWish {
  id: string;
  kind: 'refund_only' | 'return_and_refund';
  reason: string;
  words: string;
  lines: CaseLine[];
}
export interface Case {
  id: string;
  state: 'asked' | 'accepted' | 'rejected' | 'withdrawn';
  reason: string;
  words: string;
  askedAt: string;
  decisionWords: string;
  lines: CaseLine[];
}
export const askAfterSales = (order: string, wish: CaseWish) =>
  ask<Case>('POST', `/orders/${order}/aftersales`, wish);
export const findCases = (order: string) =>
  ask<{ items: Case[] }>('GET', `/orders/${order}/aftersales`);

export interface Rewards {
  availableFen: number;
  pendingFen: number;
  totalFen: number;
}
export interface RewardLine {
  id: string;
  orderNumber: string;
  who: string;
  role: string;
  amountFen: number;
  state: string;
  at: string;
  availableAt: string | null;
}
export const findRewards = () => ask<Rewards>('GET', '/rewards');
export const findRewardLines = (after?: string) =>
  ask<{ items: RewardLine[]; next: string | null }>('GET', `/rewards/lines${query({ after })}`);
export const withdraw = (id: string, amountFen: number) =>
  ask<void>('POST', '/withdrawals', { id, amountFen });
