/** A lie for each question to what people take out and keep with us. */
const one = (table: string, which: string): string =>
  `ctid = (select ctid from ${table} where ${which} limit 1)`;
const set = (table: string, change: string, which: string): string =>
  `update ${table} set ${change} where ${one(table, which)}`;

const W = 'ledger.withdrawal';

export const WALLET_LIES = {
  'W1 a withdrawal is its net, its fee and its tax, and all of it comes back or none': set(
    W,
    'fee_fen = fee_fen + 1',
    `state = 'paid'`,
  ),
  'W2 two let much go, and nobody her own': set(
    W,
    'needs_second = true, approved_by = released_by',
    `released_by is not null`,
  ),
  'W3 what counts against a limit is what was asked and not turned down': set(
    'payouts.allowance',
    'amount_fen = amount_fen + 1',
    'true',
  ),
};
