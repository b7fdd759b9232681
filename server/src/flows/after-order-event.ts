/** Tells the member what became of her order: once an event, however often it is delivered. */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';

export function tellMember(
  { db }: { db: Db },
  event: {
    readonly merchant: MerchantId;
    readonly id: string;
    readonly name: string;
    readonly facts: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { order, member } = event.facts as { order: OrderId; member: MemberId };
  return db.transaction(event.merchant, async (tx) => {
    members.tell(tx, { member, kind: event.name, ref: event.id, facts: { order } });
  });
}
