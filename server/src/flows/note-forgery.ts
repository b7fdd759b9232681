/** A notification that cannot prove its sender leaves a trace, and nothing else. */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

/** @throws what reading threw, after it has been written down */
export async function noteForgery<T>(
  db: Db,
  merchant: MerchantId,
  channel: string,
  requestId: string,
  read: () => T | Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (refusal) {
    // A provider's own probe of us is no forgery.
    if (refusal instanceof Refusal && refusal.code !== 'payments.signature_probe') {
      await db.transaction(merchant, async (tx) => {
        audit(
          tx,
          { kind: 'system', id: null, requestId },
          {
            verb: 'payments.notice_refused',
            object: { kind: 'channel', id: channel },
            facts: { code: refusal.code },
          },
        );
      });
    }
    throw refusal;
  }
}
