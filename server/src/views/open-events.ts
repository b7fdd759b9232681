/** The event log as far as a branch may see it: its orders, its outlets; all of it for the root. */
import type { NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import type { LoggedEvent } from '../platform/event.ts';
import { statement } from '../platform/statement.ts';

const events = statement(
  'views.open_events',
  { branch: col.id<'node'>(), after: col.big, count: col.int },
  `with branch as (select id from chain.node
     where merchant_id = :merchant and :branch = any(path)),
   whole as (select parent_id is null as yes from chain.node
     where merchant_id = :merchant and id = :branch)
   select e.seq, e.id, e.name, e.facts, e.at from platform.event e
   where e.merchant_id = :merchant and e.seq > :after and ((select yes from whole)
     or cast(e.facts ->> 'outlet' as text) in (select id::text from branch)
     or exists (select from orders.order o where o.merchant_id = :merchant
       and o.id = cast(e.facts ->> 'order' as uuid) and o.outlet_id in (select id from branch))
     or exists (select from fulfilment.parcel p where p.merchant_id = :merchant
       and p.order_id = cast(e.facts ->> 'order' as uuid)
       and p.outlet_id in (select id from branch)))
   order by e.seq limit cast(:count as integer)`,
  {
    seq: col.big,
    id: col.id<'event'>(),
    name: col.text(),
    facts: col.json<Readonly<Record<string, unknown>>>(),
    at: col.instant,
  },
);
export const findOpenEvents = (
  reader: Reader,
  wish: { readonly branch: NodeId; readonly after: number; readonly count: number },
): Promise<LoggedEvent[]> => reader.ask(events, wish);
