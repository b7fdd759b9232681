/** Questions to the money: ledger (L) and commission (K). */
import { BILLS } from './invariants-bills.ts';

const GUARDED = "'^(order|payout|debt|due.staff|due.member|stored|points.member)[:]'";
const LEGS = `select merchant_id, to_account as account, amount_fen as amount, xid, at, type, order_id
    from ledger.transfer
  union all
  select merchant_id, from_account, -amount_fen, xid, at, type, order_id from ledger.transfer`;
const ROLES = [
  'guide',
  'sharer_1',
  'sharer_2',
  'invitee',
  'selling',
  'fulfilling',
  'dealer',
  'hq',
] as const;
const each = (of: (role: string) => string, joined: string): string =>
  ROLES.map((role) => `(${of(role)})`).join(joined);

export const LEDGER: Record<string, string> = {
  'L1 captured = refunded + in flight + open + posted − reversed': `
    select o.merchant_id, o.id, o.captured_fen, t.*, p.* from orders."order" o
    cross join lateral (
      select coalesce(sum(amount_fen) filter (where type in ('capture', 'tender')), 0) as captured,
        coalesce(sum(amount_fen) filter (where type in ('refund', 'tender_back')), 0) as refunded,
        coalesce(sum(amount_fen) filter (where type = 'post'), 0) as posted,
        coalesce(sum(amount_fen) filter (where type in ('claw_back', 'debt')), 0) as reversed
      from ledger.transfer t where t.merchant_id = o.merchant_id and t.order_id = o.id) t
    cross join lateral (
      select coalesce(sum(amount_fen - voided_fen - posted_fen)
          filter (where type = 'refund'), 0) as flying,
        coalesce(sum(amount_fen - voided_fen - posted_fen)
          filter (where type = 'portion'), 0) as open
      from ledger.pending p where p.merchant_id = o.merchant_id and p.order_id = o.id
        and p.resolved_at is null) p
    where captured <> refunded + flying + open + posted - reversed or captured <> o.captured_fen
      or o.refunded_fen <> refunded + flying`,
  'L1 an order has nothing available': `
    select * from ledger.account where account like 'order:%' and balance_fen <> pending_out_fen`,
  'L2 all accounts add up to nothing': `
    select merchant_id, sum(amount) from (
      select merchant_id, balance_fen as amount from ledger.account
      union all
      select merchant_id, amount from (${LEGS}) legs where account !~ ${GUARDED}) totals
    group by 1 having sum(amount) <> 0`,
  'L3 kept totals are the sums of transfers': `
    select a.merchant_id, a.account, a.balance_fen, coalesce(s.summed, 0) as summed
    from ledger.account a left join (select merchant_id, account, sum(amount) as summed
      from (${LEGS}) legs group by 1, 2) s using (merchant_id, account)
    where a.balance_fen <> coalesce(s.summed, 0)`,
  'L3 guarded accounts that move have a row': `
    select distinct merchant_id, account from (${LEGS}) legs
    where account ~ ${GUARDED} and not exists (select from ledger.account a
      where a.merchant_id = legs.merchant_id and a.account = legs.account)`,
  'L3 rolled-up totals are the sums below the cursor': `
    select r.merchant_id, r.account, r.balance_fen, s.summed from ledger.rollup r
    join ledger.rollup_cursor c using (merchant_id)
    cross join lateral (select coalesce(sum(amount), 0) as summed from (${LEGS}) legs
      where legs.merchant_id = r.merchant_id and legs.account = r.account
        and legs.xid < c.below_xid) s
    where r.balance_fen <> s.summed`,
  'L4 nothing available falls below nothing': `
    select * from ledger.account where account not like 'debt:%'
      and balance_fen - pending_out_fen < 0`,
  'L4 whoever owes has nothing available': `
    select d.* from ledger.account d join ledger.account a on a.merchant_id = d.merchant_id
      and a.account = replace(d.account, 'debt:', 'due:')
    where d.account like 'debt:%' and d.balance_fen < 0 and a.balance_fen - a.pending_out_fen > 0`,
  'L4 a debt is never more than paid': `
    select * from ledger.account where account like 'debt:%' and balance_fen > 0`,
  'L5 pending out is the sum of open pendings': `
    select a.merchant_id, a.account, a.pending_out_fen, p.open from ledger.account a
    left join (select merchant_id, from_account, sum(amount_fen - voided_fen - posted_fen) as open
      from ledger.pending where resolved_at is null group by 1, 2) p
      on p.merchant_id = a.merchant_id and p.from_account = a.account
    where a.pending_out_fen <> coalesce(p.open, 0)`,
  'L5 what is voided has its causes': `
    select p.merchant_id, p.id, p.voided_fen, v.fen from ledger.pending p
    left join (select merchant_id, pending_id, sum(amount_fen) as fen from ledger.void
      group by 1, 2) v on v.merchant_id = p.merchant_id and v.pending_id = p.id
    where p.voided_fen <> coalesce(v.fen, 0)`,
  'L5 resolved is empty, and empty is resolved': `
    select merchant_id, id from ledger.pending
    where (resolved_at is null) <> (amount_fen - voided_fen - posted_fen > 0)`,
  'L6 no transfer was ever written over': `
    select merchant_id, id from ledger.transfer
    where xmin::text::numeric <> mod(xid::text::numeric, 4294967296)`,
  'L7 one cause moves money once': `
    select merchant_id, type, source from ledger.transfer group by 1, 2, 3 having count(*) > 1
    union all
    select merchant_id, type, source from ledger.pending group by 1, 2, 3 having count(*) > 1`,
  'L8 whatever moves is a positive amount, between two': `
    select merchant_id, id from ledger.transfer where amount_fen <= 0 or from_account = to_account
    union all
    select merchant_id, id from ledger.pending where amount_fen <= 0 or from_account = to_account`,
  'L9 a posted portion is the transfer that it promised': `
    select p.merchant_id, p.id from ledger.pending p
    left join ledger.transfer t on t.merchant_id = p.merchant_id and t.type = 'post'
      and t.source = p.id::text
    where p.type = 'portion' and p.posted_fen <> coalesce(t.amount_fen, 0)`,
  'L9 what comes back never exceeds what was posted': `
    select t.merchant_id, t.order_id, t.role from ledger.transfer t
    where t.order_id is not null and t.role is not null group by 1, 2, 3
    having sum(amount_fen) filter (where type in ('claw_back', 'debt'))
      > coalesce(sum(amount_fen) filter (where type = 'post'), 0)`,
  'L11 an account is its own merchant’s': `
    select merchant_id, account from (
      select merchant_id, to_account as account from ledger.transfer
      union select merchant_id, from_account from ledger.transfer
      union select merchant_id, to_account from ledger.pending) accounts
    where not case
      when account ~ '^(cash|payout|fee|tax):' then true
      when account like 'order:%' then exists (select from orders."order" o
        where o.merchant_id = accounts.merchant_id and account = 'order:' || o.id)
      when account ~ '^(due|debt):staff:' then exists (select from chain.staff s
        where s.merchant_id = accounts.merchant_id and account like '%:' || s.id)
      when account = 'points:house' then true
      when account ~ '^(due|debt):member:|^stored:|points:' then exists (select from members.member m
        where m.merchant_id = accounts.merchant_id and account like '%:' || m.id)
      else exists (select from chain.node n
        where n.merchant_id = accounts.merchant_id and account like '%:' || n.id) end`,
  'L12 a day’s sums are those of its transfers below the cursor': `
    select merchant_id, account, day from (
      select d.merchant_id, d.account, d.day, d.in_fen, d.out_fen, 0 as came, 0 as went
      from ledger.day_sum d
      union all
      select l.merchant_id, case when l.account ~ ${GUARDED}
          then regexp_replace(l.account, '^((due:)?[a-z]+):.*$', '\\1:*') else l.account end,
        (l.at at time zone 'Asia/Shanghai')::date, 0, 0, greatest(amount, 0), greatest(-amount, 0)
      from (${LEGS}) l join ledger.rollup_cursor c using (merchant_id) where l.xid < c.below_xid
    ) both_sides group by 1, 2, 3
    having sum(in_fen) <> sum(came) or sum(out_fen) <> sum(went)`,
  'L13 a closed month is the sum of its lines, and follows the one before': `
    select d.merchant_id, d.id from settlement.document d
    left join lateral (select count(*) as n, coalesce(sum(made_fen - cut_fen), 0) as fen
      from settlement.line l where l.merchant_id = d.merchant_id and l.document_id = d.id) l on true
    where l.n <> d.lines or l.fen <> d.earned_fen + d.charged_fen
      or exists (select from settlement.document b where b.merchant_id = d.merchant_id
        and b.party_id = d.party_id and b.month = to_char((d.month || '-01')::date - 1, 'YYYY-MM')
        and b.closing_fen + b.pending_fen <> d.opening_fen)`,
  'L10 every capture is in the ledger once': `
    select c.merchant_id, c.provider_no, c.use, t.id from payments.capture c
    full join (select * from ledger.transfer where type = 'capture') t
      on t.merchant_id = c.merchant_id and t.source = c.channel || ':' || c.provider_no
    where (coalesce(c.use, 'mismatch') <> 'mismatch') <> (t.id is not null)
      or t.amount_fen <> c.amount_fen`,
  'L10 every refund that succeeded is in the ledger once': `
    select r.merchant_id, r.id, r.state, t.id as transfer from payments.refund r
    full join (select * from ledger.transfer where type in ('refund', 'provider_back')) t
      on t.merchant_id = r.merchant_id and t.source = r.id::text
    where (coalesce(r.state, '-') = 'succeeded') <> (t.id is not null)
      or t.amount_fen <> r.amount_fen`,
  'L10 a payment nobody wanted goes back once': `
    select c.merchant_id, c.provider_no from payments.capture c
    where c.use in ('late', 'twice', 'wrong') and 1 <> (select count(*) from payments.refund r
      where r.merchant_id = c.merchant_id and r.provider_no = c.provider_no and not r.for_order)`,
  ...BILLS,
};

