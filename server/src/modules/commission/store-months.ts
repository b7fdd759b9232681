import type { Fen } from '../../kernel/money.ts';
import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

const staff = col.id<'staff'>();
const month = { month: col.day };

export const insertSaleLines = statement(
  'commission.insert_sale_lines',
  {
    order: col.id<'order'>(),
    staff,
    ...month,
    lineNos: col.list(col.int),
    roles: col.list(col.text()),
  },
  `insert into commission.sale_line (merchant_id, order_id, line_no, staff_id, month, product_role)
   select :merchant, :order, l.no, :staff, :month, l.role
   from unnest(:lineNos::integer[], :roles::text[]) as l(no, role)`,
);

/** Net after every refund, of the settled lines of a month. */
export const findSaleLines = statement(
  'commission.find_sale_lines',
  { staff, ...month },
  `select s.product_role as "productRole", sum(p.net_fen - coalesce(c.cut, 0))::bigint as "leftFen"
   from commission.sale_line s
   join commission.portion p using (merchant_id, order_id, line_no)
   left join lateral (select sum(amount_fen) as cut from commission.cut c
     where c.merchant_id = s.merchant_id and c.order_id = s.order_id
       and c.line_no = s.line_no) c on true
   where s.merchant_id = :merchant and s.staff_id = :staff and s.month = :month
   group by s.product_role order by s.product_role`,
  { productRole: col.text(), leftFen: col.fen },
);
export const findMonthGuides = statement(
  'commission.find_month_guides',
  { months: col.list(col.day) },
  `select distinct month, staff_id as staff from commission.sale_line
   where merchant_id = :merchant and month = any(:months) order by month, staff_id`,
  { month: col.day, staff },
);

const close = {
  ...month,
  staff,
  no: col.int,
  tier: col.text(),
  version: col.int,
  sales: col.fen,
  worth: col.fen,
  booked: col.big,
};
export const findTierCloses = statement(
  'commission.find_tier_closes',
  { staff, ...month },
  `select no, worth_fen as worth, booked_fen as booked from commission.tier_close
   where merchant_id = :merchant and staff_id = :staff and month = :month order by no`,
  { no: col.int, worth: col.fen, booked: col.big },
);
/** The next word on a month: two that close at once write one. */
export const insertTierClose = guard(
  'commission.insert_tier_close',
  close,
  `insert into commission.tier_close (merchant_id, month, staff_id, no, tier_id, policy_version,
     sales_fen, worth_fen, booked_fen, closed_at)
   select :merchant, :month, :staff, :no, :tier, :version, :sales, :worth::bigint, :booked::bigint,
     :now
   where :worth::bigint = :booked::bigint + coalesce((select sum(booked_fen)
     from commission.tier_close where merchant_id = :merchant and month = :month
       and staff_id = :staff), 0)
   on conflict do nothing`,
);

const rooms = { ...month, parties: col.list(col.text()) };
export const openRooms = statement(
  'commission.open_rooms',
  { ...rooms, caps: col.list(col.fen) },
  `insert into commission.month_room (merchant_id, month, party, cap_fen)
   select :merchant, :month, party, cap from unnest(:parties::text[], :caps::bigint[])
     as x(party, cap) order by party
   on conflict do nothing`,
);
export const lockRooms = statement(
  'commission.lock_rooms',
  rooms,
  `select party, cap_fen - taken_fen as left from commission.month_room
   where merchant_id = :merchant and month = :month and party = any(:parties)
   order by party for update`,
  { party: col.text(), left: col.fen },
);
export const takeRooms = guard(
  'commission.take_rooms',
  { ...rooms, amounts: col.list(col.fen) },
  `update commission.month_room r set taken_fen = r.taken_fen + x.amount
   from unnest(:parties::text[], :amounts::bigint[]) as x(party, amount)
   where r.merchant_id = :merchant and r.month = :month and r.party = x.party
     and r.taken_fen + x.amount <= r.cap_fen`,
  { rows: 'cardinality(:parties)' },
);
export type MonthLineRow = { readonly productRole: string; readonly leftFen: Fen };
