/** One field for everything: orders by number, members, products and outlets by name. */
import type { NodeId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const ARGS = { reach: col.list(col.id<'node'>()), text: col.text() };
const SEEN = 'select id from chain.node where merchant_id = :merchant and path && :reach';

const orders = statement(
  'views.search_orders',
  ARGS,
  `select o.id, o.number, m.name as "memberName", o.payable_fen as "payableFen"
   from orders.order o
   join members.member m on m.merchant_id = :merchant and m.id = o.member_id
   where o.merchant_id = :merchant and o.outlet_id in (${SEEN})
     and (o.number like :text || '%' or right(o.number, 8) = :text)
   order by o.placed_at desc limit 6`,
  { id: col.id<'order'>(), number: col.text(), memberName: col.text(), payableFen: col.fen },
);
const members = statement(
  'views.search_members',
  ARGS,
  `select m.id, m.name, coalesce((select i.masked from members.identity i
       where i.merchant_id = :merchant and i.member_id = m.id and i.kind = 'phone' limit 1), '')
       as "phoneMasked"
   from members.member m where m.merchant_id = :merchant and m.merged_into is null
     and (m.name ilike '%' || :text || '%' or exists (select from members.identity i
       where i.merchant_id = :merchant and i.member_id = m.id and i.kind = 'phone'
         and length(:text) = 4 and right(i.masked, 4) = :text))
     and exists (select from belonging.period b where b.merchant_id = :merchant
       and b.member_id = m.id and b.kind = 'outlet' and upper_inf(b.during)
       and b.owner_id in (${SEEN}))
   order by m.made_at limit 6`,
  { id: col.id<'member'>(), name: col.text(), phoneMasked: col.text() },
);
const products = statement(
  'views.search_products',
  { text: col.text() },
  `select id, title from catalog.product where merchant_id = :merchant and retired_at is null
     and (title ilike '%' || :text || '%' or search_text ilike '%' || lower(:text) || '%')
   order by title limit 6`,
  { id: col.id<'product'>(), title: col.text() },
);
const outlets = statement(
  'views.search_outlets',
  ARGS,
  `select n.id, o.short_name as name from chain.node n
   join chain.outlet o on o.merchant_id = :merchant and o.id = n.id
   where n.merchant_id = :merchant and n.path && :reach
     and (n.name ilike '%' || :text || '%' or o.address ilike '%' || :text || '%')
   order by n.name limit 6`,
  { id: col.id<'node'>(), name: col.text() },
);

export interface SearchReach {
  readonly orders: readonly NodeId[];
  readonly members: readonly NodeId[];
  readonly outlets: readonly NodeId[];
}

/** Each kind as far as its own permission reaches; products are the chain's. */
export async function search(reader: Reader, reach: SearchReach, text: string) {
  const [foundOrders, foundMembers, foundProducts, foundOutlets] = await Promise.all([
    reader.ask(orders, { reach: reach.orders, text }),
    reader.ask(members, { reach: reach.members, text }),
    reader.ask(products, { text }),
    reader.ask(outlets, { reach: reach.outlets, text }),
  ]);
  return {
    orders: foundOrders,
    members: foundMembers,
    products: foundProducts,
    outlets: foundOutlets,
  };
}

const alerts = statement(
  'views.console_alerts',
  {
    reach: col.list(col.id<'node'>()),
    node: col.maybe(col.id<'node'>()),
    since: col.instant,
    count: col.int,
  },
  `select o.id, o.number, m.name as "memberName", t.short_name as "outletName",
     coalesce((select l.title from orders.line l where l.merchant_id = :merchant
       and l.order_id = o.id and l.no > 0 order by l.no limit 1), '') as title,
     o.payable_fen as "payableFen", o.paid_at as "paidAt"
   from fulfilment.parcel p
   join orders.order o on o.merchant_id = :merchant and o.id = p.order_id
   join members.member m on m.merchant_id = :merchant and m.id = o.member_id
   join chain.outlet t on t.merchant_id = :merchant and t.id = p.outlet_id
   where p.merchant_id = :merchant and p.state = 'paid' and o.paid_at >= :since
     and p.outlet_id in (${SEEN}
       and (cast(:node as uuid) is null or cast(:node as uuid) = any(path)))
   order by o.paid_at desc limit cast(:count as integer)`,
  {
    id: col.id<'order'>(),
    number: col.text(),
    memberName: col.text(),
    outletName: col.text(),
    title: col.text(),
    payableFen: col.fen,
    paidAt: col.instant,
  },
);

/** Paid orders that nobody has accepted yet, in the outlets that are to prepare them. */
export const findAlerts = (
  reader: Reader,
  wish: { reach: readonly NodeId[]; node: NodeId | null; since: Instant; count: number },
) => reader.ask(alerts, wish);
