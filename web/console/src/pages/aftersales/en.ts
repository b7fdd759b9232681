import type { Same } from '../../words/words.tsx';
import type { zh } from './zh.ts';

export const en: Same<typeof zh> = {
  title: 'After-sales',
  note: 'open cases first',
  state: 'State',
  asked: 'Open',
  accepted: 'Accepted',
  rejected: 'Declined',
  withdrawn: 'Withdrawn',
  number: 'Order',
  member: 'Member',
  reason: 'Reason',
  lines: 'To return',
  outlet: 'Outlet',
  askedAt: 'Asked',
  amount: 'Amount',
  do: 'Decide',
  accept: 'Accept and refund',
  reject: 'Decline',
  words: 'Words to the member',
  needWords: 'Say why you decline',
  sellable: 'Returned goods can be sold again',
  done: 'Decided',
  firstTitle: 'No open case',
  firstWords: 'When a member asks for a return, it waits here.',
  decided: 'Decided',
};
