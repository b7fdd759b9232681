/** Colleagues, as far as the asker's branch reaches: by a grant in it, or by working in it. */
import type { NodeId, StaffId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import {
  AFTER,
  byInstant,
  byName,
  byNumber,
  bySort,
  pageOf,
  placeOf,
  sortsOf,
} from '../platform/keyset.ts';
import { statement } from '../platform/statement.ts';

const row = {
  id: col.id<'staff'>(),
  name: col.text(),
  login: col.text(),
  title: col.text(),
  outletId: col.maybe(col.id<'node'>()),
  outletName: col.maybe(col.text()),
  worksOnlineOnly: col.bool,
  state: col.text<'working' | 'invited' | 'suspended' | 'left'>(),
  madeAt: col.instant,
  lastSeenAt: col.maybe(col.instant),
  grants: col.json<readonly { nodeId: NodeId; nodeName: string; role: string }[]>(),
};
const COLUMNS = `s.id, s.name, s.login, s.title, s.outlet_id as "outletId",
  o.name as "outletName", s.works_online_only as "worksOnlineOnly",
  case when s.left_at is not null then 'left' when s.suspended_at is not null then 'suspended'
    when s.password_hash is null then 'invited' else 'working' end as state,
  s.made_at as "madeAt",
  (select max(seen_at) from chain.staff_session t
    where t.merchant_id = s.merchant_id and t.staff_id = s.id) as "lastSeenAt",
  coalesce((select jsonb_agg(jsonb_build_object('nodeId', g.node_id, 'nodeName', n.name,
      'role', g.role) order by g.granted_at, g.role)
    from chain.staff_grant g
    join chain.node n on n.merchant_id = g.merchant_id and n.id = g.node_id
    where g.merchant_id = s.merchant_id and g.staff_id = s.id), '[]') as grants`;
const WITHIN = `(o.path && :reach or exists (
    select from chain.staff_grant g
    join chain.node n on n.merchant_id = g.merchant_id and n.id = g.node_id
    where g.merchant_id = s.merchant_id and g.staff_id = s.id and n.path && :reach))`;

const SORTS = {
  name: byName('name'),
  login: byName('login'),
  outletName: byName(`coalesce("outletName", '')`),
  state: byNumber(`array_position(array['working', 'invited', 'suspended', 'left'], state)`),
  lastSeenAt: byInstant('"lastSeenAt"'),
};
export const STAFF_SORTS = sortsOf(SORTS);
export type StaffSort = (typeof STAFF_SORTS)[number];

const list = bySort('views.staff_list', SORTS, ['id'], (name, { behind, order, cursor }) =>
  statement(
    name,
    {
      reach: col.list(col.id<'node'>()),
      node: col.maybe(col.id<'node'>()),
      role: col.maybe(col.text()),
      text: col.maybe(col.text()),
      state: col.maybe(col.text()),
      count: col.int,
      ...AFTER,
    },
    `select *, ${cursor} as cursor from (
       select ${COLUMNS}
       from chain.staff s
       left join chain.node o on o.merchant_id = s.merchant_id and o.id = s.outlet_id
       where s.merchant_id = :merchant and ${WITHIN}
         and (:text::text is null or strpos(lower(s.name || ' ' || s.login), lower(:text)) > 0)
         and (:node::uuid is null or :node = any(o.path) or exists (
           select from chain.staff_grant g
           join chain.node n on n.merchant_id = g.merchant_id and n.id = g.node_id
           where g.merchant_id = s.merchant_id and g.staff_id = s.id and :node = any(n.path)))
         and (:role::text is null or exists (
           select from chain.staff_grant g where g.merchant_id = s.merchant_id
             and g.staff_id = s.id and g.role = :role))
     ) found
     where ((:state::text is null and state <> 'left') or state = :state)
       and ${behind}
     order by ${order} limit :count::integer`,
    { ...row, cursor: col.text() },
  ),
);
export interface StaffFilters {
  readonly reach: readonly NodeId[];
  readonly node: NodeId | null;
  readonly role: string | null;
  readonly text: string | null;
  readonly state: string | null;
  readonly after: string | null;
  readonly count: number;
}
export async function findStaffList(
  reader: Reader,
  { after, count, ...filters }: StaffFilters,
  sort: StaffSort | null = null,
) {
  const wish = { ...filters, ...placeOf(after), count: count + 1 };
  return pageOf(await reader.ask(list(sort), wish), count);
}

const one = statement(
  'views.staff_one',
  { reach: col.list(col.id<'node'>()), id: col.id<'staff'>() },
  `select ${COLUMNS}, s.story, s.motto, s.wechat, s.phone_masked as "phoneMasked",
     (select count(*) from belonging.period p where p.merchant_id = s.merchant_id
       and p.kind = 'guide' and p.owner_id = s.id and upper_inf(p.during))::integer as customers
   from chain.staff s
   left join chain.node o on o.merchant_id = s.merchant_id and o.id = s.outlet_id
   where s.merchant_id = :merchant and s.id = :id and ${WITHIN}`,
  {
    ...row,
    story: col.text(),
    motto: col.text(),
    wechat: col.text(),
    phoneMasked: col.text(),
    customers: col.int,
  },
);
export const findStaffOne = async (reader: Reader, reach: readonly NodeId[], id: StaffId) =>
  (await reader.ask(one, { reach, id }))[0] ?? null;
