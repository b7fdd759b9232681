import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { App, Grant, Role } from './types.ts';

const staffId = col.id<'staff'>();

export const insertStaff = statement(
  'chain.insert_staff',
  {
    id: staffId,
    name: col.text(),
    login: col.text(),
    title: col.text(),
    story: col.text(),
    motto: col.text(),
    phoneMasked: col.text(),
    wechat: col.text(),
    outlet: col.maybe(col.id<'node'>()),
    worksOnlineOnly: col.bool,
    passwordHash: col.maybe(col.text()),
    mustChange: col.bool,
    resetHash: col.maybe(col.text()),
    resetUntil: col.maybe(col.instant),
  },
  `insert into chain.staff (merchant_id, id, name, login, title, story, motto, phone_masked, wechat,
     outlet_id, works_online_only, password_hash, must_change, reset_hash, reset_until, made_at)
   values (:merchant, :id, :name, :login, :title, :story, :motto, :phoneMasked, :wechat,
     :outlet, :worksOnlineOnly, :passwordHash, :mustChange, :resetHash, :resetUntil, :now)`,
);
export const findTaken = statement(
  'chain.find_taken',
  { id: staffId, login: col.text() },
  `select id, login, password_hash is null and left_at is null as "isNew"
   from chain.staff where merchant_id = :merchant and (login = :login or id = :id)`,
  { id: staffId, login: col.text(), isNew: col.bool },
);
export const findLogin = statement(
  'chain.find_login',
  { login: col.text(), device: col.maybe(col.text()) },
  `select s.id, s.name, s.password_hash as "passwordHash", s.reset_hash as "resetHash",
     s.reset_until as "resetUntil",
     exists (select from chain.staff_device d where d.merchant_id = s.merchant_id
       and d.staff_id = s.id and d.token_hash = :device) as "isDeviceKnown"
   from chain.staff s
   where s.merchant_id = :merchant and s.login = :login
     and s.suspended_at is null and s.left_at is null`,
  {
    id: staffId,
    name: col.text(),
    passwordHash: col.maybe(col.text()),
    resetHash: col.maybe(col.text()),
    resetUntil: col.maybe(col.instant),
    isDeviceKnown: col.bool,
  },
);
export const findStaff = statement(
  'chain.find_staff',
  { id: staffId },
  `select s.id, s.name, s.login, s.outlet_id as outlet, s.password_hash as "passwordHash",
     s.suspended_at as "suspendedAt", s.left_at as "leftAt",
     coalesce((select jsonb_agg(jsonb_build_object('node', g.node_id, 'role', g.role)
         order by g.granted_at, g.role)
       from chain.staff_grant g
       where g.merchant_id = s.merchant_id and g.staff_id = s.id), '[]') as grants
   from chain.staff s where s.merchant_id = :merchant and s.id = :id`,
  {
    id: staffId,
    name: col.text(),
    login: col.text(),
    outlet: col.maybe(col.id<'node'>()),
    passwordHash: col.maybe(col.text()),
    suspendedAt: col.maybe(col.instant),
    leftAt: col.maybe(col.instant),
    grants: col.json<readonly Grant[]>(),
  },
);

/** Only over the password that was checked: a change in between makes this refuse. */
export const changePassword = guard(
  'chain.change_password',
  { id: staffId, from: col.text(), to: col.text() },
  `update chain.staff set password_hash = :to, must_change = false, reset_hash = null,
     reset_until = null
   where merchant_id = :merchant and id = :id and password_hash = :from
     and suspended_at is null and left_at is null`,
);
/** The one-time code is used up by the write that it allows. */
export const takeReset = guard(
  'chain.take_reset',
  { id: staffId, resetHash: col.text(), to: col.text() },
  `update chain.staff set password_hash = :to, must_change = false, reset_hash = null,
     reset_until = null
   where merchant_id = :merchant and id = :id and reset_hash = :resetHash
     and reset_until > :now and suspended_at is null and left_at is null`,
);
export const startReset = guard(
  'chain.start_reset',
  { id: staffId, resetHash: col.text(), until: col.instant },
  `update chain.staff set password_hash = null, reset_hash = :resetHash, reset_until = :until
   where merchant_id = :merchant and id = :id and left_at is null`,
);
export const suspendStaff = guard(
  'chain.suspend_staff',
  { id: staffId },
  `update chain.staff set suspended_at = :now
   where merchant_id = :merchant and id = :id and suspended_at is null and left_at is null`,
);
export const reinstateStaff = guard(
  'chain.reinstate_staff',
  { id: staffId },
  `update chain.staff set suspended_at = null
   where merchant_id = :merchant and id = :id and suspended_at is not null and left_at is null`,
);
export const leaveStaff = guard(
  'chain.leave_staff',
  { id: staffId, heir: col.maybe(staffId) },
  `update chain.staff set left_at = :now, heir_id = :heir
   where merchant_id = :merchant and id = :id and left_at is null`,
);
export const updateCard = guard(
  'chain.update_card',
  { id: staffId, title: col.text(), story: col.text(), motto: col.text(), wechat: col.text() },
  `update chain.staff set title = :title, story = :story, motto = :motto, wechat = :wechat
   where merchant_id = :merchant and id = :id and left_at is null`,
);

