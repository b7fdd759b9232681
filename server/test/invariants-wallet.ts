/** Questions to what people take out and keep with us (W). */

export const WALLET: Record<string, string> = {
  'W1 a withdrawal is its net, its fee and its tax, and all of it comes back or none': `
    select w.merchant_id, w.id, w.state, t.* from ledger.withdrawal w
    cross join lateral (
      select coalesce(sum(amount_fen) filter (where type in ('withdraw', 'fee', 'withheld')), 0)
          as gone,
        coalesce(sum(amount_fen)
          filter (where type in ('payout_back', 'fee_back', 'withheld_back')), 0) as back,
        coalesce(sum(amount_fen) filter (where type = 'payout'), 0) as paid
      from ledger.transfer t where t.merchant_id = w.merchant_id and t.source = w.id::text
        and t.type in ('withdraw', 'fee', 'withheld', 'payout', 'payout_back', 'fee_back',
          'withheld_back')) t
    where gone <> case when released_at is null then 0 else amount_fen end
      or back <> case state when 'failed' then amount_fen else 0 end
      or paid <> case state when 'paid' then amount_fen - fee_fen - withheld_fen else 0 end`,
  'W2 two let much go, and nobody her own': `
    select merchant_id, id from ledger.withdrawal where released_by is not null
      and (needs_second and (approved_by is null or approved_by = released_by)
        or account in ('due:staff:' || approved_by, 'due:staff:' || released_by))`,
  'W3 what counts against a limit is what was asked and not turned down': `
    select a.merchant_id, a.account, a.span, a.amount_fen, w.fen from payouts.allowance a
    cross join lateral (select coalesce(sum(amount_fen), 0) as fen, count(*) as times
      from ledger.withdrawal w where w.merchant_id = a.merchant_id and w.account = a.account
        and state not in ('refused', 'failed')
        and to_char(asked_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') like a.span || '%') w
    where a.amount_fen <> w.fen or a.times <> w.times`,
};
