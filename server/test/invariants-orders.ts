/** Questions to stock (S), orders (O), credit (A) and the walls (T, P). */
import { canStep, GOES_ON, STEPS } from '../src/modules/orders/rules.ts';
import type { OrderState } from '../src/modules/orders/types.ts';

const STATES = Object.keys(STEPS) as OrderState[];
/** The machine as the orders' own room has it: from, to, and whether a parcel fell away. */
const MAY_FOLLOW = STATES.flatMap((from) => STATES.map((to) => [from, to] as const))
  .flatMap(([from, to]) =>
    [true, false]
      .filter((fell) => canStep(from, to, fell ? GOES_ON : ''))
      .map((fell) => `('${from}', '${to}', ${fell})`),
  )
  .join();

export const STOCK: Record<string, string> = {
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

export const ORDERS: Record<string, string> = {
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
    where (p.id is null) <> (r.amount_fen = 0) or p.amount_fen <> r.amount_fen
      or not p.for_order or (r.state = 'succeeded') <> (coalesce(p.state, 'succeeded') = 'succeeded')`,
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
    select merchant_id, order_id, verb, from_state, to_state from orders.history
    where to_state is not null
      and (coalesce(from_state, '-'), to_state, verb = '${GOES_ON}')
        not in (('-', 'unpaid', false), ${MAY_FOLLOW})`,
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

export const ATTRIBUTION: Record<string, string> = {
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

export const WALLS: Record<string, string> = {
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
