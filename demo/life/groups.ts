/** Which group a guide posts to. */
import type { GroupId } from '../../server/src/kernel/id.ts';
import * as groups from '../../server/src/modules/groups/groups.ts';
import type { Shop } from './shops.ts';
import type { Town } from './town.ts';

export async function groupsByGuide(
  { house, merchant }: Town,
  shops: readonly Shop[],
): Promise<Map<string, GroupId>> {
  const byGuide = new Map<string, GroupId>();
  await house.db.reading(merchant, async (reader) => {
    for (const { outlet } of shops)
      for (const { id, owner } of await groups.groupsOf(reader, outlet.id))
        if (owner !== null && !byGuide.has(owner)) byGuide.set(owner, id);
  });
  return byGuide;
}
