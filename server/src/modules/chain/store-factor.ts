import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Role } from './types.ts';

const staff = col.id<'staff'>();

export const findFactor = statement(
  'chain.find_factor',
  { staff, device: col.maybe(col.text()) },
  `select f.secret_enc as "secretEnc", f.made_at as "madeAt", f.confirmed_at as "confirmedAt",
     (select count(*)::integer from chain.recovery_code r where r.merchant_id = f.merchant_id
        and r.staff_id = f.staff_id and r.used_at is null) as "recoveryLeft",
     exists (select from chain.staff_device d where d.merchant_id = f.merchant_id
       and d.staff_id = f.staff_id and d.token_hash = :device and d.trusted_until > :now) as trusted
   from chain.second_factor f where f.merchant_id = :merchant and f.staff_id = :staff`,
  {
    secretEnc: col.text(),
    madeAt: col.instant,
    confirmedAt: col.maybe(col.instant),
    recoveryLeft: col.int,
    trusted: col.bool,
  },
);
/** Another start replaces what was shown before, never what is in use. */
export const startFactor = guard(
  'chain.start_factor',
  { staff, secretEnc: col.text() },
  `insert into chain.second_factor as f (merchant_id, staff_id, secret_enc, made_at)
   values (:merchant, :staff, :secretEnc, :now)
   on conflict (merchant_id, staff_id) do update
   set secret_enc = excluded.secret_enc, made_at = excluded.made_at
   where f.confirmed_at is null`,
);
export const confirmFactor = guard(
  'chain.confirm_factor',
  { staff, secretEnc: col.text(), step: col.big },
  `update chain.second_factor set confirmed_at = :now, last_step = :step
   where merchant_id = :merchant and staff_id = :staff and secret_enc = :secretEnc
     and confirmed_at is null`,
);
/** The step is used up by the write that it allows: of two who show one code, one comes in. */
export const takeStep = guard(
  'chain.take_step',
  { staff, secretEnc: col.text(), step: col.big },
  `update chain.second_factor set last_step = :step
   where merchant_id = :merchant and staff_id = :staff and secret_enc = :secretEnc
     and confirmed_at is not null and last_step < :step`,
);
export const takeRecovery = guard(
  'chain.take_recovery',
  { staff, hash: col.text() },
  `update chain.recovery_code set used_at = :now
   where merchant_id = :merchant and staff_id = :staff and code_hash = :hash and used_at is null`,
);
export const dropRecovery = statement(
  'chain.drop_recovery',
  { staff },
  'delete from chain.recovery_code where merchant_id = :merchant and staff_id = :staff',
);
export const insertRecovery = statement(
  'chain.insert_recovery',
  { staff, hashes: col.list(col.text()) },
  `insert into chain.recovery_code (merchant_id, staff_id, code_hash)
   select :merchant, :staff, unnest(:hashes::text[])`,
);
export const dropFactor = guard(
  'chain.drop_factor',
  { staff },
  'delete from chain.second_factor where merchant_id = :merchant and staff_id = :staff',
);
export const proveSession = guard(
  'chain.prove_session',
  { tokenHash: col.text(), staff },
  `update chain.staff_session set proved_at = :now
   where merchant_id = :merchant and token_hash = :tokenHash and staff_id = :staff`,
);

export const findRule = statement(
  'chain.find_sign_in_rule',
  {},
  `select roles, permissions, grace_days as "graceDays", export_needs_code as "exportNeedsCode",
     since
   from chain.sign_in_rule where merchant_id = :merchant`,
  {
    roles: col.list(col.text<Role>()),
    permissions: col.list(col.text()),
    graceDays: col.int,
    exportNeedsCode: col.bool,
    since: col.instant,
  },
);
export const putRule = statement(
  'chain.put_sign_in_rule',
  {
    roles: col.list(col.text<Role>()),
    permissions: col.list(col.text()),
    graceDays: col.int,
    exportNeedsCode: col.bool,
    since: col.instant,
    by: col.maybe(staff),
  },
  `insert into chain.sign_in_rule (merchant_id, roles, permissions, grace_days,
     export_needs_code, since, changed_by, changed_at)
   values (:merchant, :roles, :permissions, :graceDays, :exportNeedsCode, :since, :by, :now)
   on conflict (merchant_id) do update set roles = :roles, permissions = :permissions,
     grace_days = :graceDays, export_needs_code = :exportNeedsCode, since = :since,
     changed_by = :by, changed_at = :now`,
);
