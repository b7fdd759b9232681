/** Where her money goes, what of it would arrive, and taking it out. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

export interface Payee {
  readonly kind: 'wechat' | 'bank';
  readonly nameMasked: string;
  readonly idNoMasked: string;
  readonly accountMasked: string;
  readonly bankName: string;
  readonly madeAt: string;
}
export interface Quote {
  readonly amountFen: number;
  readonly feeFen: number;
  readonly withheldFen: number;
  readonly netFen: number;
}
export interface WithdrawalTerms {
  readonly minFen: number;
  readonly maxFen: number;
  readonly perDay: number;
  readonly perDayFen: number;
  readonly changeHours: number;
  readonly tax: 'labour' | 'cumulative' | 'agent';
  readonly from: string;
  readonly payee: Payee | null;
  readonly quote: Quote | null;
}
/** With a sum it also answers what of it would arrive. */
export const useTerms = (amountFen?: number) =>
  useQuery({
    queryKey: ['withdrawal-terms', amountFen],
    queryFn: () => call<WithdrawalTerms>('/withdrawal-terms', { query: { amountFen } }),
    placeholderData: keepPreviousData,
  });

export interface PayeeWish {
  readonly id: string;
  readonly kind: Payee['kind'];
  readonly name: string;
  readonly idNo: string;
  readonly cardNo: string;
  readonly bankName: string;
}
export const putPayee = (wish: PayeeWish) => call<Payee>('/payee', { method: 'PUT', body: wish });

/** The id is made when the sheet opens: pressed twice, it is one withdrawal. */
export const withdraw = (id: string, amountFen: number) =>
  call('/withdrawals', { method: 'POST', body: { id, amountFen } });

export interface Taken {
  readonly id: string;
  readonly amountFen: number;
  readonly feeFen: number;
  readonly withheldFen: number;
  readonly state: string;
  readonly reason: string;
  readonly askedAt: string;
}
