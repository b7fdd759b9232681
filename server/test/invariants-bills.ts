/** Questions to bills of providers and to the breaks found in them: part of the ledger's (L10). */
const SAME = (a: string, b: string): string =>
  `${a}.merchant_id = ${b}.merchant_id and ${a}.channel = ${b}.channel
    and ${a}.account = ${b}.account and ${a}.day = ${b}.day`;

export const BILLS: Readonly<Record<string, string>> = {
  'L10 a bill is the sum of its lines': `
    select b.merchant_id, b.channel, b.day, b.line_count, s.lines, b.paid_fen, s.paid
    from payments.bill b cross join lateral (
      select count(*) as lines,
        coalesce(sum(amount_fen) filter (where kind = 'payment' and state = 'done'), 0) as paid,
        coalesce(sum(amount_fen) filter (where kind = 'refund' and state <> 'failed'), 0) as back,
        coalesce(sum(fee_fen), 0) as fee
      from payments.bill_line l where ${SAME('l', 'b')}) s
    where b.state = 'compared' and (b.line_count, b.paid_fen, b.refunded_fen,
      b.fee_fen - b.fee_back_fen) is distinct from (s.lines, s.paid, s.back, s.fee)`,
  'L10 the fees of a bill are in the ledger once': `
    select b.merchant_id, b.channel, b.day, t.type from payments.bill b
    cross join (values ('provider_fee'), ('provider_fee_back')) k(type)
    full join (select * from ledger.transfer where type in ('provider_fee', 'provider_fee_back')) t
      on t.merchant_id = b.merchant_id and t.type = k.type
        and t.source = concat_ws(':', b.channel, b.account, b.day)
    where coalesce(case when b.state <> 'compared' then 0 when k.type = 'provider_fee' then b.fee_fen
        else b.fee_back_fen end, 0) <> coalesce(t.amount_fen, 0)`,
  'L10 what was booked for a break is in the ledger once': `
    select k.merchant_id, k.id, t.id as transfer from payments.break_booking k
    full join (select * from ledger.transfer where type = 'adjustment') t
      on t.merchant_id = k.merchant_id and t.source = k.id::text
    where (k.booked_at is not null) <> (t.id is not null) or t.amount_fen <> k.amount_fen`,
  'L10 every break has an owner on the staff': `
    select k.merchant_id, k.id, k.owner_id from payments.bill_break k
    where not exists (select from chain.staff s
      where s.merchant_id = k.merchant_id and s.id = k.owner_id)`,
  'L10 a break is resolved by a booking or by other means, never by both': `
    select k.merchant_id, k.id, k.resolution from payments.bill_break k
    where (k.resolution is not distinct from 'booked') <> exists (
      select from payments.break_booking b where b.merchant_id = k.merchant_id
        and b.break_id = k.id and b.booked_at is not null)`,
};
