/**
 * How often a staff password or code may be tried, by login, address and shop. A device that its
 * owner has used before counts alone: strangers cannot shut her out of it.
 */
import type { Throttle } from '../../platform/throttle.ts';

const QUARTER_S = 900;
const SIX_HOURS_S = 21_600;

export const triesOf = (
  login: string,
  ip: string,
  knownDevice: string | null = null,
): readonly Throttle[] => [
  {
    scope: `staff_login:${login}${knownDevice === null ? '' : `:${knownDevice}`}`,
    free: 5,
    firstS: 30,
    mostS: QUARTER_S,
    forgetS: SIX_HOURS_S,
    clears: true,
  },
  {
    scope: `staff_ip:${ip}`,
    free: 50,
    firstS: 30,
    mostS: QUARTER_S,
    forgetS: 3_600,
    clears: false,
  },
  // the whole shop is only slowed down: shutting it would be the attack
  ...(knownDevice === null
    ? [{ scope: 'staff_all', free: 300, firstS: 1, mostS: 2, forgetS: 3_600, clears: false }]
    : []),
];
