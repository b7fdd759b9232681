/** Policies: a draft is kept, tried, and becomes a version once; a version is never edited. */
import type { MerchantId, NodeId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
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
/** What a plan was found to cost when it was tried on past orders just before. */
export interface Tried {
  readonly body: unknown;
  readonly riseBps: number;
}

/** From `validFrom`, or from now. @throws Refusal `policy.wider_than_parent`, `policy.backdated` */
export function publishPolicy(
  db: Db,
  wish: Wish &
    Rule & {
      readonly validFrom: Instant | null;
      readonly why: string;
      readonly tried: Tried | null;
    },
): Promise<{ readonly version: number }> {
  return db.transaction(wish.merchant, async (tx) => {
    await mustBeCheap(tx, wish, wish.tried);
    return { version: await write(tx, wish, wish) };
  });
}

/** @throws Refusal `policy.no_such_draft`, `policy.draft_published`, and those of publishing. */
export function publishDraft(
  db: Db,
  wish: Wish & {
    readonly draft: chain.DraftId;
    readonly validFrom: Instant | null;
    readonly why: string;
    readonly tried: Tried | null;
  },
): Promise<{ readonly version: number }> {
  return db.transaction(wish.merchant, async (tx) => {
    const draft = await chain.draftOf(tx, wish.draft);
    await mustBeCheap(tx, draft, wish.tried);
    const version = await write(tx, wish, { ...draft, validFrom: wish.validFrom, why: wish.why });
    chain.closeDraft(tx, wish.draft, version);
    return { version };
  });
}

/**
 * One person alone does not make a plan much dearer, nor lifts the threshold that says so.
 * @throws Refusal `policy.needs_second_person`, `policy.draft_changed`
 */
async function mustBeCheap(tx: Tx, rule: Rule, tried: Tried | null): Promise<void> {
  if (rule.kind !== 'commission') return;
  const { riseBps, thresholdBps, lifts } = await riseOf(tx, rule, tried);
  if (riseBps <= thresholdBps && !lifts) return;
  throw new Refusal('conflict', 'policy.needs_second_person', {
    risePercent: riseBps / 100,
    thresholdPercent: thresholdBps / 100,
  });
}

async function riseOf(tx: Tx, rule: Rule, tried: Tried | null) {
  if (tried === null || JSON.stringify(tried.body) !== JSON.stringify(rule.body))
    throw new Refusal('conflict', 'policy.draft_changed');
  const standing = await chain.directory(tx);
  const { path } = standing.root;
  const inForce = chain.policyInForce(standing, 'commission', path, tx.now).body;
  const asked = (rule.body as Partial<chain.CommissionBody>).approveRiseBps ?? 0;
  const thresholdBps = inForce.approveRiseBps;
  return { riseBps: tried.riseBps, thresholdBps, lifts: asked > thresholdBps };
}

/** @throws Refusal `policy.no_such_draft`, `policy.ask_waits`, and those of publishing */
export function askForPlan(
  db: Db,
  wish: Wish & {
    readonly id: chain.PlanAskId;
    readonly draft: chain.DraftId;
    readonly validFrom: Instant | null;
    readonly why: string;
    readonly tried: Tried;
  },
): Promise<void> {
  const { actor, by, id, validFrom, why, tried } = wish;
  return db.transaction(wish.merchant, async (tx) => {
    const draft = await chain.draftOf(tx, wish.draft);
    const standing = await chain.directory(tx);
    chain.nodeWithin(standing, draft.node, chain.reachOf(by, 'policies.write'));
    chain.mustFit(standing, draft, validFrom ?? tx.now);
    if (validFrom !== null && validFrom < tx.now) throw new Refusal('invalid', 'policy.backdated');
    const { riseBps, thresholdBps } = await riseOf(tx, draft, tried);
    const { node, body } = draft;
    const asked = { id, node, draft: wish.draft, body, validFrom, why, riseBps, thresholdBps };
    chain.askForPlan(tx, { ...asked, by: by.id });
    audit(tx, actor, {
      verb: 'chain.plan_asked',
      object: { kind: 'plan_ask', id },
      facts: { riseBps, thresholdBps, validFrom, why },
    });
  });
}

/**
 * The second person's word. What is granted holds from its day, or from now where that has passed.
 * @throws Refusal `policy.no_such_ask`, `policy.own_ask`, `policy.ask_decided`
 */
export function decidePlan(
  db: Db,
  wish: Wish & {
    readonly id: chain.PlanAskId;
    readonly granted: boolean;
    readonly words: string;
  },
): Promise<{ readonly version: number | null }> {
  const { actor, by, id, granted, words } = wish;
  return db.transaction(wish.merchant, async (tx) => {
    const ask = await chain.planAskOf(tx, id);
    if (ask.askedBy === by.id) throw new Refusal('conflict', 'policy.own_ask');
    if (ask.state !== 'asked') throw new Refusal('conflict', 'policy.ask_decided');
    const { node, body, why } = ask;
    const late = ask.validFrom === null || ask.validFrom < tx.now;
    const validFrom = late ? tx.now : ask.validFrom;
    const version = granted
      ? await chain.publish(tx, {
          kind: 'commission',
          node,
          body,
          validFrom,
          actor: ask.askedBy,
          why,
        })
      : null;
    chain.decidePlan(tx, { id, askedBy: ask.askedBy }, { by: by.id, words, version });
    if (version !== null && ask.draft !== null) await closeIfSame(tx, ask.draft, body, version);
    audit(tx, actor, {
      verb: granted ? 'chain.plan_granted' : 'chain.plan_refused',
      object: { kind: 'plan_ask', id },
      facts: { version, words },
    });
    return { version };
  });
}

/** A draft that was written on since stays a draft. */
async function closeIfSame(
  tx: Tx,
  id: chain.DraftId,
  body: unknown,
  version: number,
): Promise<void> {
  const draft = await chain.draftOf(tx, id).catch(() => null);
  if (draft === null || draft.publishedVersion !== null) return;
  if (JSON.stringify(draft.body) === JSON.stringify(body)) chain.closeDraft(tx, id, version);
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
