/** Whether a password is among those that whoever guesses tries first. */
import { MOST_CHOSEN } from './known-passwords-first.ts';
import { OFTEN_CHOSEN } from './known-passwords-rest.ts';

const known: ReadonlySet<string> = new Set(`${MOST_CHOSEN} ${OFTEN_CHOSEN}`.split(/\s+/));

export const isKnownPassword = (lower: string): boolean => known.has(lower);
