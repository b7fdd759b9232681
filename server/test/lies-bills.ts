/** What no door says of a provider's bills, for each question about them. */
const A_BILL = (state: string, fee: number): string => `insert into payments.bill (merchant_id,
    channel, account, day, state, hash, line_count, fee_fen)
  select id, 'lied', 'a', '2026-01-01', '${state}', 'h', 1, ${fee} from platform.merchant limit 1`;
const A_BREAK = (state: string, resolution: string, owner: string): string =>
  `insert into payments.bill_break (merchant_id, id, channel, account, day, of, subject, kind,
    reason, state, owner_id, found_at, resolution, resolved_at)
  select merchant_id, gen_random_uuid(), 'lied', 'a', '2026-01-01', 'payment', 's',
    'missing_here', 'never_told', '${state}', ${owner}, now(), ${resolution}, now()
  from chain.staff limit 1`;

export const BILLS: Readonly<Record<string, string>> = {
  'L10 a bill is the sum of its lines': A_BILL('compared', 0),
  'L10 the fees of a bill are in the ledger once': A_BILL('compared', 5),
  'L10 what was booked for a break is in the ledger once': `insert into ledger.transfer
    (merchant_id, id, from_account, to_account, amount_fen, type, source, at)
    select merchant_id, gen_random_uuid(), from_account, to_account, 1, 'adjustment',
      gen_random_uuid()::text, at from ledger.transfer limit 1`,
  'L10 every break has an owner on the staff': A_BREAK('open', 'null', 'gen_random_uuid()'),
  'L10 a break is resolved by a booking or by other means, never by both': A_BREAK(
    'resolved',
    `'booked'`,
    'id',
  ),
};
