/**
 * What must be true of the rows after every command: each question answers with the rows that
 * break it. Ids as in the papers: L ledger, S stock, O orders, K commission, A attribution, T walls.
 */
import type pg from 'pg';

export interface Violation {
  readonly invariant: string;
  readonly row: Readonly<Record<string, unknown>>;
}

const GUARDED = "'^(order|payout|debt|due.staff|due.member)[:]'";
const LEGS = `select merchant_id, to_account as account, amount_fen as amount, xid, type, order_id
    from ledger.transfer
  union all
  select merchant_id, from_account, -amount_fen, xid, type, order_id from ledger.transfer`;
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

const LEDGER: Record<string, string> = {
  'L1 captured = refunded + in flight + open + posted − reversed': `
    select o.merchant_id, o.id, o.captured_fen, t.*, p.* from orders."order" o
    cross join lateral (
      select coalesce(sum(amount_fen) filter (where type = 'capture'), 0) as captured,
        coalesce(sum(amount_fen) filter (where type = 'refund'), 0) as refunded,
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
    select merchant_id, sum(amount) from (${LEGS}) legs group by 1 having sum(amount) <> 0`,
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
    cross join lateral (select coalesce(sum(amount_fen - voided_fen - posted_fen), 0) as open
      from ledger.pending p where p.merchant_id = a.merchant_id and p.from_account = a.account
        and resolved_at is null) p
    where a.pending_out_fen <> p.open`,
  'L5 what is voided has its causes': `
    select p.merchant_id, p.id, p.voided_fen from ledger.pending p
    where p.voided_fen <> (select coalesce(sum(amount_fen), 0) from ledger.void v
      where v.merchant_id = p.merchant_id and v.pending_id = p.id)`,
  'L5 resolved is empty, and empty is resolved': `
    select merchant_id, id from ledger.pending
    where (resolved_at is null) <> (amount_fen - voided_fen - posted_fen > 0)`,
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
  'L10 every capture is in the ledger once': `
    select c.merchant_id, c.provider_no, c.use, c.amount_fen from payments.capture c
    left join ledger.transfer t on t.merchant_id = c.merchant_id and t.type = 'capture'
      and t.source = c.channel || ':' || c.provider_no
    where (c.use <> 'mismatch') <> (t.id is not null) or t.amount_fen <> c.amount_fen`,
  'L10 every refund that succeeded is in the ledger once': `
    select r.merchant_id, r.id, r.state from payments.refund r
    left join ledger.transfer t on t.merchant_id = r.merchant_id and t.source = r.id::text
      and t.type in ('refund', 'provider_back')
    where (r.state = 'succeeded') <> (t.id is not null) or t.amount_fen <> r.amount_fen`,
  'L10 a payment nobody wanted goes back once': `
    select c.merchant_id, c.provider_no from payments.capture c
    where c.use in ('late', 'twice') and 1 <> (select count(*) from payments.refund r
      where r.merchant_id = c.merchant_id and r.provider_no = c.provider_no and not r.for_order)`,
};

const STOCK: Record<string, string> = {
  'S1 held lies within on hand': `
    select * from inventory.stock where held < 0 or held > on_hand`,
  'S2 held is the sum of open holds': `
    select s.merchant_id, s.outlet_id, s.sku_id, s.held, h.open from inventory.stock s
    cross join lateral (select coalesce(sum(quantity - consumed - released), 0) as open
      from inventory.hold h where h.merchant_id = s.merchant_id and h.outlet_id = s.outlet_id
        and h.sku_id = s.sku_id) h
    where s.held <> h.open`,
  'S2 no hold without its stock': `
    select h.* from inventory.hold h left join inventory.stock s using (merchant_id, outlet_id, sku_id)
    where h.quantity > h.consumed + h.released and s.sku_id is null`,
  'S3 on hand is the sum of movements': `
    select s.merchant_id, s.outlet_id, s.sku_id, s.on_hand, m.moved from inventory.stock s
    cross join lateral (select coalesce(sum(delta), 0) as moved from inventory.movement m
      where m.merchant_id = s.merchant_id and m.outlet_id = s.outlet_id and m.sku_id = s.sku_id) m
    where s.on_hand <> m.moved`,
  'S4 held + consumed + released = quantity': `
    select * from inventory.hold where consumed + released > quantity`,
  'S4 a line is never held or handed over beyond what was bought': `
    select l.merchant_id, l.order_id, l.no from orders.line l join inventory.hold h
      on h.merchant_id = l.merchant_id and h.order_id = l.order_id and h.line_no = l.no
    group by l.merchant_id, l.order_id, l.no, l.quantity
    having sum(h.quantity - h.released) > l.quantity`,
};

const ORDERS: Record<string, string> = {
  'O1 lines make the payable': `
    select o.merchant_id, o.id from orders."order" o join orders.line l
      on l.merchant_id = o.merchant_id and l.order_id = o.id
    group by o.merchant_id, o.id, o.payable_fen, o.gross_fen, o.discount_fen, o.freight_fen
    having sum(l.net_fen) <> o.payable_fen
      or coalesce(sum(l.price_fen * l.quantity) filter (where l.no > 0), 0) <> o.gross_fen
      or coalesce(sum(l.discount_fen) filter (where l.no > 0), 0) <> o.discount_fen
      or coalesce(sum(l.net_fen) filter (where l.no = 0), 0) <> o.freight_fen`,
  'O2 paid means captured': `
    select merchant_id, id, state from orders."order"
    where (captured_fen = payable_fen) <> (paid_at is not null)
      or (state = 'unpaid' and captured_fen > 0)
      or (state in ('paid', 'picking', 'ready', 'on_the_way', 'received', 'settled')
        and captured_fen <> payable_fen)`,
  'O3 refunded lies within captured': `
    select merchant_id, id from orders."order" where refunded_fen not between 0 and captured_fen`,
  'O3 refunds of lines are the refunds of their order': `
    select o.merchant_id, o.id, o.refunded_fen from orders."order" o
    where refunded_fen <> (select coalesce(sum(refunded_fen), 0) from orders.line l
        where l.merchant_id = o.merchant_id and l.order_id = o.id)
      or refunded_fen <> (select coalesce(sum(amount_fen), 0) from orders.refund r
        where r.merchant_id = o.merchant_id and r.order_id = o.id)`,
  'O3 a refund is the sum of its lines and its cuts': `
    select r.merchant_id, r.id from orders.refund r
    where amount_fen <> (select coalesce(sum(amount_fen), 0) from orders.refund_line l
        where l.merchant_id = r.merchant_id and l.refund_id = r.id)
      or amount_fen <> (select coalesce(sum(amount_fen), 0) from commission.cut c
        where c.merchant_id = r.merchant_id and c.refund_id = r.id)`,
  'O3 an order and its provider agree on each refund': `
    select r.merchant_id, r.id, r.state, p.state as sent from orders.refund r
    left join payments.refund p using (merchant_id, id)
    where p.id is null or p.amount_fen <> r.amount_fen or not p.for_order
      or (r.state = 'succeeded') <> (p.state = 'succeeded')`,
  'O4 a cancelled order holds nothing': `
    select o.merchant_id, o.id from orders."order" o where o.state = 'cancelled'
      and exists (select from inventory.hold h where h.merchant_id = o.merchant_id
        and h.order_id = o.id and h.quantity > h.consumed + h.released)`,
  'O4 a cancelled order keeps no money': `
    select merchant_id, id from orders."order"
    where state = 'cancelled' and refunded_fen <> captured_fen`,
  'O4 a cancelled order has no live parcel': `
    select o.merchant_id, o.id, p.state from orders."order" o join fulfilment.parcel p
      on p.merchant_id = o.merchant_id and p.order_id = o.id
    where o.state = 'cancelled' and p.state not in ('gone', 'received')`,
  'O4 a cancelled order takes no referral': `
    select f.* from commission.referral_first f join orders."order" o
      on o.merchant_id = f.merchant_id and o.id = f.order_id where o.state = 'cancelled'`,
  'O5 the path of states is a path of the machine': `
    select merchant_id, order_id, from_state, to_state from orders.history
    where to_state is not null and to_state is distinct from from_state
      and (coalesce(from_state, '-'), to_state) not in (('-', 'unpaid'), ('unpaid', 'paid'),
        ('paid', 'picking'), ('picking', 'paid'), ('picking', 'ready'), ('picking', 'on_the_way'),
        ('ready', 'on_the_way'), ('ready', 'picking'), ('ready', 'paid'), ('ready', 'received'),
        ('on_the_way', 'received'), ('on_the_way', 'ready'), ('on_the_way', 'picking'),
        ('on_the_way', 'paid'), ('received', 'settled'), ('picking', 'received'),
        ('paid', 'ready'), ('paid', 'received'), ('paid', 'on_the_way'),
        ('unpaid', 'cancelled'), ('paid', 'cancelled'), ('picking', 'cancelled'),
        ('ready', 'cancelled'), ('on_the_way', 'cancelled'))`,
  'O5 states follow each other without a gap': `
    select merchant_id, order_id, id, from_state, former from (
      select *, lag(to_state) over (partition by merchant_id, order_id order by id) as former
      from orders.history where to_state is not null) h
    where from_state is distinct from former`,
  'O5 the last word of the history is the state': `
    select o.merchant_id, o.id, o.state from orders."order" o
    where state <> (select to_state from orders.history h where h.merchant_id = o.merchant_id
      and h.order_id = o.id and to_state is not null order by h.id desc limit 1)`,
  'O6 settled leaves nothing pending but what is under review': `
    select o.merchant_id, o.id, p.role from orders."order" o join ledger.pending p
      on p.merchant_id = o.merchant_id and p.order_id = o.id
    where o.state = 'settled' and p.type = 'portion' and p.resolved_at is null
      and not p.suspended`,
};

const COMMISSION: Record<string, string> = {
  'K1 portions make the net': `
    select p.merchant_id, p.order_id, p.line_no from commission.portion p join orders.line l
      on l.merchant_id = p.merchant_id and l.order_id = p.order_id and l.no = p.line_no
    where p.net_fen <> l.net_fen or p.net_fen <> ${each((r) => `p.${r}_fen`, ' + ')}`,
  'K1 every line has its portions': `
    select l.merchant_id, l.order_id, l.no from orders.line l left join commission.portion p
      on p.merchant_id = l.merchant_id and p.order_id = l.order_id and p.line_no = l.no
    where p.order_id is null`,
  'K2 all but the house stay within their cap': `
    select * from commission.portion where line_no > 0 and (net_fen - hq_fen > net_fen * 6000 / 10000
      or guide_fen + sharer_1_fen + sharer_2_fen + invitee_fen > net_fen * 2500 / 10000)`,
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
  'K7 a referral budget keeps its word': `
    select * from commission.referral_budget where reserved_fen + spent_fen > budget_fen`,
};

const ATTRIBUTION: Record<string, string> = {
  'A1 one owner at a time': `
    select merchant_id, member_id, kind from belonging.period where upper_inf(during)
    group by 1, 2, 3 having count(*) > 1`,
  'A2 the guide who is paid is the guide of the frozen credit': `
    select p.merchant_id, p.order_id, p.to_account from ledger.pending p
    join attribution.credit c using (merchant_id, order_id)
    where p.type = 'portion' and p.role = 'guide' and p.to_account not like 'due:hq:%'
      and p.to_account <> 'due:staff:' || c.service_guide_id`,
  'A2 every order has its credit': `
    select o.merchant_id, o.id from orders."order" o left join attribution.credit c
      on c.merchant_id = o.merchant_id and c.order_id = o.id where c.order_id is null`,
  'A3 every change of owner says why': `
    select * from belonging.event where reason = '' or source = ''`,
  'A4 no link is its own ancestor': `
    with recursive up as (
      select merchant_id, code, parent_code, 1 as steps from sharing.link
      union all
      select up.merchant_id, up.code, l.parent_code, steps + 1 from up join sharing.link l
        on l.merchant_id = up.merchant_id and l.code = up.parent_code where steps < 1000
    ) select merchant_id, code from up where parent_code = code or steps >= 1000`,
  'A4 nobody is paid for her own order': `
    select c.merchant_id, c.order_id from attribution.credit c
    where c.member_id in (c.sharer_1_id, c.sharer_2_id)`,
};

const WALLS: Record<string, string> = {
  'T1 every business table is fenced': `
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('chain', 'catalog', 'pricing', 'inventory', 'members',
        'belonging', 'sharing', 'groups', 'attribution', 'orders', 'payments', 'fulfilment',
        'commission', 'ledger', 'insight', 'imports', 'webhooks')
      and not (relrowsecurity and relforcerowsecurity
        and exists (select from pg_policy p where p.polrelid = c.oid))`,
  'T3 the application owns nothing and passes no wall': `
    select rolname from pg_roles where rolname = 'quandian_app'
      and (rolsuper or rolbypassrls or exists (select from pg_tables where tableowner = rolname
        and schemaname <> 'graphile_worker'))`,
  'P9 the books cannot be edited': `
    select table_schema, table_name, privilege_type from information_schema.role_table_grants
    where grantee = 'quandian_app' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
      and (table_schema, table_name) in (('ledger', 'transfer'), ('ledger', 'void'),
        ('ledger', 'block'), ('commission', 'portion'), ('commission', 'cut'),
        ('payments', 'capture'), ('platform', 'audit'), ('attribution', 'credit'))`,
};

export const INVARIANTS: Readonly<Record<string, string>> = {
  ...LEDGER,
  ...STOCK,
  ...ORDERS,
  ...COMMISSION,
  ...ATTRIBUTION,
  ...WALLS,
};

/** Empty, or what is wrong. `only` narrows to the families named: 'L', 'LSO'. */
export async function findViolations(owner: pg.Client, only = 'LSOKATP'): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [invariant, sql] of Object.entries(INVARIANTS)) {
    if (!only.includes(invariant[0]!)) continue;
    const { rows } = await owner.query(`select * from (${sql}) broken limit 5`);
    for (const row of rows) found.push({ invariant, row });
  }
  return found;
}
