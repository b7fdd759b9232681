import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { CodePurpose, IdentityKind } from './types.ts';

const member = col.id<'member'>();
const identity = { kind: col.text<IdentityKind>(), app: col.text(), hash: col.text() };

// Not by coalesce(), which row security counts as leaky: no index could be used.
export const findByIdentity = statement(
  'members.find_by_identity',
  identity,
  `select m.id, m.made_at as "madeAt" from members.identity i
   join members.member o on o.merchant_id = i.merchant_id and o.id = i.member_id
   join members.member m on m.merchant_id = o.merchant_id
     and m.id = case when o.merged_into is null then o.id else o.merged_into end
   where i.merchant_id = :merchant and i.kind = :kind and i.app = :app and i.value_hash = :hash
     and m.erased_at is null`,
  { id: member, madeAt: col.instant },
);
export const insertIdentity = guard(
  'members.insert_identity',
  { ...identity, enc: col.text(), masked: col.text(), member },
  `insert into members.identity (merchant_id, kind, app, value_hash, value_enc, masked,
     member_id, at)
   values (:merchant, :kind, :app, :hash, :enc, :masked, :member, :now) on conflict do nothing`,
);
export const insertMember = guard(
  'members.insert_member',
  {
    id: member,
    name: col.text(),
    complex: col.maybe(col.id<'complex'>()),
    entry: col.text(),
    showsName: col.bool,
  },
  `insert into members.member (merchant_id, id, name, complex_id, made_at, entry, shows_name,
     last_seen_at)
   values (:merchant, :id, :name, :complex, :now, :entry, :showsName, :now)
   on conflict do nothing`,
);
export const setEntry = statement(
  'members.set_entry',
  { id: member, entry: col.text() },
  `update members.member set entry = :entry where merchant_id = :merchant and id = :id`,
);
export const findMember = statement(
  'members.find_member',
  { id: member },
  `select id, made_at as "madeAt", merged_into as "mergedInto" from members.member
   where merchant_id = :merchant and id = :id`,
  { id: member, madeAt: col.instant, mergedInto: col.maybe(member) },
);
export const findEveryId = statement(
  'members.find_every_id',
  { id: member },
  `with one as (select case when merged_into is null then id else merged_into end as id
     from members.member where merchant_id = :merchant and id = :id)
   select id, 0 as place from one
   union all
   select m.id, 1 from one join members.member m
     on m.merchant_id = :merchant and m.merged_into = one.id
   order by place, id`,
  { id: member, place: col.int },
);
export const findPhoneKeys = statement(
  'members.find_phone_keys',
  { ids: col.list(member) },
  `select value_hash as hash from members.identity
   where merchant_id = :merchant and member_id = any(:ids) and kind = 'phone'`,
  { hash: col.text() },
);
export const findPhone = statement(
  'members.find_phone',
  { member },
  `select value_enc as sealed from members.identity
   where merchant_id = :merchant and member_id = :member and kind = 'phone'
   order by at desc limit 1`,
  { sealed: col.text() },
);
export const seeMember = statement(
  'members.see_member',
  { id: member },
  `update members.member set last_seen_at = :now where merchant_id = :merchant and id = :id`,
);

/** A new code takes the place of the one before: only the last sent can be used. */
export const putCode = statement(
  'members.put_code',
  {
    phone: col.text(),
    purpose: col.text<CodePurpose>(),
    code: col.text(),
    endsAt: col.instant,
  },
  `insert into members.code (merchant_id, phone_hash, purpose, code_hash, made_at, ends_at)
   values (:merchant, :phone, :purpose, :code, :now, :endsAt)
   on conflict (merchant_id, phone_hash, purpose) do update
   set code_hash = excluded.code_hash, made_at = excluded.made_at, ends_at = excluded.ends_at,
     tries = 0, used_at = null`,
);
/** A try is counted before it is judged, so that a crowd has five tries too. */
export const tryCode = statement(
  'members.try_code',
  { phone: col.text(), purpose: col.text<CodePurpose>() },
  `update members.code set tries = tries + 1
   where merchant_id = :merchant and phone_hash = :phone and purpose = :purpose
     and tries < 5 and used_at is null and ends_at > :now
   returning code_hash as code, tries`,
  { code: col.text(), tries: col.int },
);
export const takeCode = guard(
  'members.take_code',
  { phone: col.text(), purpose: col.text<CodePurpose>(), code: col.text() },
  `update members.code set used_at = :now
   where merchant_id = :merchant and phone_hash = :phone and purpose = :purpose
     and code_hash = :code and used_at is null and ends_at > :now`,
);

export const meetDevices = statement(
  'members.meet_devices',
  { hashes: col.list(col.text()), endsAt: col.instant },
  `insert into members.device (merchant_id, token_hash, made_at, ends_at)
   select :merchant, hash, :now, :endsAt from unnest(cast(:hashes as text[])) as d(hash)
   order by hash on conflict do nothing`,
);
export const enterDevice = statement(
  'members.enter_device',
  { device: col.text(), member },
  `update members.device set member_id = :member
   where merchant_id = :merchant and token_hash = :device`,
);
export const leaveDevice = statement(
  'members.leave_device',
  { device: col.text() },
  `update members.device set member_id = null, member_left_at = :now
   where merchant_id = :merchant and token_hash = :device and member_id is not null`,
);
/** When another than this member last left the device: by signing out, or because she comes now. */
export const findAnotherLeft = statement(
  'members.find_another_left',
  { device: col.text(), member },
  `select max(least(s.ends_at, cast(:now as timestamptz))) as "leftAt"
   from members.session s
   join members.member m on m.merchant_id = s.merchant_id and m.id = s.member_id
   where s.merchant_id = :merchant and s.device_hash = :device
     and coalesce(m.merged_into, m.id) <> :member`,
  { leftAt: col.maybe(col.instant) },
);
export const insertSession = statement(
  'members.insert_session',
  { token: col.text(), member, device: col.maybe(col.text()), endsAt: col.instant },
  `insert into members.session (merchant_id, token_hash, member_id, device_hash, made_at, ends_at)
   values (:merchant, :token, :member, :device, :now, :endsAt)`,
);
/** One sign-in a device: who was signed in on it before is signed out. */
export const endSessionsOn = statement(
  'members.end_sessions_on',
  { device: col.text() },
  `update members.session set ends_at = :now
   where merchant_id = :merchant and device_hash = :device and ends_at > :now`,
);
export const endSession = statement(
  'members.end_session',
  { token: col.text() },
  `update members.session set ends_at = :now
   where merchant_id = :merchant and token_hash = :token and ends_at > :now`,
);
export const endSessionsOf = statement(
  'members.end_sessions_of',
  { member, except: col.text() },
  `update members.session set ends_at = :now
   where merchant_id = :merchant and member_id = :member and ends_at > :now
     and token_hash <> :except`,
);

export const moveIdentities = statement(
  'members.move_identities',
  { survivor: member, other: member },
  `update members.identity set member_id = :survivor
   where merchant_id = :merchant and member_id = :other`,
);
/** Whoever merged into the other is led on, so that one step always ends at a survivor. */
export const leadOn = statement(
  'members.lead_on',
  { survivor: member, other: member },
  `update members.member set merged_into = :survivor
   where merchant_id = :merchant and merged_into = :other`,
);
export const mergeInto = guard(
  'members.merge_into',
  { survivor: member, other: member },
  `update members.member o set merged_into = :survivor
   where o.merchant_id = :merchant and o.id = :other and o.merged_into is null
     and exists (select from members.member s where s.merchant_id = o.merchant_id
       and s.id = :survivor and s.merged_into is null for update)`,
);
