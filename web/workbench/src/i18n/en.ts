/** Every word of the workbench in English: the same keys, or it does not compile. */
import { enPeople } from './en-people.ts';
import { enPayouts } from './en-payouts.ts';
import { enIncentives } from './en-incentives.ts';
import { enSecurity } from './en-security.ts';
import { enFrame } from './en-shell.ts';
import { enStore } from './en-store.ts';
import type { zh } from './zh.ts';

export const en: Readonly<Record<keyof typeof zh, string>> = {
  ...enFrame,
  ...enStore,
  ...enPeople,
  ...enSecurity,
  ...enIncentives,
  ...enPayouts,
};
