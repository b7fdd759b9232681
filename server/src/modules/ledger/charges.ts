/** What shops and houses pay each other beside an order's portions, and what the bank pays them. */
import { check } from '../../kernel/check.ts';
import type { OrderId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { cashOf, dueOf, isGuarded } from './rules.ts';
import { selectSources } from './store-charges.ts';
import type { Party, TransferType } from './types.ts';
import { transfer } from './writing.ts';

export interface Charge {
  readonly type: Extract<
    TransferType,
    'promotion' | 'promotion_back' | 'goods' | 'goods_back' | 'correction'
  >;
  readonly from: Party;
  readonly to: Party;
  readonly amount: Fen;
  /** With the type it is unique: one cause is booked once. */
  readonly source: string;
  readonly order: OrderId | null;
}

/** Between shops and houses only: their dues may fall below nothing and are offset later. */
export function charge(tx: Tx, charges: readonly Charge[]): void {
  const rows = charges
    .filter(({ amount }) => amount > 0)
    .map(({ from, to, ...rest }) => ({ ...rest, from: dueOf(from), to: dueOf(to), role: null }));
  for (const { from, to } of rows)
    check(!isGuarded(from) && !isGuarded(to), 'nobody is charged who has a purse of her own');
  transfer(tx, rows);
}

/** Finance has sent it by the bank; `source` is the caller's own id of that payment. */
export function payByBank(tx: Tx, to: Party, amount: Fen, source: string): void {
  const from = dueOf(to);
  check(!isGuarded(from), 'people take out by themselves');
  const row = { from, to: cashOf('bank'), amount, type: 'bank', source } as const;
  transfer(tx, [{ ...row, order: null, role: null }]);
}

/** What the bank has paid for causes that begin so. */
export const paidByBank = (
  reader: Reader,
  start: string,
): Promise<{ readonly source: string; readonly amount: Fen }[]> =>
  reader.ask(selectSources, { type: 'bank', start, end: `${start}~` });
