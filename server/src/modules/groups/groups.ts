/** The neighbours' chats in which links travel: so far their names, since links name a group. */
import type { ComplexId, GroupId, OutletId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { findGroup, findGroupsOf, insertGroup } from './store.ts';

export interface Group {
  readonly id: GroupId;
  readonly name: string;
  readonly outlet: OutletId;
  readonly owner: StaffId | null;
  readonly complex: ComplexId | null;
  /** WeChat's id of the chat, when known. */
  readonly opengid: string | null;
  readonly headcount: number;
}

/**
 * The group that was chosen, or that WeChat's id names; an unknown WeChat id names none.
 * @throws Refusal `groups.no_such_group`
 */
export async function chosen(
  reader: Reader,
  { group, opengid }: { group: GroupId | null; opengid: string | null },
): Promise<GroupId | null> {
  if (group === null && opengid === null) return null;
  const [found] = await reader.ask(findGroup, { id: group, opengid });
  if (group !== null && found?.id !== group) throw new Refusal('not_found', 'groups.no_such_group');
  return found?.id ?? null;
}

export const groupsOf = (reader: Reader, outlet: OutletId): Promise<Group[]> =>
  reader.ask(findGroupsOf, { outlet });

/** The same group again changes nothing. @throws Refusal `groups.id_reused` */
export function add(tx: Tx, group: Group): void {
  tx.guard(insertGroup, { ...group }, () => new Refusal('invalid', 'groups.id_reused'));
}
