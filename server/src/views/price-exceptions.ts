/** Prices outside the band: asked for, granted, refused, ended; those that wait first. */
import type { NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

type State = 'asked' | 'granted' | 'refused' | 'ended';
const exceptions = statement(
  'views.price_exceptions',
  {
    reach: col.list(col.id<'node'>()),
    state: col.maybe(col.text()),
    after: col.maybe(col.id()),
    most: col.int,
  },
  `select e.id, e.scope_id as "scopeId", coalesce(o.short_name, n.name, f.name, '') as "scopeName",
     e.sku_id as "skuId", p.title, p.title_en as "titleEn", s.spec, e.price_fen as "priceFen",
     e.days, e.why, e.state, a.name as "askedByName", e.asked_at as "askedAt",
     d.name as "decidedByName", e.decided_at as "decidedAt", e.words, e.until
   from catalog.exception e
   join catalog.sku s on s.merchant_id = e.merchant_id and s.id = e.sku_id
   join catalog.product p on p.merchant_id = e.merchant_id and p.id = s.product_id
   join chain.staff a on a.merchant_id = e.merchant_id and a.id = e.asked_by
   left join chain.staff d on d.merchant_id = e.merchant_id and d.id = e.decided_by
   left join chain.node n on n.merchant_id = e.merchant_id and n.id = e.scope_id
   left join chain.outlet o on o.merchant_id = e.merchant_id and o.id = e.scope_id
   left join chain.profile f on f.merchant_id = e.merchant_id and f.id = e.scope_id
   where e.merchant_id = :merchant
     and coalesce(n.path && :reach, exists (select from chain.node r
       where r.merchant_id = :merchant and r.kind = 'hq' and r.id = any(:reach)))
     and (cast(:state as text) is null or e.state = :state)
     and (cast(:after as uuid) is null or e.id < :after)
   order by e.id desc limit cast(:most as integer)`,
  {
    id: col.id(),
    scopeId: col.id(),
    scopeName: col.text(),
    skuId: col.id<'sku'>(),
    title: col.text(),
    titleEn: col.text(),
    spec: col.text(),
    priceFen: col.fen,
    days: col.int,
    why: col.text(),
    state: col.text<State>(),
    askedByName: col.text(),
    askedAt: col.instant,
    decidedByName: col.maybe(col.text()),
    decidedAt: col.maybe(col.instant),
    words: col.text(),
    until: col.maybe(col.instant),
  },
);

export async function findExceptions(
  reader: Reader,
  wish: {
    readonly reach: readonly NodeId[];
    readonly state: State | null;
    readonly after: string | null;
    readonly count: number;
  },
) {
  const { reach, state, after, count } = wish;
  const most = count + 1;
  const found = await reader.ask(exceptions, { reach, state, after: after as never, most });
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}
