/** Every word of the workbench in Chinese: the source of the keys. */
import { zhPeople } from './zh-people.ts';
import { zhPayouts } from './zh-payouts.ts';
import { zhIncentives } from './zh-incentives.ts';
import { zhSecurity } from './zh-security.ts';
import { zhFrame } from './zh-shell.ts';
import { zhStore } from './zh-store.ts';

export const zh = {
  ...zhFrame,
  ...zhStore,
  ...zhPeople,
  ...zhSecurity,
  ...zhIncentives,
  ...zhPayouts,
};
