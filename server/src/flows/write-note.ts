/** A guide notes a talk with her own customer; the talk keeps the bond from expiring. */
import type { Id, MemberId, MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as belonging from '../modules/belonging/belonging.ts';
import * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';
import { ownersNow } from './steps/bond-terms.ts';

export interface WriteNote {
  readonly merchant: MerchantId;
  readonly id: Id<'note'>;
  readonly member: MemberId;
  readonly staff: StaffId;
  readonly words: string;
}

/** @throws Refusal `members.no_such_member` where she is not this guide's own */
export const writeNote = (db: Db, { merchant, ...note }: WriteNote): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    const { id: member } = await members.survivor(tx, note.member);
    const { homeGuide } = await ownersNow(tx, member);
    if (homeGuide?.id !== note.staff) throw new Refusal('not_found', 'members.no_such_member');
    members.writeNote(tx, { ...note, member });
    await belonging.talked(tx, member, note.staff);
  });
