/** A member's data leaves the house: who took it is on the trail before it does. */
import type { MemberId, MerchantId } from '../kernel/id.ts';
import { days } from '../kernel/time.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { takeQuota } from '../platform/quota.ts';

const MOST_A_DAY = 5;

/** @throws Refusal `platform.too_many_tries` */
export const noteExport = (
  db: Db,
  wish: { readonly merchant: MerchantId; readonly member: MemberId; readonly actor: Actor },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const scope = `export:${wish.member}`;
    takeQuota(tx, { scope, most: MOST_A_DAY, windowMs: days(1) });
    audit(tx, wish.actor, {
      verb: 'members.exported',
      object: { kind: 'member', id: wish.member },
    });
  });
