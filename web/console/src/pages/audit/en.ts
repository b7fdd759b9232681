import type { Same } from '../../words/words.tsx';
import type { zh } from './zh.ts';

export const en: Same<typeof zh> = {
  title: 'Audit log',
  find: 'Person, number, words',
  note: 'append-only: who did what, when',
  at: 'At',
  who: 'Who',
  did: 'Did',
  what: 'Object',
  facts: 'Details',
  system: 'System',
  member: 'Member',
  key: 'API key',
  staff: 'Staff',
  firstTitle: 'Nothing recorded yet',
  firstWords: 'Prices, rules, refunds, roles: each change is written here.',
};
