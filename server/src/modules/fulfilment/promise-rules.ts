/** When the goods can be had from an outlet: its open minutes for preparing, then the way. Pure. */
import { afterOpenMs } from '../../kernel/hours.ts';
import { between, days, epochOf, instantAt, minutes, type Instant } from '../../kernel/time.ts';
import type { Candidate, Way } from './types.ts';

/** A promise further away than this is none. */
export const PROMISE_WITHIN = days(7);
/** A courier in a city: 15 minutes to set off, then 250 m a minute. */
const SET_OFF_MINUTES = 15;
const METRES_A_MINUTE = 250;

/**
 * The earliest moment at which the goods can be had from this outlet: its open minutes for
 * preparing, then the way. Null when it does not open within sight.
 */
export function promiseOf(
  outlet: Pick<Candidate, 'hours' | 'prepareMinutes'>,
  way: Way,
  distanceM: number,
  from: Instant,
): Instant | null {
  const promisedMs = promiseMs(outlet, way, distanceM, epochOf(from));
  return promisedMs === null ? null : instantAt(promisedMs);
}

/** In milliseconds: routing asks it of every outlet around. */
export function promiseMs(
  { hours, prepareMinutes }: Pick<Candidate, 'hours' | 'prepareMinutes'>,
  way: Way,
  distanceM: number,
  fromMs: number,
): number | null {
  const readyMs = afterOpenMs(hours, fromMs, minutes(Math.max(prepareMinutes, 1)));
  if (readyMs === null || way === 'pickup') return readyMs;
  return readyMs + minutes(SET_OFF_MINUTES + Math.ceil(distanceM / METRES_A_MINUTE));
}

export const isInSight = (promisedAt: Instant | null, from: Instant): promisedAt is Instant =>
  promisedAt !== null && between(from, promisedAt) <= PROMISE_WITHIN;