export const insertGrant = statement(
  'chain.insert_grant',
  {
    staff: staffId,
    node: col.id<'node'>(),
    role: col.text<Role>(),
    by: col.maybe(col.id()),
  },
  `insert into chain.staff_grant (merchant_id, staff_id, node_id, role, granted_by, granted_at)
   values (:merchant, :staff, :node, :role, :by, :now) on conflict do nothing`,
);
/** Head office never loses its last administrator: nobody could let one in again. */
export const deleteGrant = guard(
  'chain.delete_grant',
  { staff: staffId, node: col.id<'node'>(), role: col.text<Role>() },
  `delete from chain.staff_grant g
   where g.merchant_id = :merchant and g.staff_id = :staff and g.node_id = :node
     and g.role = :role
     and (g.role <> 'hq_admin' or exists (
       select from chain.staff_grant o
       join chain.staff s on s.merchant_id = o.merchant_id and s.id = o.staff_id
       where o.merchant_id = g.merchant_id and o.role = 'hq_admin' and o.staff_id <> g.staff_id
         and s.left_at is null and s.suspended_at is null))`,
);
export const keepAnAdmin = statement(
  'chain.keep_an_admin',
  {},
  `select count(distinct o.staff_id)::integer as admins from chain.staff_grant o
   join chain.staff s on s.merchant_id = o.merchant_id and s.id = o.staff_id
   where o.merchant_id = :merchant and o.role = 'hq_admin'
     and s.left_at is null and s.suspended_at is null`,
  { admins: col.int },
);

/** Only for who may still come in, with the password that was checked. */
export const insertSession = guard(
  'chain.insert_session',
  {
    tokenHash: col.text(),
    staff: staffId,
    app: col.text<App>(),
    endsAt: col.instant,
    deviceLabel: col.text(),
    ipClass: col.text(),
    device: col.maybe(col.id()),
    provedAt: col.maybe(col.instant),
    passwordHash: col.text(),
  },
  `insert into chain.staff_session (merchant_id, token_hash, staff_id, app, made_at, seen_at,
     ends_at, device_label, ip_class, device_id, proved_at)
   select :merchant, :tokenHash, s.id, :app, :now, :now, :endsAt, :deviceLabel, :ipClass, :device,
     :provedAt
   from chain.staff s
   where s.merchant_id = :merchant and s.id = :staff and s.password_hash = :passwordHash
     and s.suspended_at is null and s.left_at is null
   for no key update`,
);
export const touchSession = statement(
  'chain.touch_session',
  { tokenHash: col.text() },
  `update chain.staff_session set seen_at = :now
   where merchant_id = :merchant and token_hash = :tokenHash and seen_at < :now`,
);
export const findSessions = statement(
  'chain.find_sessions',
  { staff: staffId },
  `select left(token_hash, 16) as id, app, made_at as "madeAt", seen_at as "seenAt",
     ends_at as "endsAt", device_label as "deviceLabel", ip_class as "ipClass"
   from chain.staff_session
   where merchant_id = :merchant and staff_id = :staff and ends_at > :now
   order by seen_at desc limit 100`,
  {
    id: col.text(),
    app: col.text<App>(),
    madeAt: col.instant,
    seenAt: col.instant,
    endsAt: col.instant,
    deviceLabel: col.text(),
    ipClass: col.text(),
  },
);
export const deleteSession = statement(
  'chain.delete_session',
  { tokenHash: col.text() },
  'delete from chain.staff_session where merchant_id = :merchant and token_hash = :tokenHash',
);
/** By the start of its hash, as the list names it. */
export const deleteListedSession = guard(
  'chain.delete_listed_session',
  { staff: staffId, id: col.text() },
  `delete from chain.staff_session
   where merchant_id = :merchant and staff_id = :staff and left(token_hash, 16) = :id`,
);
export const deleteSessionsOf = statement(
  'chain.delete_sessions_of',
  { staff: staffId, except: col.maybe(col.text()) },
  `delete from chain.staff_session
   where merchant_id = :merchant and staff_id = :staff and token_hash is distinct from :except`,
);

export const findHiredAt = statement(
  'chain.find_hired_at',
  { id: col.id<'staff'>() },
  `select made_at as since from chain.staff where merchant_id = :merchant and id = :id`,
  { since: col.instant },
);
