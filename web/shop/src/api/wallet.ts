/** What I keep with the shop, paying with it, and where money of mine goes. */
import { ask, query } from './http.ts';

export interface Parts {
  principal: number;
  bonus: number;
  points: number;
  pointsFen: number;
}
export interface Offer {
  has: { principal: number; bonus: number; points: number };
  both: Parts;
  balance: Parts;
  points: Parts;
}
export const findOffer = (payableFen: number) =>
  ask<Offer>('GET', `/wallet/offer${query({ payableFen: String(payableFen) })}`);
export const payByWallet = (
  order: string,
  wish: { balance: boolean; points: boolean; seen: Parts },
) => ask<{ state: 'paid' | 'held'; restFen: number }>('PUT', `/orders/${order}/wallet`, wish);

export interface Plan {
  id: string;
  payFen: number;
  bonusFen: number;
}
export interface Wallet {
  storedOn: boolean;
  pointsOn: boolean;
  has: Offer['has'];
  ending: { kind: string; amount: number; expiresAt: string | null }[];
  pendingPoints: number;
  owedPoints: number;
  pointsPerYuan: number;
  perYuan: number;
  cashAsks: { id: string; amountFen: number; state: string; answer: string; madeAt: string }[];
  plans: Plan[];
  leastFen: number;
  capFen: number;
  namedCapFen: number;
  holder: string | null;
  terms: string;
}
export const findWallet = () => ask<Wallet>('GET', '/wallet');
export interface Movement {
  id: string;
  type: string;
  at: string;
  amount: number;
  isBonus: boolean;
  orderId: string | null;
  orderNumber: string;
}
export const findBook = (what: 'balance' | 'points', after?: string) =>
  ask<{ items: Movement[]; next: string | null }>('GET', `/wallet/book${query({ what, after })}`);
export const openTopUp = (wish: {
  id: string;
  planId: string | null;
  amountFen: number;
  terms: string;
  name: string | null;
}) => ask<{ id: string }>('POST', '/wallet/top-ups', wish);
export const payTopUp = (id: string) =>
  ask<{
    payUrl: string | null;
    call: Readonly<Record<string, string>> | null;
    code: string | null;
  }>('POST', `/wallet/top-ups/${id}/pay`, { back: '/wallet' });
export const askCash = (id: string, amountFen: number, reason: string) =>
  ask<void>('POST', '/wallet/cash-asks', { id, amountFen, reason });

export interface WithdrawalTerms {
  minFen: number;
  maxFen: number;
  feeFen: number;
  feeBps: number;
  tax: 'labour' | 'cumulative' | 'agent';
  from: string;
  payee: {
    kind: 'wechat' | 'bank';
    nameMasked: string;
    accountMasked: string;
    bankName: string;
  } | null;
}
export const findTerms = () => ask<WithdrawalTerms>('GET', '/withdrawal-terms');
export const setPayee = (wish: {
  id: string;
  kind: 'wechat' | 'bank';
  name: string;
  idNo: string;
  cardNo: string;
  bankName: string;
}) => ask<void>('PUT', '/payee', wish);
