/** Questions to stock (S) and orders (O). */
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
    left join (select merchant_id, outlet_id, sku_id, sum(quantity - consumed - released) as open
      from inventory.hold group by 1, 2, 3) h using (merchant_id, outlet_id, sku_id)
    where s.held <> coalesce(h.open, 0)`,
  'S2 no hold without its stock': `
    select h.* from inventory.hold h left join inventory.stock s using (merchant_id, outlet_id, sku_id)
    where h.quantity > h.consumed + h.released and s.sku_id is null`,
  'S3 on hand is the sum of movements': `
    select s.merchant_id, s.outlet_id, s.sku_id, s.on_hand, m.moved from inventory.stock s
    left join (select merchant_id, outlet_id, sku_id, sum(delta) as moved
      from inventory.movement group by 1, 2, 3) m using (merchant_id, outlet_id, sku_id)
    where s.on_hand <> coalesce(m.moved, 0)`,
  'S4 held + consumed + released = quantity': `
    select * from inventory.hold where consumed + released > quantity`,
  'S4 a line is never held or handed over beyond what was bought': `
    select l.merchant_id, l.order_id, l.no from orders.line l join inventory.hold h
      on h.merchant_id = l.merchant_id and h.order_id = l.order_id and h.line_no = l.no
    group by l.merchant_id, l.order_id, l.no, l.quantity
    having sum(h.quantity - h.released) > l.quantity`,
  'S5 what is unpaid holds goods until its timer rings, and no longer': `
    select o.merchant_id, o.id from orders."order" o where o.state = 'unpaid'
      and exists (select from inventory.hold h where h.merchant_id = o.merchant_id
        and h.order_id = o.id and h.quantity > h.consumed + h.released)
      and not exists (select from platform.timer t where t.merchant_id = o.merchant_id
        and t.kind = 'orders.unpaid' and t.ref = o.id::text)`,
  'S6 what left one outlet came to another, came back, or is on the way': `
    select t.merchant_id, t.id, t.state, m.out, m.back from inventory.transfer t
    cross join lateral (select sum((line->>'quantity')::int) as pieces
      from jsonb_array_elements(t.lines) line) l
    cross join lateral (
      select coalesce(-sum(delta) filter (where kind = 'transfer_out'), 0) as out,
        coalesce(sum(delta) filter (where kind = 'transfer_in'), 0) as back
      from inventory.movement m where m.merchant_id = t.merchant_id and m.ref = t.id::text) m
    where m.out <> l.pieces or m.back <> case t.state when 'sent' then 0 else l.pieces end`,
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
    where (payable_fen > 0 and (captured_fen = payable_fen) <> (paid_at is not null))
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
    left join lateral (select principal_fen + bonus_fen + points_fen as home
      from wallet.tender_back b
      where b.merchant_id = r.merchant_id and b.refund_id = r.id) b on true
    where (p.id is null) <> (r.amount_fen = coalesce(home, 0))
      or p.amount_fen <> r.amount_fen - coalesce(home, 0)
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
