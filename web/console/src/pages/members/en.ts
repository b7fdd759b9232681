import type { Same } from '../../words/words.tsx';
import type { zh } from './zh.ts';

export const en: Same<typeof zh> = {
  title: 'Members',
  find: 'Name or last four digits',
  outlet: 'Home outlet',
  name: 'Member',
  phone: 'Phone',
  complex: 'Complex',
  guide: 'Guide',
  joined: 'Joined',
  orders: 'Orders',
  spent: 'Paid in all',
  lastOrder: 'Last order',
  noGuide: 'No guide',
  firstTitle: 'No members yet',
  firstWords:
    'A neighbour who comes by a link or a store code and signs in becomes one. Or import them.',
  nameless: 'No name',
};
