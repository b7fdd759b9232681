/** What customers ask back, and the store's decision. */
import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import type { Page } from './customers.ts';

export interface Case {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly kind: string;
  readonly reason: string;
  readonly words: string;
  readonly lines: readonly {
    readonly no: number;
    readonly title: string;
    readonly pieces: number;
    readonly amountFen: number | null;
  }[];
  readonly state: string;
  readonly askedAt: string;
  readonly desk: 'store' | 'hq';
  readonly dueAt: string | null;
  readonly opened: boolean;
  readonly photos: readonly string[];
  readonly tracking: string;
  readonly worthFen: number;
  readonly swapTitle: string | null;
}
export type Group = 'asked' | 'coming';
export const useCases = (state: Group) =>
  useQuery({
    queryKey: ['cases', state],
    queryFn: () => call<Page<Case>>('/aftersales', { query: { state } }),
  });
export const useCase = (id: string | null) =>
  useQuery({
    queryKey: ['cases', 'one', id],
    enabled: id !== null,
    queryFn: () => call<Case>(`/aftersales/${id}`),
  });
export const photoOf = (id: string, photo: string): string =>
  `/api/work/aftersales/${id}/photos/${photo}`;
/** The case of the goods on the counter. */
export const findReturn = (code: string, key: string) =>
  call<{ id: string }>('/aftersales/find', { method: 'POST', body: { code }, key });

export interface Decision {
  readonly accepted: boolean;
  readonly words: string;
  /** Lines whose goods came back and may be sold again. */
  readonly sellable: readonly number[];
  /** Ask for the goods first; they are here; she may keep them. */
  readonly goods: 'bring' | 'here' | 'keep';
}
export interface Receipt {
  readonly fit: boolean;
  readonly outlet: string | null;
  readonly words: string;
  readonly sellable: readonly number[];
}
/** The key is the case's own decision: pressed twice, it is decided once. */
export const decide = (id: string, key: string, decision: Decision) =>
  call(`/aftersales/${id}/decision`, { method: 'POST', body: decision, key });
/** The goods are back and were looked at. */
export const receive = (id: string, key: string, receipt: Receipt) =>
  call(`/aftersales/${id}/receipt`, { method: 'POST', body: receipt, key });
