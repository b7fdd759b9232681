/** One's own customers: the list, one person with her story, and notes about talks. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { sendOrQueue } from '../offline/queue.ts';
import { call, newId } from './client.ts';

export const FILTERS = ['all', 'new', 'regular', 'asleep', 'ending', 'sharers'] as const;
export type CustomerFilter = (typeof FILTERS)[number];

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly phoneMasked: string | null;
  readonly complex: string | null;
  readonly orders: number;
  readonly spentFen: number;
  readonly lastOrderAt: string | null;
  readonly protectedUntil: string | null;
  readonly brought: number;
  readonly madeAt: string;
  /** Her bond ends then unless she orders or is talked to; null while that is far off. */
  readonly endsAt: string | null;
}
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
export const useCustomers = (q: string, filter: CustomerFilter) =>
  useInfiniteQuery({
    queryKey: ['customers', q, filter],
    queryFn: ({ pageParam }) =>
      call<Page<CustomerRow>>('/customers', { query: { q, filter, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export interface Customer {
  readonly now: string;
  readonly id: string;
  readonly name: string;
  readonly complex: string | null;
  readonly phoneMasked: string | null;
  readonly isMine: boolean;
  readonly guideName: string | null;
  readonly protectedUntil: string | null;
  readonly endsAt: string | null;
  readonly orders: number;
  readonly everyDays: number | null;
  readonly averageFen: number | null;
  readonly brought: number;
  readonly likes: readonly string[];
  readonly proposal: {
    readonly product: string;
    readonly days: number;
    readonly everyDays: number;
    readonly times: number;
  } | null;
}
export const useCustomer = (id: string) =>
  useQuery({ queryKey: ['customer', id], queryFn: () => call<Customer>(`/customers/${id}`) });

export type Happening = {
  readonly id: string;
  readonly at: string;
} & (
  | {
      readonly kind: 'visit';
      readonly target: string;
      readonly mine: boolean;
      readonly group: string | null;
    }
  | {
      readonly kind: 'share';
      readonly target: string;
      readonly visits: number;
      readonly signUps: number;
      readonly orders: number;
    }
  | {
      readonly kind: 'order';
      readonly sumFen: number;
      readonly pieces: number;
      readonly titles: readonly string[];
      readonly state: string;
      readonly soldWhileClosed: boolean;
      readonly preparedBy: string | null;
      readonly earnedFen: number | null;
    }
  | {
      readonly kind: 'brought';
      readonly who: string;
      readonly sumFen: number;
      readonly soldWhileClosed: boolean;
      readonly preparedBy: string | null;
      readonly earnedFen: number | null;
    }
  | { readonly kind: 'note'; readonly words: string; readonly by: string; readonly mine: boolean }
);
export const useTimeline = (id: string) =>
  useInfiniteQuery({
    queryKey: ['customer', id, 'timeline'],
    queryFn: ({ pageParam }) =>
      call<Page<Happening>>(`/customers/${id}/timeline`, { query: { after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const writeNote = (member: string, words: string, name: string) =>
  sendOrQueue({
    path: `/customers/${member}/notes`,
    method: 'POST',
    body: { id: newId(), words },
    what: 'queue.note',
    facts: { name },
  });
