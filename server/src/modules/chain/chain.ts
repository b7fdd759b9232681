/**
 * The organisation: head office, dealers, outlets, their hours and areas, staff, roles, policies.
 */
import type { Reader } from '../../platform/db.ts';
import { findStaffSession } from './store.ts';
import type { SignedInStaff } from './types.ts';

export { directory, directoryAt, lastKnown, type Directory } from './directory.ts';
export { permissionsOf, reachOf } from './rules.ts';
export type {
  DeliveryBand,
  Grant,
  Node,
  Outlet,
  OutletKind,
  PolicyKind,
  PolicyVersion,
  Role,
  SignedInStaff,
} from './types.ts';

/** The staff member of a session that still holds, or null. */
export async function signedIn(
  reader: Reader,
  tokenHash: string,
  app: 'console' | 'workbench',
): Promise<SignedInStaff | null> {
  const [staff] = await reader.ask(findStaffSession, { tokenHash, app });
  return staff ?? null;
}
export { colleaguesAt, standInFor, type StandIn } from './standing.ts';
