/** Staff move a member to another guide or outlet of their branch, and say why. */
import type { MemberId, MerchantId, NodeId, OutletId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as belonging from '../modules/belonging/belonging.ts';
import * as chain from '../modules/chain/chain.ts';
import * as members from '../modules/members/members.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { ownersNow, termsAt } from './steps/bond-terms.ts';

export interface TransferMember {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly by: StaffId;
  /** Nodes in which this person may move members. */
  readonly branches: readonly NodeId[];
  readonly member: MemberId;
  readonly kind: belonging.Kind;
  readonly to: string;
  readonly reason: string;
}

/**
 * @throws Refusal `members.no_such_member` out of reach, `chain.no_such_staff`,
 * `chain.no_such_outlet`, `belonging.already_there`
 */
export const transferMember = (db: Db, wish: TransferMember): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { branches, kind, to } = wish;
    const { id: member } = await members.survivor(tx, wish.member);
    const [standing, { homeOutlet }] = await Promise.all([
      chain.directory(tx),
      ownersNow(tx, member),
    ]);
    const home = homeOutlet === null ? null : standing.outlet(homeOutlet.id);
    if (!chain.reaches(branches, home?.path ?? standing.root.path))
      throw new Refusal('not_found', 'members.no_such_member');
    if (kind === 'outlet') chain.outletWithin(standing, to as OutletId, branches);
    else {
      const guide = await chain.standInFor(tx, to as StaffId);
      if (guide?.id !== to || guide.outlet === null)
        throw new Refusal('not_found', 'chain.no_such_staff');
      chain.outletWithin(standing, guide.outlet, branches);
    }
    const terms = termsAt(standing, home?.path ?? standing.root.path, tx.now);
    const { by, reason } = wish;
    await belonging.transfer(tx, { member, kind, to, actor: by, reason }, terms);
    audit(tx, wish.actor, {
      verb: 'belonging.transferred',
      object: { kind: 'member', id: member },
      facts: { kind, to },
    });
  });
