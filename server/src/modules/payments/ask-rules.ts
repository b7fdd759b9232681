/** When a provider is asked what became of a payment that nobody has told us of. */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Growing, for most notices that come at all come at once. */
export const ASK_AFTER_MS = [5 * SECOND, 15 * SECOND, MINUTE, 3 * MINUTE, 10 * MINUTE];

/**
 * After so many asks, how long until the next.
 * @param leftMs until the order may not be paid any more; the last ask comes just behind it
 */
export function nextAskMs(asks: number, leftMs: number): number {
  const wait = ASK_AFTER_MS[Math.min(asks, ASK_AFTER_MS.length - 1)]!;
  return leftMs > 0 ? Math.min(wait, leftMs + SECOND) : wait;
}

/** What to do about one payment of an order. */
export function askVerdict(
  intent: { readonly state: 'open' | 'captured' | 'shut'; readonly closed: boolean },
  orderUnpaid: boolean,
): 'ask' | 'close' | 'nothing' {
  if (intent.closed || intent.state === 'captured') return 'nothing';
  // A second way to pay stands open at another provider while the first has paid: shut it there.
  return intent.state === 'open' && orderUnpaid ? 'ask' : 'close';
}
