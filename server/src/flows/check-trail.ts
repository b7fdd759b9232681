/**
 * Each night: is every line of the trail what was sealed? What is wrong is a line of its own, an
 * event for whoever listens outside, and a line of the log. Nothing is mended here.
 */
import type { MerchantId } from '../kernel/id.ts';
import { audit, SYSTEM } from '../platform/audit.ts';
import { checkTrail, sealTrail, type TrailCheck } from '../platform/audit-chain.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';

export async function checkAuditTrail(db: Db, merchant: MerchantId): Promise<TrailCheck> {
  await sealTrail(db, merchant);
  const found = await db.reading(merchant, checkTrail);
  const facts = { blocks: found.broken.slice(0, 100) };
  if (found.broken.length > 0)
    await db.transaction(merchant, async (tx) => {
      const object = { kind: 'audit_block', id: String(found.broken[0]) };
      audit(tx, SYSTEM, { verb: 'platform.trail_broken', object, facts });
      outbox.put(tx, { name: 'audit.alarm', facts });
    });
  return found;
}
