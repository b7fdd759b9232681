/** What a member keeps comes to its end, and some weeks before she is told. */
import type { MemberId, MerchantId } from '../kernel/id.ts';

import * as chain from '../modules/chain/chain.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as members from '../modules/members/members.ts';
import * as wallet from '../modules/wallet/wallet.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { clearTimer } from '../platform/timer.ts';

const memberOf = (ref: string): MemberId => ref.split(':')[0] as MemberId;

/** Doing it twice is doing it once: what has ended is empty. */
export function endBuckets(db: Db, merchant: MerchantId, ref: string): Promise<number> {
  return db.transaction(merchant, async (tx) => {
    const [{ id: member }, directory] = await Promise.all([
      members.survivor(tx, memberOf(ref)),
      chain.directory(tx),
    ]);
    const ended = await wallet.endBuckets(tx, member);
    clearTimer(tx, 'wallet.end', ref);
    if (ended.length === 0) return 0;
    ledger.endKept(tx, member, { kind: 'hq', id: directory.root.id }, ended);
    outbox.put(tx, {
      name: 'wallet.ended',
      facts: {
        member,
        bonusFen: wallet.sumOf(ended, 'bonus'),
        points: wallet.sumOf(ended, 'points'),
      },
    });
    return ended.length;
  });
}

/** @param ref `member:day`, the day on which they end */
export function warnOfEnd(db: Db, merchant: MerchantId, ref: string): Promise<number> {
  return db.transaction(merchant, async (tx) => {
    const { id: member } = await members.survivor(tx, memberOf(ref));
    const day = ref.split(':')[1]!;
    clearTimer(tx, 'wallet.warn', ref);
    const ending = (await wallet.bucketsOf(tx, member)).filter(
      ({ kind, expiresAt }) => kind === 'points' && expiresAt?.slice(0, 10) === day,
    );
    const points = wallet.sumOf(ending, 'points');
    if (points > 0)
      members.tell(tx, {
        member,
        kind: 'points_ending',
        ref,
        facts: { points, on: ending[0]!.expiresAt! },
      });
    return points;
  });
}
