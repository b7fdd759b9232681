/** Where a staff member is signed in, ended: by herself, one or all others; or by an administrator. */
import type { Id, MerchantId, StaffId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

interface Own {
  readonly merchant: MerchantId;
  readonly staff: StaffId;
}
const her = (staff: StaffId) => ({ kind: 'staff', id: staff }) as const;

/** One of her own, by the name in the list. @throws Refusal `chain.no_such_session` */
export const endStaffSession = (db: Db, { merchant, staff, id }: Own & { id: string }) =>
  db.transaction(merchant, async (tx) => {
    chain.endListedSession(tx, staff, id);
    audit(tx, her(staff), { verb: 'chain.session_ended', object: her(staff) });
  });

export const endOtherSessions = (db: Db, { merchant, staff, session }: Own & { session: string }) =>
  db.transaction(merchant, async (tx) => {
    chain.endOtherSessions(tx, staff, session);
    audit(tx, her(staff), { verb: 'chain.other_sessions_ended', object: her(staff) });
  });

/** @throws Refusal `session.no_such_device` */
export const forgetStaffDevice = (db: Db, { merchant, staff, id }: Own & { id: Id<string> }) =>
  db.transaction(merchant, async (tx) => {
    chain.forgetDevice(tx, staff, id);
    audit(tx, her(staff), {
      verb: 'chain.device_forgotten',
      object: her(staff),
      facts: { device: id },
    });
  });

/** "That was me": what was new is new no more. */
export const knowStaffDevices = (db: Db, { merchant, staff }: Own) =>
  db.transaction(merchant, async (tx) => {
    chain.knowDevices(tx, staff);
    audit(tx, her(staff), { verb: 'chain.devices_known', object: her(staff) });
  });
