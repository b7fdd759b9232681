/** Targets of a month: set one by one or as a list, handed down by weights. */
import type { NodeId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Day } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as incentives from '../modules/incentives/incentives.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import type { ByStaff } from './steps/by-staff.ts';

/** All or none. @throws Refusal `chain.no_such_node`, `chain.no_such_staff` */
export const setTargets = (
  db: Db,
  wish: ByStaff & {
    readonly month: Day;
    readonly targets: readonly Omit<incentives.Target, 'month'>[];
  },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { month, targets, by, branches } = wish;
    const directory = await chain.directory(tx);
    for (const { subjectKind, subjectId } of targets) {
      if (subjectKind === 'node') chain.nodeWithin(directory, subjectId as NodeId, branches);
      else {
        const at = directory.staff(subjectId as never)?.outlet ?? null;
        const path = at === null ? undefined : directory.outlet(at)?.path;
        if (path === undefined || !chain.reaches(branches, path))
          throw new Refusal('not_found', 'chain.no_such_staff');
      }
    }
    incentives.setTargets(tx, month, by, targets);
    audit(tx, wish.actor, {
      verb: 'incentives.targets_set',
      object: { kind: 'targets', id: month },
      facts: { count: targets.length },
    });
  });
