/** What she earned: every sum with its reason, and her place in the store. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import type { Taken } from './withdrawals.ts';

interface Part {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly titles: string;
  readonly role: string;
  readonly amountFen: number;
  readonly cutFen: number;
  readonly netFen: number;
  readonly state: string;
  readonly availableAt: string | null;
  readonly at: string;
}
export interface Why {
  readonly orderId: string;
  readonly from: 'link' | 'home' | 'none';
  readonly via: string | null;
  readonly baseFen: number;
  readonly rateBps: number | null;
}
export type IncomeLine = Part & { readonly why: Why | undefined };

export interface Income {
  readonly availableFen: number;
  readonly pendingFen: number;
  readonly underReviewFen: number;
  readonly withdrawingFen: number;
  readonly debtFen: number;
  readonly month: { readonly cutFen: number; readonly paidOutFen: number };
  readonly next: string | null;
  readonly withdrawals: readonly Taken[];
}
export interface IncomePage extends Income {
  readonly items: readonly IncomeLine[];
}

/** Sums and lines come in one answer; the formula of each line in a second, and may fail alone. */
async function findPage(after: string | undefined): Promise<IncomePage> {
  const page = await call<Income & { readonly items: readonly Part[] }>('/income', {
    query: { after },
  });
  const orders = [...new Set(page.items.map((item) => item.orderId))];
  const whys =
    orders.length === 0
      ? []
      : await call<{ readonly items: readonly Why[] }>('/income/why', {
          query: { orders: orders.join(',') },
        }).then(
          (answer) => answer.items,
          () => [],
        );
  const of = new Map(whys.map((each) => [each.orderId, each]));
  return { ...page, items: page.items.map((item) => ({ ...item, why: of.get(item.orderId) })) };
}
export const useIncome = () =>
  useInfiniteQuery({
    queryKey: ['income'],
    queryFn: ({ pageParam }) => findPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

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
export const useRank = () =>
  useQuery({ queryKey: ['rank'], queryFn: () => call<Rank>('/rank'), retry: false });
