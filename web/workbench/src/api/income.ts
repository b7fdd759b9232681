/** What she earned: every sum with its reason, and her place in the store. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call, newId } from './client.ts';
import type { Page } from './customers.ts';

export interface Income {
  readonly now: string;
  readonly availableFen: number;
  readonly pendingFen: number;
  readonly paidFen: number;
  readonly clawedBackFen: number;
  readonly debtFen: number;
  readonly withdrawingFen: number;
}
export interface IncomeLine {
  readonly id: string;
  readonly at: string;
  readonly orderId: string;
  readonly number: string;
  readonly who: string;
  readonly titles: readonly string[];
  readonly kind: 'earned' | 'clawed_back' | 'paid_out';
  readonly from: 'link' | 'home' | 'none';
  readonly via: string | null;
  readonly rateBps: number;
  readonly baseFen: number;
  readonly amountFen: number;
  readonly state: 'pending' | 'available' | 'suspended' | 'voided';
  readonly availableAt: string | null;
}
export interface RankRow {
  readonly no: number;
  readonly staffId: string;
  readonly name: string;
  readonly salesFen: number;
  readonly isMe: boolean;
}
export interface Rank {
  readonly outlet: string;
  readonly daysLeft: number;
  readonly items: readonly RankRow[];
}
export const useIncome = () =>
  useQuery({ queryKey: ['income'], queryFn: () => call<Income>('/income') });
export const useIncomeLines = () =>
  useInfiniteQuery({
    queryKey: ['income', 'lines'],
    queryFn: ({ pageParam }) =>
      call<Page<IncomeLine>>('/income/lines', { query: { after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
export const useRank = () =>
  useQuery({ queryKey: ['income', 'rank'], queryFn: () => call<Rank>('/rank') });
export const withdraw = (amountFen: number) => {
  const id = newId();
  return call('/income/withdrawals', { method: 'POST', body: { id, amountFen } });
};
