/** The money of an order as its card shows it. */
import type { Order } from './types.ts';

export interface Leg {
  readonly key: string;
  readonly role: string;
  readonly name: string;
  readonly bps: number | null;
  readonly amountFen: number;
  readonly takenBackFen: number;
  readonly netFen: number;
  readonly state: string;
}
export interface Posting {
  readonly id?: string;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly fromName?: string;
  readonly toName?: string;
  readonly type: string;
  readonly amountFen: number;
}
export interface Money {
  readonly planVersion?: number;
  readonly legs: readonly Omit<Leg, 'key'>[];
  readonly postings?: readonly Posting[];
}

const ORDER = ['fulfilling', 'selling', 'dealer', 'guide', 'sharer_1', 'sharer_2', 'invitee', 'hq'];

/** In the order in which the eye follows the goods; who gets nothing is left out. */
export const legsOf = (money: Money): Leg[] =>
  money.legs
    .map((leg, i) => ({ ...leg, key: `${leg.role}-${i}` }))
    .filter((leg) => leg.amountFen !== 0 || leg.takenBackFen !== 0)
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));

/** due:staff:… as a person's name; order and cash accounts by their word. */
export function accountName(
  account: string,
  order: Order,
  word: (key: string, otherwise?: string) => string,
  known?: string,
): string {
  if (known) return known;
  const [kind = '', ...rest] = account.split(':');
  const named = order.names[rest.at(-1) ?? ''];
  if (kind === 'order') return word('a_order');
  if (kind === 'cash') return `${word('a_cash')} ${rest.join(':')}`;
  return `${named ?? word(`a_${rest[0]}`, rest[0] ?? '')} ${word(`a_${kind}`)}`;
}
