/**
 * A colleague sees a member's whole phone number: one number at a time, for a reason out of a list,
 * so many an hour, and each look stands on the trail with her name.
 */
import type { MemberId, MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { minutes } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as members from '../modules/members/members.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { takeQuota } from '../platform/quota.ts';
import type { Vault } from '../platform/secret.ts';
import { ownersNow } from './steps/bond-terms.ts';

export const REVEAL_REASONS = ['delivery', 'aftersales', 'complaint', 'her_wish'] as const;
const MOST_AN_HOUR = 20;

export interface RevealPhone {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly by: StaffId;
  readonly branches: readonly NodeId[];
  readonly member: MemberId;
  readonly reason: (typeof REVEAL_REASONS)[number];
}

/**
 * A dealer's people see it when she agreed with the dealer, or lets head office pass it on.
 * @throws Refusal `members.no_such_member` out of reach, `members.no_consent`,
 * `platform.too_many_tries`
 */
export const revealPhone = (
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  wish: RevealPhone,
): Promise<{ readonly phone: string | null }> =>
  db.transaction(wish.merchant, async (tx) => {
    const { id: member } = await members.survivor(tx, wish.member);
    const [standing, { homeOutlet }, phone, { consents }] = await Promise.all([
      chain.directory(tx),
      ownersNow(tx, member),
      members.phoneOf(tx, vault, member),
      members.profileOf(tx, member),
    ]);
    const home = homeOutlet === null ? null : standing.outlet(homeOutlet.id);
    if (!chain.reaches(wish.branches, home?.path ?? standing.root.path))
      throw new Refusal('not_found', 'members.no_such_member');
    const root = standing.root.id;
    const dealer = wish.branches.includes(root) ? null : (home?.dealer ?? null);
    if (!members.mayLook(consents, { root, dealer }))
      throw new Refusal('forbidden', 'members.no_consent', { purpose: 'share_dealer' });
    takeQuota(tx, {
      scope: `reveal:${wish.by}`,
      most: MOST_AN_HOUR,
      windowMs: minutes(60),
    });
    audit(tx, wish.actor, {
      verb: 'members.phone_revealed',
      object: { kind: 'member', id: member },
      facts: { reason: wish.reason },
    });
    return { phone };
  });
