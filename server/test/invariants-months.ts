/** Questions to what is paid beside orders: guides' months, contests, penalties. */

const MONTH_OF = (at: string): string =>
  `date_trunc('month', ${at} at time zone 'Asia/Shanghai')::date`;

export const MONTHS: Record<string, string> = {
  'K8 a settled order counts in its guide’s month': `
    select o.merchant_id, o.id, l.no from orders."order" o
    join attribution.credit c on c.merchant_id = o.merchant_id and c.order_id = o.id
    join orders.line l on l.merchant_id = o.merchant_id and l.order_id = o.id and l.no > 0
    left join commission.sale_line s on s.merchant_id = o.merchant_id and s.order_id = o.id
      and s.line_no = l.no
    where c.service_guide_id is not null and o.state = 'settled'
      and (s.staff_id is distinct from c.service_guide_id
        or s.month is distinct from ${MONTH_OF('o.settled_at')})`,
  'K9 the words about a month add up to what it is worth': `
    select merchant_id, month, staff_id from commission.tier_close
    group by 1, 2, 3
    having sum(booked_fen) <> (array_agg(worth_fen order by no desc))[1]
      or max(no) <> count(*)`,
  'K9 each word about a month is in the ledger once': `
    select c.merchant_id, c.month, c.staff_id, c.no from commission.tier_close c
    where c.booked_fen <> (select coalesce(sum(case t.type when 'tier' then t.amount_fen
        else -t.amount_fen end), 0) from ledger.transfer t
      where t.merchant_id = c.merchant_id and t.type in ('tier', 'tier_back')
        and t.source in (c.staff_id || ':' || c.month || ':' || c.no,
          c.staff_id || ':' || c.month || ':' || c.no || ':owed'))
    union all
    select t.merchant_id, null, null, null from ledger.transfer t
    where t.type in ('tier', 'tier_back') and not exists (select from commission.tier_close c
      where c.merchant_id = t.merchant_id
        and t.source like c.staff_id || ':' || c.month || ':' || c.no || '%')`,
  'K10 a month keeps its caps': `
    select r.merchant_id, r.month, r.party from commission.month_room r
    where r.taken_fen > r.cap_fen or r.taken_fen < (select coalesce(sum(t.amount_fen), 0)
      from ledger.transfer t where t.merchant_id = r.merchant_id and t.type = 'post'
        and t.role in ('guide', 'sharer_1', 'sharer_2') and ${MONTH_OF('t.at')} = r.month
        and t.to_account not like 'due:hq:%' and (r.party = 'all' or t.to_account = r.party))`,
  'K11 a closed contest has paid its prizes, each once': `
    select c.merchant_id, c.id, r.staff_id from incentives.contest c
    join incentives.contest_result r on r.merchant_id = c.merchant_id and r.contest_id = c.id
    where c.state <> 'closed' or r.prize_fen <> (select coalesce(sum(t.amount_fen), 0)
      from ledger.transfer t where t.merchant_id = c.merchant_id and t.type = 'prize'
        and t.source = c.id || ':' || r.staff_id)
    union all
    select t.merchant_id, null, null from ledger.transfer t where t.type = 'prize'
      and not exists (select from incentives.contest_result r where r.merchant_id = t.merchant_id
        and t.source = r.contest_id || ':' || r.staff_id)`,
  'K12 a penalty is booked once, after its appeal, and makes no debt': `
    select p.merchant_id, p.id from incentives.penalty p
    where p.booked_fen <> (select coalesce(sum(t.amount_fen), 0) from ledger.transfer t
        where t.merchant_id = p.merchant_id and t.type = 'penalty' and t.source = p.id::text)
      or p.decided_by = p.imposed_by or p.decided_by = p.staff_id
      or (p.booked_at < p.appeal_until and p.decided_at is null)
    union all
    select t.merchant_id, t.id from ledger.transfer t where t.type = 'penalty'
      and (t.from_account like 'debt:%' or not exists (select from incentives.penalty p
        where p.merchant_id = t.merchant_id and t.source = p.id::text))`,
};

/** A lie about each. */
export const MONTH_LIES: Readonly<Record<keyof typeof MONTHS, string>> = {
  'K8 a settled order counts in its guide’s month': `update attribution.credit c
    set service_guide_id = gen_random_uuid() from orders."order" o
    where o.merchant_id = c.merchant_id and o.id = c.order_id and o.state = 'settled'`,
  'K9 the words about a month add up to what it is worth': `insert into commission.tier_close
    select id, '2026-03-01', gen_random_uuid(), 1, 't', 1, 100, 5, 0, now()
    from platform.merchant limit 1`,
  'K9 each word about a month is in the ledger once': `insert into commission.tier_close
    select id, '2026-03-01', gen_random_uuid(), 1, 't', 1, 100, 5, 5, now()
    from platform.merchant limit 1`,
  'K10 a month keeps its caps': `insert into commission.month_room
    select id, '2026-03-01', 'all', 5, 6 from platform.merchant limit 1`,
  'K11 a closed contest has paid its prizes, each once': `with made as (
      insert into incentives.contest select merchant_id, gen_random_uuid(), 'x', 'sales', id,
        '2026-03-01', '2026-03-02', 'rank', '[]', 0, 'split', 'own', 'closed', gen_random_uuid(),
        now(), now() from chain.node limit 1 returning merchant_id, id)
    insert into incentives.contest_result
      select merchant_id, id, gen_random_uuid(), 1, 5, 100 from made`,
  'K12 a penalty is booked once, after its appeal, and makes no debt': `
    insert into incentives.penalty (merchant_id, id, staff_id, rule, amount_fen, reason, state,
      imposed_by, imposed_at, appeal_until, booked_fen, booked_at)
    select id, gen_random_uuid(), gen_random_uuid(), 'x', 500, 'x', 'booked', gen_random_uuid(),
      now(), now(), 500, now() from platform.merchant limit 1`,
};
