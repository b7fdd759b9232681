/** The store itself: its hours, an exception for a day, a pause. */
import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

export type Span = readonly [opensMin: number, closesMin: number];
export interface OutletState {
  readonly now: string;
  readonly id: string;
  readonly name: string;
  readonly pausedAt: string | null;
  readonly pausedReason: string | null;
  readonly isOpen: boolean;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly weekly: readonly { readonly weekday: number; readonly spans: readonly Span[] }[];
  readonly exceptions: readonly {
    readonly day: string;
    readonly spans: readonly Span[];
    readonly reason: string;
  }[];
}
export const useOutlet = () =>
  useQuery({ queryKey: ['outlet'], queryFn: () => call<OutletState>('/outlet') });
export const pause = (id: string, reason: string) =>
  call(`/outlets/${id}/pause`, { method: 'POST', body: { reason } });
export const resume = (id: string) => call(`/outlets/${id}/resume`, { method: 'POST', body: {} });
export const setHours = (
  id: string,
  weekly: readonly { weekday: number; spans: readonly Span[] }[],
) => call(`/outlets/${id}/hours`, { method: 'PUT', body: { weekly } });
export const setException = (id: string, day: string, spans: readonly Span[], reason: string) =>
  call(`/outlets/${id}/exceptions`, { method: 'PUT', body: { day, spans, reason } });
export const dropException = (id: string, day: string) =>
  call(`/outlets/${id}/exceptions/${day}`, { method: 'DELETE' });
