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
  'W4 what stands in buckets is what is free on the account': set(
    'wallet.bucket',
    'rest = rest - 1',
    'rest > 0',
  ),
  'W5 points are a currency of their own': set(
    'ledger.transfer',
    `to_account = 'cash:sandbox'`,
    `from_account = 'points:house'`,
  ),
  'W6 an order is paid by its channel and its tender': set(
    'orders."order"',
    'tender_fen = tender_fen + 1',
    'captured_fen > 0',
  ),
  'W7 a tender is used when its order is paid, and freed when it is given up': set(
    'wallet.tender',
    `state = 'held'`,
    `state = 'used'`,
  ),
  'W8 what buckets gave for an order is its tender, and came back by its refunds': set(
    'wallet.take',
    'amount = amount + 1',
    'true',
  ),
  'W9 all of an order gone back is all of its tender gone back': `
    update wallet.tender_back b set points_fen = points_fen + 1 from orders."order" o
    where o.id = b.order_id and o.refunded_fen = o.captured_fen`,
  'W10 a paid top-up stands in the books once, within what was paid': set(
    'wallet.top_up',
    'principal_fen = principal_fen + 1',
    `state = 'paid'`,
  ),
  'W11 points of an order are what it was worth, and no more were booked': set(
    'wallet.earning',
    'posted = posted + 1',
    `state = 'settled'`,
  ),
};
