import type { Same } from '../../words/words.tsx';
import type { zh } from './zh.ts';

export const en: Same<typeof zh> = {
  title: 'Invoices',
  state: 'State',
  colour: 'Kind',
  blue: 'Blue',
  red: 'Red',
  asked: 'To issue',
  sent: 'Being issued',
  issued: 'Issued',
  failed: 'Failed',
  order: 'Order',
  outlet: 'Outlet',
  made: 'Made out to',
  amount: 'Amount',
  tax: 'Tax in it',
  number: 'Number',
  askedAt: 'Asked',
  none: 'No invoice yet',
  noneWords: 'Members ask in their order once it is received; refunds take back their part.',
};
