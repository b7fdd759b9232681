/** Reading what the platform answers: one about another thing, or not to be read, is none. */
import { after, hours, type Instant } from '../../kernel/time.ts';
import { isMissing, WechatPayFault } from './fault.ts';
import { type Found, textOf } from './reading.ts';

export function oneOf(states: readonly string[], said: unknown): string {
  const state = textOf(said);
  if (!states.includes(state)) throw contradiction();
  return state;
}

export const contradiction = (): WechatPayFault => new WechatPayFault('STRANGE_ANSWER', 'ask', 200);

export function understood<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw contradiction();
  }
}

export async function unlessMissing(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked;
  } catch (fault) {
    if (isMissing(fault)) return null;
    throw fault;
  }
}

const EIGHT = hours(8);
/** 2018-06-08T10:34:56+08:00 */
export const inShanghai = (instant: Instant): string =>
  `${after(instant, EIGHT).slice(0, 19)}+08:00`;
