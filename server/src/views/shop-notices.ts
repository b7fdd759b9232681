/** What a member was told, newest first, each with the order that it is about. */
import type { MemberId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

/** Somebody who merged since was told it under her old id. */
const HERS = `n.member_id in (select id from members.member
  where merchant_id = :merchant and (id = :member or merged_into = :member))`;

const selectNotices = statement(
  'views.my_notices',
  { member: col.id<'member'>(), after: col.maybe(col.text()), most: col.big },
  `select n.id, n.kind, n.ref, n.facts, n.at, n.read_at as "readAt", l.title,
     l.product_id as product,
     (select count(*) from orders.line x where x.merchant_id = :merchant and x.order_id = o.id
        and x.no > 0) as lines
   from members.notice n
   left join orders.order o on o.merchant_id = n.merchant_id
     and o.id = (n.facts->>'order')::uuid
   left join lateral (select title, product_id from orders.line f
     where f.merchant_id = o.merchant_id and f.order_id = o.id and f.no > 0
     order by f.no limit 1) l on true
   where n.merchant_id = :merchant and ${HERS}
     and (:after::text is null or (n.at, n.id) <
       (split_part(:after, '_', 1)::timestamptz, split_part(:after, '_', 2)::uuid))
   order by n.at desc, n.id desc limit :most`,
  {
    id: col.id<'notice'>(),
    kind: col.text(),
    ref: col.text(),
    facts: col.json<Readonly<Record<string, string | number>>>(),
    at: col.instant,
    readAt: col.maybe(col.instant),
    title: col.maybe(col.text()),
    product: col.maybe(col.id<'product'>()),
    lines: col.big,
  },
);

export async function findMyNotices(
  reader: Reader,
  wish: { readonly member: MemberId; readonly after: string | null; readonly count: number },
) {
  const { member, after, count } = wish;
  const rows = await reader.ask(selectNotices, { member, after, most: count + 1 });
  const items = rows.slice(0, count).map(({ title, product, lines, ...row }) => ({
    ...row,
    about: title === null ? null : { title, productId: product, lines },
  }));
  const last = items.at(-1);
  return { items, next: rows.length > count ? `${last!.at}_${last!.id}` : null };
}
