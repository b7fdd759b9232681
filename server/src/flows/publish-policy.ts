/** Policies: a draft is kept, tried, and becomes a version once; a version is never edited. */
import type { MerchantId, NodeId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import type { Instant } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as commission from '../modules/commission/commission.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';

interface Wish {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly by: chain.SignedInStaff;
}
interface Rule {
  readonly kind: chain.PolicyKind;
  readonly node: NodeId;
  readonly body: unknown;
}

/** From `validFrom`, or from now. @throws Refusal `policy.wider_than_parent`, `policy.backdated` */
export function publishPolicy(
  db: Db,
  wish: Wish & Rule & { readonly validFrom: Instant | null; readonly why: string },
): Promise<{ readonly version: number }> {
  return db.transaction(wish.merchant, async (tx) => ({ version: await write(tx, wish, wish) }));
}

/** @throws Refusal `policy.no_such_draft`, `policy.draft_published`, and those of publishing. */
export function publishDraft(
  db: Db,
  wish: Wish & {
    readonly draft: chain.DraftId;
    readonly validFrom: Instant | null;
    readonly why: string;
  },
): Promise<{ readonly version: number }> {
  return db.transaction(wish.merchant, async (tx) => {
    const draft = await chain.draftOf(tx, wish.draft);
    const version = await write(tx, wish, { ...draft, validFrom: wish.validFrom, why: wish.why });
    chain.closeDraft(tx, wish.draft, version);
    return { version };
  });
}

async function write(
  tx: Tx,
  { actor, by }: Wish,
  rule: Rule & { readonly validFrom: Instant | null; readonly why: string },
): Promise<number> {
  const standing = await chain.directory(tx);
  chain.nodeWithin(standing, rule.node, chain.reachOf(by, 'policies.write'));
  const validFrom = rule.validFrom ?? tx.now;
  chain.mustFit(standing, rule, validFrom);
  const { kind, node, body, why } = rule;
  const version = await chain.publish(tx, { kind, node, body, validFrom, actor: by.id, why });
  // Each version of the referral has a budget of its own: what the former gave is not forgotten.
  if (kind === 'referral')
    commission.openBudget(tx, version, (body as chain.ReferralBody).budgetFen as Fen);
  audit(tx, actor, {
    verb: 'chain.policy_published',
    object: { kind: 'policy', id: `${kind}:${version}` },
    facts: { node, validFrom, why },
  });
  return version;
}

/** Over a former text of the draft. @throws Refusal `policy.draft_published` */
export function savePolicyDraft(
  db: Db,
  wish: Wish & Rule & { readonly id: chain.DraftId; readonly why: string },
): Promise<void> {
  const { actor, by, id, kind, node, body, why } = wish;
  return db.transaction(wish.merchant, async (tx) => {
    const standing = await chain.directory(tx);
    chain.nodeWithin(standing, node, chain.reachOf(by, 'policies.write'));
    chain.mustFit(standing, { kind, node, body }, tx.now);
    chain.saveDraft(tx, { id, kind, node, body, why, by: by.id });
    audit(tx, actor, {
      verb: 'chain.draft_saved',
      object: { kind: 'policy_draft', id },
      facts: { kind, node },
    });
  });
}

/** @throws Refusal `policy.no_such_draft`, `policy.draft_published` */
export function discardPolicyDraft(
  db: Db,
  wish: Wish & { readonly draft: chain.DraftId },
): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    const { node } = await chain.draftOf(tx, wish.draft);
    const standing = await chain.directory(tx);
    chain.nodeWithin(standing, node, chain.reachOf(wish.by, 'policies.write'));
    chain.discardDraft(tx, wish.draft);
    audit(tx, wish.actor, {
      verb: 'chain.draft_discarded',
      object: { kind: 'policy_draft', id: wish.draft },
    });
  });
}
