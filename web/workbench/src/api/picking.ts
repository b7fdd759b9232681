/** Orders that this store prepares: what is to be done, and each step of doing it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { sendOrQueue } from '../offline/queue.ts';
import { call } from './client.ts';
import { can, type Session } from './session.ts';

export type Stage = 'to_accept' | 'to_pick' | 'ready' | 'on_the_way' | 'trouble';
export const STAGES: readonly Stage[] = ['to_accept', 'to_pick', 'ready', 'on_the_way', 'trouble'];

export interface PickLine {
  readonly no: number;
  readonly skuId: string;
  readonly productId: string;
  readonly title: string;
  readonly spec: string;
  readonly quantity: number;
  readonly shelf: string;
  readonly picked: boolean;
}
export interface Parcel {
  readonly orderId: string;
  readonly number: string;
  readonly outletId: string;
  readonly outletName: string;
  readonly stage: Stage;
  readonly trouble: 'cancelled' | 'rerouted' | null;
  readonly way: 'pickup' | 'delivery';
  readonly sellingOutletName: string;
  readonly isOwnSale: boolean;
  readonly soldWhileClosed: boolean;
  readonly customer: string;
  readonly contact: string;
  readonly note: string;
  readonly portionFen: number | null;
  readonly pieces: number;
  readonly placedAt: string;
  readonly promisedAt: string;
  readonly acceptBy: string | null;
  readonly readyAt: string | null;
  readonly dispatchedAt: string | null;
  readonly distanceM: number;
  readonly shelf: string;
  readonly lines: readonly PickLine[];
}
export interface PickingList {
  readonly now: string;
  readonly outlets: readonly { readonly id: string; readonly name: string }[];
  readonly today: number;
  readonly counts: Readonly<Record<Stage, number>>;
  readonly items: readonly Parcel[];
}
export interface Pulse {
  readonly now: string;
  readonly toAccept: number;
  readonly toPick: number;
  readonly newestAt: string | null;
}

const PULSE_MS = 4_000;
export const usePulse = (session: Session) =>
  useQuery({
    queryKey: ['pulse'],
    queryFn: () => call<Pulse>('/picking/pulse'),
    enabled: can(session, 'orders.work'),
    refetchInterval: PULSE_MS,
    refetchIntervalInBackground: true,
    retry: false,
  });
export const usePicking = (stage: Stage, outlet: string | undefined) =>
  useQuery({
    queryKey: ['picking', stage, outlet ?? ''],
    queryFn: () => call<PickingList>('/picking', { query: { stage, outlet } }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
export const useParcel = (id: string) =>
  useQuery({
    queryKey: ['picking', 'one', id],
    queryFn: () => call<Parcel & { readonly now: string }>(`/picking/${id}`),
  });

export const accept = (id: string) => call(`/orders/${id}/accept`, { method: 'POST', body: {} });
export const handBack = (id: string, reason: string) =>
  call<{ readonly outcome: 'allocated' | 'split' | 'parked' | 'refunded' }>(
    `/orders/${id}/hand-back`,
    { method: 'POST', body: { reason } },
  );
/** Ticks are repeated as the whole truth of one line, so sending one twice is the same. */
export const tick = (parcel: Parcel, line: PickLine, picked: boolean) =>
  sendOrQueue({
    path: `/orders/${parcel.orderId}/tick`,
    method: 'POST',
    body: { line: line.no, picked },
    what: 'queue.tick',
    facts: { what: line.title },
  });
export const shortPick = (
  id: string,
  lines: readonly { no: number; missing: number }[],
  then: 'refund' | 'reroute',
  key: string,
) => call(`/orders/${id}/short-pick`, { method: 'POST', body: { lines, then }, key });
export const ready = (id: string, shelf: string) =>
  call(`/orders/${id}/ready`, { method: 'POST', body: { shelf } });
export const dispatch = (id: string) =>
  call(`/orders/${id}/dispatch`, { method: 'POST', body: {} });
export const delivered = (id: string) =>
  call(`/orders/${id}/delivered`, { method: 'POST', body: {} });

export interface Verified {
  readonly orderId: string;
  readonly number: string;
}
export const handOver = (code: string) =>
  sendOrQueue<Verified>({
    path: '/orders/hand-over',
    method: 'POST',
    body: { code },
    what: 'queue.verify',
    facts: { code: /^\d{8}$/.test(code) ? `${code.slice(0, 4)} ${code.slice(4)}` : '' },
  });
