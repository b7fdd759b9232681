/** When an undelivered event is tried again, and when we stop. */
import { hours, minutes, seconds, type Millis } from '../../kernel/time.ts';
import type { PostOutcome } from './types.ts';

/** After the first try: nine more over 75 hours, as Standard Webhooks proposes. */
export const RETRY_AFTER: readonly Millis[] = [
  seconds(5),
  minutes(5),
  minutes(30),
  hours(2),
  hours(5),
  hours(10),
  hours(14),
  hours(20),
  hours(24),
];
/** For how long the old secret still signs beside a new one. */
export const OLD_SECRET_LIFE = hours(24);

export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly after: Millis }
  | { readonly kind: 'give_up' }
  | { readonly kind: 'gone' };

/** @param tries how often it was tried before this time */
export function verdictOn(outcome: PostOutcome, tries: number): Verdict {
  if ('status' in outcome) {
    if (outcome.status >= 200 && outcome.status < 300) return { kind: 'done' };
    if (outcome.status === 410) return { kind: 'gone' };
  }
  const planned = RETRY_AFTER[tries];
  if (planned === undefined) return { kind: 'give_up' };
  const asked = 'status' in outcome ? (outcome.retryAfterS ?? 0) : 0;
  const wished = Math.min(seconds(asked), hours(24));
  return { kind: 'again', after: Math.max(planned, wished) as Millis };
}

/** Whether an endpoint that names `filters` wants to hear of `name`. */
export const wants = (filters: readonly string[], name: string): boolean =>
  filters.some(
    (each) => each === '*' || each === name || each === `${name.slice(0, name.indexOf('.'))}.*`,
  );
