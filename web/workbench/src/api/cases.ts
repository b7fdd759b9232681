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
}
export const useCases = () =>
  useQuery({
    queryKey: ['cases'],
    queryFn: () => call<Page<Case>>('/aftersales', { query: { state: 'asked' } }),
  });

export interface Decision {
  readonly accepted: boolean;
  readonly words: string;
  /** Lines whose goods came back and may be sold again. */
  readonly sellable: readonly number[];
}
/** The key is the case's own decision: pressed twice, it is decided once. */
export const decide = (id: string, key: string, decision: Decision) =>
  call(`/aftersales/${id}/decision`, { method: 'POST', body: decision, key });
