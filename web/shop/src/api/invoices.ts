/** 发票: asked for, looked at, taken away. */
import { ask } from './http.ts';

export interface Title {
  kind: 'personal' | 'company';
  name: string;
  taxNo: string;
}
export interface Invoice {
  id: string;
  colour: 'blue' | 'red';
  title: Title;
  amountFen: number;
  state: 'asked' | 'sent' | 'issued' | 'failed';
  number: string | null;
  failure: string;
}
export const findInvoices = (order: string) =>
  ask<{ items: Invoice[]; mayFen: number }>('GET', `/orders/${order}/invoices`);
export const askInvoice = (order: string, id: string, title: Title) =>
  ask<void>('POST', `/orders/${order}/invoices`, { id, title });
export const findFile = (order: string, id: string) =>
  ask<ArrayBuffer>('GET', `/orders/${order}/invoices/${id}/file`, undefined, {
    responseType: 'arraybuffer',
  });
