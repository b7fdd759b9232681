/** Whether a password is among those that whoever guesses tries first. */
import { MOST_CHOSEN } from './common-passwords-1.ts';
import { OFTEN_CHOSEN } from './common-passwords-2.ts';

const common: ReadonlySet<string> = new Set(`${MOST_CHOSEN} ${OFTEN_CHOSEN}`.split(/\s+/));

export const isCommonPassword = (lower: string): boolean => common.has(lower);
