/** A guide's own customers, newest first: what they bought, whom they brought. */
import type { MemberId, StaffId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export type CustomerFilter = 'all' | 'new' | 'regular' | 'asleep' | 'sharers' | 'ending';

const member = col.id<'member'>();
/** Orders of a member and of whoever merged into her. */
const BOUGHT = `select count(*)::integer as orders,
    coalesce(sum(o.captured_fen - o.refunded_fen), 0)::bigint as spent,
    min(o.placed_at) as first, max(o.placed_at) as last
  from members.member x
  join orders."order" o on o.merchant_id = :merchant and o.member_id = x.id
  where x.merchant_id = :merchant and (x.id = m.id or x.merged_into = m.id)
    and o.paid_at is not null and o.state <> 'cancelled'`;
const BROUGHT = `select count(distinct k.member_id)::integer as people
  from members.member x
  join attribution.credit k on k.merchant_id = :merchant and k.sharer_1_id = x.id
  where x.merchant_id = :merchant and (x.id = m.id or x.merged_into = m.id)`;

/** When the present renewal was noted as running out; null: not yet, or renewed since. */
const NOTICED = `(select n.at from belonging.notice n where n.merchant_id = :merchant
  and n.period_id = p.id and n.renewed_at = p.renewed_at)`;

const PHONE = `(select i.masked from members.identity i where i.merchant_id = :merchant
  and i.member_id = m.id and i.kind = 'phone' order by i.at desc limit 1) as "phoneMasked"`;

const customers = statement(
  'views.customer_list',
  {
    staff: col.id<'staff'>(),
    renewedAfter: col.instant,
    newSince: col.instant,
    asleepSince: col.instant,
    q: col.text(),
    filter: col.text<CustomerFilter>(),
    after: col.maybe(member),
    count: col.int,
  },
  `select m.id, m.name, ${PHONE}, c.name as complex, b.orders, b.spent as "spentFen",
     b.last as "lastOrderAt", p.protected_until as "protectedUntil", r.people as brought,
     m.made_at as "madeAt", case when ${NOTICED} is not null then p.renewed_at end as "endingSince"
   from belonging.period p
   join members.member m on m.merchant_id = :merchant and m.id = p.member_id
   left join chain.complex c on c.merchant_id = :merchant and c.id = m.complex_id
   cross join lateral (${BOUGHT}) b
   cross join lateral (${BROUGHT}) r
   where p.merchant_id = :merchant and p.owner_id = :staff and p.kind = 'guide'
     and upper_inf(p.during) and p.renewed_at > :renewedAfter and m.erased_at is null
     and (cast(:after as uuid) is null or m.id < :after)
     and (cast(:q as text) = '' or strpos(m.name, :q) > 0 or strpos(c.name, :q) > 0
       or exists (select from members.identity i where i.merchant_id = :merchant
         and i.member_id = m.id and i.kind = 'phone' and length(:q) >= 3
         and strpos(i.masked, :q) > 0))
     and case cast(:filter as text)
       when 'new' then m.made_at > :newSince
       when 'regular' then b.orders >= 3
       when 'asleep' then coalesce(b.last, m.made_at) <= :asleepSince
       when 'sharers' then exists (select from sharing.link l where l.merchant_id = :merchant
         and l.sharer_id = m.id)
       when 'ending' then ${NOTICED} is not null
       else true end
   order by m.id desc limit cast(:count as integer)`,
  {
    id: member,
    name: col.text(),
    phoneMasked: col.maybe(col.text()),
    complex: col.maybe(col.text()),
    orders: col.int,
    spentFen: col.fen,
    lastOrderAt: col.maybe(col.instant),
    protectedUntil: col.maybe(col.instant),
    brought: col.int,
    madeAt: col.instant,
    endingSince: col.maybe(col.instant),
  },
);

export interface CustomerWish {
  readonly staff: StaffId;
  readonly renewedAfter: Instant;
  readonly newSince: Instant;
  readonly asleepSince: Instant;
  readonly q: string;
  readonly filter: CustomerFilter;
  readonly after: MemberId | null;
  readonly count: number;
}
export const findCustomers = (reader: Reader, wish: CustomerWish) =>
  reader.ask(customers, { ...wish });

const customer = statement(
  'views.customer',
  { member, staff: col.id<'staff'>(), renewedAfter: col.instant },
  `select m.id, m.name, c.name as complex, b.orders, b.spent as "spentFen", b.first, b.last,
     r.people as brought, p.protected_until as "protectedUntil",
     case when ${NOTICED} is not null then p.renewed_at end as "endingSince", p.owner_id as owner,
     s.name as "guideName", coalesce(p.owner_id = :staff, false) as "isMine",
     ${PHONE}
   from members.member o
   join members.member m on m.merchant_id = :merchant
     and m.id = case when o.merged_into is null then o.id else o.merged_into end
   left join chain.complex c on c.merchant_id = :merchant and c.id = m.complex_id
   left join belonging.period p on p.merchant_id = :merchant and p.member_id = m.id
     and p.kind = 'guide' and upper_inf(p.during) and p.renewed_at > :renewedAfter
   left join chain.staff s on s.merchant_id = :merchant and s.id = p.owner_id
   cross join lateral (${BOUGHT}) b
   cross join lateral (${BROUGHT}) r
   where o.merchant_id = :merchant and o.id = :member and m.erased_at is null`,
  {
    id: member,
    name: col.text(),
    complex: col.maybe(col.text()),
    orders: col.int,
    spentFen: col.fen,
    first: col.maybe(col.instant),
    last: col.maybe(col.instant),
    brought: col.int,
    protectedUntil: col.maybe(col.instant),
    endingSince: col.maybe(col.instant),
    owner: col.maybe(col.id<'staff'>()),
    guideName: col.maybe(col.text()),
    isMine: col.bool,
    phoneMasked: col.maybe(col.text()),
  },
);
export async function findCustomer(
  reader: Reader,
  member: MemberId,
  staff: StaffId,
  renewedAfter: Instant,
) {
  const [found] = await reader.ask(customer, { member, staff, renewedAfter });
  return found ?? null;
}

const habits = statement(
  'views.customer_habits',
  { member },
  `select l.title, count(distinct l.order_id)::integer as times, max(o.placed_at) as last,
     min(o.placed_at) as first
   from members.member x
   join orders."order" o on o.merchant_id = :merchant and o.member_id = x.id
   join orders.line l on l.merchant_id = :merchant and l.order_id = o.id and l.no > 0
   where x.merchant_id = :merchant and (x.id = :member or x.merged_into = :member)
     and o.paid_at is not null and o.state <> 'cancelled'
   group by l.product_id, l.title order by times desc, last desc limit 8`,
  { title: col.text(), times: col.int, last: col.instant, first: col.instant },
);
/** What she buys, most often first. */
export const findHabits = (reader: Reader, member: MemberId) => reader.ask(habits, { member });