export const COMMISSION: Record<string, string> = {
  'K1 portions make the net': `
    select p.merchant_id, p.order_id, p.line_no from commission.portion p join orders.line l
      on l.merchant_id = p.merchant_id and l.order_id = p.order_id and l.no = p.line_no
    where p.net_fen <> l.net_fen or p.net_fen <> ${each((r) => `p.${r}_fen`, ' + ')}`,
  'K1 every line has its portions': `
    select l.merchant_id, l.order_id, l.no from orders.line l left join commission.portion p
      on p.merchant_id = l.merchant_id and p.order_id = l.order_id and p.line_no = l.no
    where p.order_id is null`,
  'K2 all but the house stay within their cap': `
    select p.* from commission.portion p join chain.policy plan on plan.kind = 'commission'
      and plan.merchant_id = p.merchant_id and plan.version = p.policy_version
    where line_no > 0
      and (net_fen - hq_fen > net_fen * (plan.body->>'allCapBps')::int / 10000
        or guide_fen + sharer_1_fen + sharer_2_fen + invitee_fen
          > net_fen * (plan.body->>'personalCapBps')::int / 10000)`,
  'K2 every portion has a plan that caps it': `
    select p.merchant_id, p.order_id, p.line_no from commission.portion p left join chain.policy plan
      on plan.kind = 'commission' and plan.merchant_id = p.merchant_id
        and plan.version = p.policy_version
    where plan.body->>'allCapBps' is null or plan.body->>'personalCapBps' is null`,
  'K3 nothing is posted before its order is settled': `
    select t.merchant_id, t.id, o.state from ledger.transfer t join orders."order" o
      on o.merchant_id = t.merchant_id and o.id = t.order_id
    where t.type = 'post' and (o.settled_at is null or t.at < o.settled_at)`,
  'K4 no role gives back more than it had': `
    select p.merchant_id, p.order_id, p.line_no from commission.portion p
    join commission.cut c using (merchant_id, order_id, line_no)
    group by p.merchant_id, p.order_id, p.line_no
    having ${each((r) => `sum(c.${r}_fen) > max(p.${r}_fen)`, ' or ')}`,
  'K4 the cuts of a line are its refunds': `
    select l.merchant_id, l.order_id, l.no, l.refunded_fen from orders.line l
    where l.refunded_fen <> (select coalesce(sum(amount_fen), 0) from commission.cut c
      where c.merchant_id = l.merchant_id and c.order_id = l.order_id and c.line_no = l.no)`,
  'K5 net of a role = its portions − its cuts': `
    with had as (
      select merchant_id, order_id, r.role, sum(r.amount) as fen from commission.portion p
      cross join lateral (values ${ROLES.map((r) => `('${r}', p.${r}_fen)`).join()}) r(role, amount)
      group by 1, 2, 3
    ), cut as (
      select merchant_id, order_id, r.role, sum(r.amount) as fen from commission.cut c
      cross join lateral (values ${ROLES.map((r) => `('${r}', c.${r}_fen)`).join()}) r(role, amount)
      group by 1, 2, 3
    ), booked as (
      select merchant_id, order_id, role, sum(amount_fen - voided_fen) as fen
      from ledger.pending where type = 'portion' group by 1, 2, 3
    ), back as (
      select merchant_id, order_id, role, sum(amount_fen) as fen from ledger.transfer
      where type in ('claw_back', 'debt') group by 1, 2, 3
    )
    select had.order_id, had.role, had.fen as had, cut.fen as cut, booked.fen as booked
    from had left join cut using (merchant_id, order_id, role)
    left join booked using (merchant_id, order_id, role)
    left join back using (merchant_id, order_id, role)
    join orders."order" o on o.merchant_id = had.merchant_id and o.id = had.order_id
    where o.captured_fen > 0
      and had.fen - coalesce(cut.fen, 0) <> coalesce(booked.fen, 0) - coalesce(back.fen, 0)`,
  'K6 one invited first order a member': `
    select f.* from commission.referral_first f join orders."order" o
      on o.merchant_id = f.merchant_id and o.id = f.order_id where o.member_id <> f.member_id`,
  'K6 two levels of sharers are paid, and no third': `
    select merchant_id, order_id, role from ledger.pending where type = 'portion'
      and (role is null or role not in (${ROLES.map((role) => `'${role}'`).join()}))
    union all
    select p.merchant_id, p.order_id, p.role from ledger.pending p
    join attribution.credit c using (merchant_id, order_id)
    where p.type = 'portion' and p.to_account not like 'due:hq:%'
      and case p.role when 'sharer_1' then c.sharer_1_id is null
        when 'sharer_2' then c.sharer_2_id is null else false end`,
  'K8 charges of a settled order are booked for the pieces that were kept, and no others': `
    with due as (
      select h.merchant_id, h.order_id, h.kind, h.payer_id::text as payer,
        sum(case when o.settled_at is null then 0
          else h.amount_fen - h.amount_fen * l.refunded_pieces / l.quantity end) as fen
      from commission.charge h
      join orders."order" o on o.merchant_id = h.merchant_id and o.id = h.order_id
      join orders.line l on l.merchant_id = h.merchant_id and l.order_id = h.order_id
        and l.no = h.line_no
      where h.attempt = 0 or exists (select from fulfilment.parcel p
        where p.merchant_id = h.merchant_id and p.order_id = h.order_id and p.state <> 'gone'
          and p.attempt = h.attempt and h.line_no = any(p.line_nos))
      group by 1, 2, 3, 4
    ), booked as (
      select merchant_id, order_id, split_part(type, '_', 1) as kind,
        split_part(case when type like '%back' then to_account else from_account end, ':', 3)
          as payer,
        sum(case when type like '%back' then -amount_fen else amount_fen end) as fen
      from ledger.transfer where type in ('promotion', 'promotion_back', 'goods', 'goods_back')
      group by 1, 2, 3, 4
    )
    select order_id, kind, payer, due.fen as due, booked.fen as booked
    from due full join booked using (merchant_id, order_id, kind, payer)
    where coalesce(due.fen, 0) <> coalesce(booked.fen, 0)`,
  'K7 a referral budget keeps its word': `
    select * from commission.referral_budget where reserved_fen + spent_fen > budget_fen`,
};
