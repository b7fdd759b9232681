import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { Grant, Role } from './types.ts';

export const findStaffSession = statement(
  'chain.find_staff_session',
  { tokenHash: col.text(), app: col.text() },
  `select s.id, s.name, s.login, s.title, s.outlet_id as outlet, s.must_change as "mustChange",
     t.seen_at as "seenAt", t.proved_at as "provedAt", t.device_id as device,
     s.made_at as "madeAt",
     exists (select from chain.second_factor f where f.merchant_id = s.merchant_id
       and f.staff_id = s.id and f.confirmed_at is not null) as "hasFactor",
     r.roles as "ruleRoles", r.permissions as "rulePermissions", r.grace_days as "graceDays",
     r.export_needs_code as "exportNeedsCode", r.since as "ruleSince",
     coalesce((select jsonb_agg(jsonb_build_object('node', g.node_id, 'role', g.role))
       from chain.staff_grant g
       where g.merchant_id = s.merchant_id and g.staff_id = s.id), '[]') as grants
   from chain.staff_session t
   join chain.staff s on s.merchant_id = t.merchant_id and s.id = t.staff_id
   left join chain.sign_in_rule r on r.merchant_id = t.merchant_id
   where t.merchant_id = :merchant and t.token_hash = :tokenHash and t.app = :app
     and t.ends_at > :now and s.left_at is null and s.suspended_at is null`,
  {
    id: col.id<'staff'>(),
    name: col.text(),
    login: col.text(),
    title: col.text(),
    outlet: col.maybe(col.id<'node'>()),
    mustChange: col.bool,
    seenAt: col.instant,
    provedAt: col.maybe(col.instant),
    device: col.maybe(col.id()),
    madeAt: col.instant,
    hasFactor: col.bool,
    ruleRoles: col.maybe(col.list(col.text<Role>())),
    rulePermissions: col.maybe(col.list(col.text())),
    graceDays: col.maybe(col.int),
    exportNeedsCode: col.maybe(col.bool),
    ruleSince: col.maybe(col.instant),
    grants: col.json<readonly Grant[]>(),
  },
);
