/** What lies in the store, and the four ways it changes. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call, newId } from './client.ts';
import type { Page } from './customers.ts';

export interface StockRow {
  readonly skuId: string;
  readonly productId: string;
  readonly title: string;
  readonly spec: string;
  readonly barcode: string;
  readonly shelf: string;
  readonly onHand: number;
  readonly held: number;
  readonly lowAt: number;
}
export const useStock = (q: string, low: boolean) =>
  useInfiniteQuery({
    queryKey: ['stock', q, low],
    queryFn: ({ pageParam }) =>
      call<Page<StockRow>>('/stock', { query: { q, low: low || undefined, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export type StockWork = 'receive' | 'count' | 'adjust' | 'transfer';
export const receive = (skuId: string, quantity: number, unitCostFen: number | null) =>
  call('/stock/receive', {
    method: 'POST',
    body: {
      id: newId(),
      lines: [{ skuId, quantity, ...(unitCostFen === null ? {} : { unitCostFen }) }],
    },
  });
export const count = (skuId: string, counted: number) =>
  call('/stock/count', { method: 'POST', body: { id: newId(), lines: [{ skuId, counted }] } });
export const adjust = (skuId: string, delta: number, reason: string) =>
  call('/stock/adjust', { method: 'POST', body: { id: newId(), skuId, delta, reason } });
export const transfer = (toOutletId: string, skuId: string, quantity: number) =>
  call('/stock/transfers', {
    method: 'POST',
    body: { id: newId(), toOutletId, lines: [{ skuId, quantity }] },
  });

export interface Transfer {
  readonly id: string;
  readonly fromName: string;
  readonly toName: string;
  readonly toUs: boolean;
  readonly state: 'sent' | 'received' | 'cancelled';
  readonly sentAt: string;
  readonly lines: readonly {
    readonly skuId: string;
    readonly title: string;
    readonly quantity: number;
  }[];
}
export const useTransfers = () =>
  useQuery({ queryKey: ['transfers'], queryFn: () => call<Page<Transfer>>('/stock/transfers') });
export const receiveTransfer = (id: string) =>
  call(`/stock/transfers/${id}/receive`, { method: 'POST', body: {} });
export const cancelTransfer = (id: string) =>
  call(`/stock/transfers/${id}/cancel`, { method: 'POST', body: {} });

export interface OtherOutlet {
  readonly id: string;
  readonly name: string;
}
export const useOtherOutlets = () =>
  useQuery({
    queryKey: ['other-outlets'],
    queryFn: () => call<{ readonly items: readonly OtherOutlet[] }>('/stock/outlets'),
    staleTime: 600_000,
  });
