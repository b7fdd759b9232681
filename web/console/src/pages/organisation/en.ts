import type { Same } from '../../words/words.tsx';
import type { zh } from './zh.ts';

export const en: Same<typeof zh> = {
  title: 'Organisation',
  note: 'one tree: what is set above holds below; moves are dated, old orders keep their dealer',
  hq: 'Head office',
  dealer: 'Dealer',
  outlet: 'Outlet',
  addDealer: 'Add dealer',
  dealerName: 'Dealer’s name',
  under: 'Under',
  rename: 'Rename',
  move: 'Move',
  moveTo: 'Move to',
  moveWhy: 'Why; it stays on record',
  save: 'Save',
  saved: 'Saved',
  name: 'Name',
  outlets: '{n} outlets',
  staff: '{n} staff',
  empty: 'No outlet below yet',
};
