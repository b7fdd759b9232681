import type { Same } from '../../words/words.tsx';
import type { zh } from './zh.ts';

export const en: Same<typeof zh> = {
  back: 'Back',
  title: '{name} leaves',
  note: 'Belonging rule v{version}: her members go to {rule}',
  outlet_manager: 'the store manager',
  round_robin: 'the outlet’s guides in turn',
  outlet_only: 'the outlet only',
  customers: '{n} members to hand over',
  none: 'She has no members; she can leave at once.',
  heir: 'Taken over by',
  count: 'Members',
  outletOnly: 'No person, the outlet only',
  what: 'What happens',
  what1: 'Members pass on at once as above, each on record.',
  what2: 'Every session of hers ends; the account is closed.',
  what3: 'Her links still open; the credit goes to whoever took over.',
  what4: 'What she earned and has not withdrawn stays hers.',
  reason: 'Why, such as "moving home"',
  leave: 'She leaves, hand over {n}',
  done: 'Handed over, {n} members moved',
};
