/** Who stands in for a member of staff: herself, her heir when she left, nobody while suspended. */
import type { OutletId, StaffId } from '../../kernel/id.ts';
import type { Reader } from '../../platform/db.ts';
import { rolesWith } from './rules.ts';
import { findHolders, findStaffOfOutlets, findStandIn } from './store-standing.ts';

export interface StandIn {
  readonly id: StaffId;
  readonly name: string;
  readonly outlet: OutletId | null;
}

/** Null: nobody of that id, suspended, or left without an heir. */
export async function standInFor(reader: Reader, staff: StaffId): Promise<StandIn | null> {
  const [found] = await reader.ask(findStandIn, { staff });
  if (found === undefined || found.suspended) return null;
  const { id, name, outlet } = found;
  return { id, name, outlet };
}

/** Those who work there now, longest first. */
export const colleaguesAt = (reader: Reader, outlets: readonly OutletId[]) =>
  reader.ask(findStaffOfOutlets, { outlets });

export interface Holder {
  readonly id: StaffId;
  readonly name: string;
}
/** Who may do it anywhere: the role that does it for a living first, head office last. */
export async function holdersOf(reader: Reader, permission: string): Promise<Holder[]> {
  const roles = rolesWith(permission).toSorted(
    (a, b) => Number(a === 'hq_admin') - Number(b === 'hq_admin'),
  );
  const found = await reader.ask(findHolders, { roles });
  return found.filter(({ holds }) => holds).map(({ id, name }) => ({ id, name }));
}
