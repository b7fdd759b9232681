/** Who stands beside the goods in the shop: the member's guide, and how many neighbours bought. */
import type { MemberId, ProductId, SkuId, StaffId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const guide = statement(
  'views.shop_guide',
  { guide: col.id<'staff'>(), product: col.maybe(col.id<'product'>()) },
  `select s.id, s.name, s.title, s.wechat, o.short_name as "outletName", o.phone,
     coalesce(nullif((select words from catalog.pick p where p.merchant_id = :merchant
       and p.staff_id = s.id and p.product_id = :product), ''), s.motto) as words
   from chain.staff s
   join chain.outlet o on o.merchant_id = s.merchant_id and o.id = s.outlet_id
   where s.merchant_id = :merchant and s.id = :guide and s.left_at is null
     and s.suspended_at is null`,
  {
    id: col.id<'staff'>(),
    name: col.text(),
    title: col.text(),
    wechat: col.text(),
    outletName: col.text(),
    phone: col.text(),
    words: col.text(),
  },
);

/** The guide's card; her words about the product when she has some. Null when she is away. */
export async function findGuide(reader: Reader, id: StaffId, product: ProductId | null) {
  const [found] = await reader.ask(guide, { guide: id, product });
  if (found === undefined) return null;
  return { ...found, portrait: `/pictures/avatar/${encodeURIComponent(found.name)}.svg` };
}

const neighbours = statement(
  'views.shop_neighbours',
  { member: col.id<'member'>(), skus: col.list(col.id<'sku'>()) },
  `select c.name as "complexName", count(distinct o.member_id)::integer as count
   from members.member me
   join chain.complex c on c.merchant_id = me.merchant_id and c.id = me.complex_id
   join members.member m on m.merchant_id = me.merchant_id and m.complex_id = me.complex_id
     and m.id <> me.id
   join orders."order" o on o.merchant_id = m.merchant_id and o.member_id = m.id
     and o.received_at is not null
   join orders.line l on l.merchant_id = o.merchant_id and l.order_id = o.id
     and l.sku_id = any(:skus) and l.refunded_pieces < l.quantity
   where me.merchant_id = :merchant and me.id = :member
   group by c.name`,
  { complexName: col.text(), count: col.int },
);

/** How many of her complex bought and kept it; null when nobody did, or she named no complex. */
export async function findNeighbours(reader: Reader, member: MemberId, skus: readonly SkuId[]) {
  const [found] = await reader.ask(neighbours, { member, skus });
  return found ?? null;
}
