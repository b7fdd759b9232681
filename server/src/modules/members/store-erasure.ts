import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import { sweeper } from '../../platform/sweep.ts';

const member = col.id<'member'>();
const id = col.id<'erasure'>();
const row = {
  id,
  member,
  askedBy: col.text<'member' | 'staff'>(),
  askedAt: col.instant,
  dueAt: col.instant,
  state: col.text<'asked' | 'withdrawn' | 'done'>(),
  hinderedBy: col.list(col.text()),
};
const ROW = `id, member_id as member, asked_by as "askedBy", asked_at as "askedAt",
  due_at as "dueAt", state, hindered_by as "hinderedBy"`;

export const insertErasure = guard(
  'members.insert_erasure',
  {
    id,
    member,
    askedBy: col.text<'member' | 'staff'>(),
    actor: col.maybe(col.id<'staff'>()),
    dueAt: col.instant,
  },
  `insert into members.erasure (merchant_id, id, member_id, asked_by, actor_id, asked_at, due_at)
   values (:merchant, :id, :member, :askedBy, :actor, :now, :dueAt) on conflict do nothing`,
);
export const findOpenErasure = statement(
  'members.find_open_erasure',
  { members: col.list(member) },
  `select ${ROW} from members.erasure
   where merchant_id = :merchant and member_id = any(:members) and state = 'asked'`,
  row,
);
export const findErasure = statement(
  'members.find_erasure',
  { id },
  `select ${ROW} from members.erasure where merchant_id = :merchant and id = :id`,
  row,
);
export const endErasure = guard(
  'members.end_erasure',
  { id, state: col.text<'withdrawn' | 'done'>() },
  `update members.erasure set state = :state, ended_at = :now, hindered_by = '{}'
   where merchant_id = :merchant and id = :id and state = 'asked'
     and (:state <> 'done' or due_at <= :now)`,
);
export const hinderErasure = statement(
  'members.hinder_erasure',
  { id, by: col.list(col.text()) },
  `update members.erasure set hindered_by = :by
   where merchant_id = :merchant and id = :id and state = 'asked'`,
);
export const findIdentities = statement(
  'members.find_identities',
  { members: col.list(member) },
  `select kind, value_enc as sealed, value_hash as hash, at from members.identity
   where merchant_id = :merchant and member_id = any(:members) order by at`,
  { kind: col.text(), sealed: col.text(), hash: col.text(), at: col.instant },
);

const ids = { members: col.list(member) };
const ofHers = (name: string, table: string) =>
  statement(
    `members.${name}`,
    ids,
    `delete from members.${table} where merchant_id = :merchant and member_id = any(:members)`,
  );
/** What is hers alone goes; her consents stay as the proof of what she had agreed to. */
export const DESTROYED = [
  ofHers('destroy_identities', 'identity'),
  ofHers('destroy_addresses', 'address'),
  ofHers('destroy_notes', 'note'),
  ofHers('destroy_notices', 'notice'),
  ofHers('destroy_sessions', 'session'),
  ofHers('destroy_devices', 'device'),
];
export const destroyCodes = statement(
  'members.destroy_codes',
  { hashes: col.list(col.text()) },
  'delete from members.code where merchant_id = :merchant and phone_hash = any(:hashes)',
);
export const emptyMember = statement(
  'members.empty_member',
  ids,
  `update members.member set name = '', complex_id = null, entry = '', shows_name = false,
     last_seen_at = null, erased_at = :now
   where merchant_id = :merchant and id = any(:members)`,
);
export const endConsents = statement(
  'members.end_consents',
  ids,
  `update members.consent set withdrawn_at = :now, withdrawn_by = 'erasure'
   where merchant_id = :merchant and member_id = any(:members) and withdrawn_at is null`,
);

/** What goes by itself with time. */
const swept = (name: string, table: string, key: string, old: string) =>
  sweeper(`members.forget_${name}`, `members.${table}`, key, old);
export const forgetCodes = swept('codes', 'code', 'phone_hash, purpose', 'ends_at < :before');
export const forgetSessions = swept('sessions', 'session', 'token_hash', 'ends_at < :before');
export const forgetDevices = swept('devices', 'device', 'token_hash', 'ends_at < :before');
export const forgetNotices = swept('notices', 'notice', 'id', 'at < :before');
export const forgetConsents = swept('consents', 'consent', 'id', 'withdrawn_at < :before');
