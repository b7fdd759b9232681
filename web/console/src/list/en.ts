import type { Same } from '../words/words.tsx';
import type { zh } from './zh.ts';

export const en: Same<typeof zh> = {
  noneFits: 'Nothing matches',
  noneFitsWords: 'Try without one of the filters.',
  before: 'Previous',
  after: 'Next',
  all: '{count} in all',
  from: 'From',
  to: 'To',
  export: 'Export',
};
