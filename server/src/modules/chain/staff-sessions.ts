/** Sessions of staff: who sits there, since when, on which device; looked up on every request. */
import type { Id, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, epochOf, type Millis } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { enrolmentOf } from './proof-rules.ts';
import { grantsIn, SEEN_EVERY_MS, SESSION_LIFE } from './rules.ts';
import { findStaffSession } from './store.ts';
import {
  deleteListedSession,
  deleteSession,
  deleteSessionsOf,
  findSessions,
  insertSession,
  touchSession,
} from './store-staff.ts';
import type { App, Grant, SignedInStaff, StaffSession } from './types.ts';

export const wrongSignIn = (): Refusal => new Refusal('unauthorized', 'chain.wrong_sign_in');

/** The staff member of a session that still holds, with the grants that this app knows. */
export async function signedIn(
  reader: Reader,
  tokenHash: string,
  app: App,
): Promise<SignedInStaff | null> {
  const [staff] = await reader.ask(findStaffSession, { tokenHash, app });
  if (staff === undefined) return null;
  const unusedMs = epochOf(reader.now) - epochOf(staff.seenAt);
  if (unusedMs > SESSION_LIFE[app].idleMs) return null;
  const { madeAt, ruleRoles, rulePermissions, graceDays, ruleSince, ...person } = staff;
  const exportNeedsCode = staff.exportNeedsCode ?? false;
  const rule =
    ruleSince === null
      ? null
      : {
          roles: ruleRoles!,
          permissions: rulePermissions!,
          graceDays: graceDays!,
          exportNeedsCode,
          since: ruleSince,
        };
  return {
    ...person,
    exportNeedsCode,
    enrolment: enrolmentOf(rule, staff, reader.now), // by every role, also those of the other app
    grants: grantsIn(app, staff.grants),
    stale: unusedMs > SEEN_EVERY_MS,
  };
}

export const sawSession = (tx: Tx, tokenHash: string): void => tx.tell(touchSession, { tokenHash });

/** @throws Refusal `chain.wrong_sign_in`: she may not come in, or changed the password since. */
export function openSession(
  tx: Tx,
  {
    tokenHash,
    staff,
    app,
    deviceLabel,
    ipClass,
    device,
    passwordHash,
    proven,
  }: {
    tokenHash: string;
    staff: StaffId;
    app: App;
    deviceLabel: string;
    ipClass: string;
    device: Id<string> | null;
    passwordHash: string;
    /** By herself, not by a device that is trusted: sensitive acts ask nothing for some minutes. */
    proven: boolean;
  },
): void {
  const endsAt = after(tx.now, SESSION_LIFE[app].wholeMs as Millis);
  const provedAt = proven ? tx.now : null;
  const wish = { tokenHash, staff, app, endsAt, deviceLabel, ipClass, device, provedAt };
  tx.guard(insertSession, { ...wish, passwordHash }, wrongSignIn);
}

export const endOtherSessions = (tx: Tx, staff: StaffId, keep: string | null): void =>
  tx.tell(deleteSessionsOf, { staff, except: keep });

export const sessionsOf = (reader: Reader, staff: StaffId): Promise<StaffSession[]> =>
  reader.ask(findSessions, { staff });

export const endSession = (tx: Tx, tokenHash: string): void =>
  tx.tell(deleteSession, { tokenHash });

/** @throws Refusal `chain.no_such_session` */
export function endListedSession(tx: Tx, staff: StaffId, id: string): void {
  const absent = (): Refusal => new Refusal('not_found', 'chain.no_such_session');
  tx.guard(deleteListedSession, { staff, id }, absent);
}

/** @throws Refusal `chain.wrong_app`: none of her roles belongs to this app. */
export function mustUse(app: App, grants: readonly Grant[]): void {
  if (grantsIn(app, grants).length === 0) throw new Refusal('forbidden', 'chain.wrong_app');
}
