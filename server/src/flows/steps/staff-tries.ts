/** How often a staff password may be tried. */
import type { Quota } from '../../platform/quota.ts';

const QUARTER_MS = 900_000;

/** A login and an address each have so many wrong tries in a quarter of an hour. */
export const triesOf = (login: string, ip: string): readonly Quota[] => [
  { scope: `staff_login:${login}`, most: 10, windowMs: QUARTER_MS },
  { scope: `staff_ip:${ip}`, most: 100, windowMs: QUARTER_MS },
];
