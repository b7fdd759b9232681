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
  'W4 what stands in buckets is what is free on the account': `
    select merchant_id, member_id, kind, b.rest, a.free from (
      select merchant_id, member_id, kind, sum(rest) as rest from wallet.bucket group by 1, 2, 3) b
    full join (
      select merchant_id, (regexp_match(account, '[^:]+$'))[1]::uuid as member_id,
        case when account like 'points:%' then 'points' else split_part(account, ':', 2) end
          as kind, balance_fen - pending_out_fen as free
      from ledger.account where account ~ '^(stored|points.member)[:]') a
      using (merchant_id, member_id, kind)
    where coalesce(b.rest, 0) <> coalesce(a.free, 0)`,
  'W5 points are a currency of their own': `
    select merchant_id, id from ledger.transfer
    where (from_account ~ '^(debt:)?points:') <> (to_account ~ '^(debt:)?points:')
    union all
    select merchant_id, id from ledger.pending
    where (from_account ~ '^(debt:)?points:') <> (to_account ~ '^(debt:)?points:')`,
  'W6 an order is paid by its channel and its tender': `
    select o.merchant_id, o.id, o.tender_fen, t.state from orders."order" o
    left join wallet.tender t on t.merchant_id = o.merchant_id and t.order_id = o.id
      and t.state <> 'freed'
    where o.state <> 'cancelled'
      and o.tender_fen <> coalesce(t.principal_fen + t.bonus_fen + t.points_fen, 0)
    union all
    select o.merchant_id, o.id, o.tender_fen, 'capture' from orders."order" o
    left join payments.capture c on c.merchant_id = o.merchant_id and c.order_id = o.id
      and c.use = 'order'
    where o.captured_fen > 0 and o.captured_fen <> coalesce(c.amount_fen, 0) + o.tender_fen`,
  'W7 a tender is used when its order is paid, and freed when it is given up': `
    select t.merchant_id, t.order_id, t.state, o.state from wallet.tender t
    join orders."order" o on o.merchant_id = t.merchant_id and o.id = t.order_id
    where (t.state = 'used') <> (o.captured_fen > 0 and o.tender_fen > 0)
      or (t.state = 'held') <> (o.state = 'unpaid')`,
  'W8 what buckets gave for an order is its tender, and came back by its refunds': `
    select t.merchant_id, t.order_id, t.state, k.* from wallet.tender t
    cross join lateral (select coalesce(sum(k.amount) filter (where kind = 'principal'), 0) as p,
        coalesce(sum(k.amount) filter (where kind = 'bonus'), 0) as b,
        coalesce(sum(k.amount) filter (where kind = 'points'), 0) as n,
        coalesce(sum(given_back) filter (where kind = 'principal'), 0) as p_back,
        coalesce(sum(given_back) filter (where kind = 'bonus'), 0) as b_back,
        coalesce(sum(given_back) filter (where kind = 'points'), 0) as n_back
      from wallet.take k join wallet.bucket u on u.merchant_id = k.merchant_id
        and u.id = k.bucket_id
      where k.merchant_id = t.merchant_id and k.order_id = t.order_id) k
    cross join lateral (select coalesce(sum(principal_fen), 0) as p2,
        coalesce(sum(bonus_fen), 0) as b2, coalesce(sum(points), 0) as n2
      from wallet.tender_back b
      where b.merchant_id = t.merchant_id and b.order_id = t.order_id) r
    where (p, b, n) <> (t.principal_fen, t.bonus_fen, t.points)
      or (p_back, b_back, n_back) <> case t.state when 'freed' then (p, b, n)
        else (p2, b2, n2) end`,
  'W9 all of an order gone back is all of its tender gone back': `
    select o.merchant_id, o.id from orders."order" o join wallet.tender t
      on t.merchant_id = o.merchant_id and t.order_id = o.id and t.state = 'used'
    where o.refunded_fen = o.captured_fen and (t.points, t.points_fen, t.bonus_fen)
      <> (select coalesce(sum(points), 0), coalesce(sum(points_fen), 0),
          coalesce(sum(bonus_fen), 0) from wallet.tender_back b
        where b.merchant_id = o.merchant_id and b.order_id = o.id)`,
  'W10 a paid top-up stands in the books once, within what was paid': `
    select t.merchant_id, t.id, t.state, l.amount_fen from wallet.top_up t
    left join ledger.transfer l on l.merchant_id = t.merchant_id and l.type = 'capture'
      and l.source = t.channel || ':' || t.provider_no
    where (t.state = 'paid') <> (l.id is not null) or l.amount_fen <> t.principal_fen`,
  'W11 points of an order are what it was worth, and no more were booked': `
    select e.merchant_id, e.order_id, e.posted, l.net from wallet.earning e
    cross join lateral (select coalesce(sum(case type when 'points_earned' then amount_fen
        else -amount_fen end), 0) as net
      from ledger.transfer t where t.merchant_id = e.merchant_id
        and t.type in ('points_earned', 'points_taken', 'points_owed')
        and t.source like e.order_id || ':%') l
    where e.posted <> l.net or (e.state = 'pending' and e.posted > 0)`,
};
