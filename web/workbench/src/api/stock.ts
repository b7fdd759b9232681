/** What lies in the store, and the four ways it changes. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
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

export type StockWork = 'receive' | 'count' | 'adjust' | 'transfer' | 'low';
export const REASONS = ['damaged', 'expired', 'tasting', 'found', 'lost', 'other'] as const;
export type Reason = (typeof REASONS)[number];
/** One piece of work with the id that its sheet was opened with: sent again, it is the same. */
export interface Deed {
  readonly id: string;
  readonly skuId: string;
}
export const receive = ({ id, skuId }: Deed, quantity: number, unitCostFen: number | null) =>
  call('/stock/receive', {
    method: 'POST',
    body: { id, lines: [{ skuId, quantity, ...(unitCostFen === null ? {} : { unitCostFen }) }] },
  });
export const count = ({ id, skuId }: Deed, counted: number) =>
  call('/stock/count', { method: 'POST', body: { id, lines: [{ skuId, counted }] } });
export const adjust = ({ id, skuId }: Deed, delta: number, reason: Reason) =>
  call('/stock/adjust', { method: 'POST', body: { id, skuId, delta, reason } });
export const transfer = ({ id, skuId }: Deed, toOutletId: string, quantity: number) =>
  call('/stock/transfers', {
    method: 'POST',
    body: { id, toOutletId, lines: [{ skuId, quantity }] },
  });
export const markLow = (skuId: string, lowAt: number) =>
  call('/stock/low', { method: 'PUT', body: { lines: [{ skuId, lowAt }] } });

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
export const receiveTransfer = (
  id: string,
  lines: readonly { skuId: string; received: number }[],
) => call(`/stock/transfers/${id}/receive`, { method: 'POST', body: { lines } });
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
