/** Somebody starts a promotion for a branch, or stops one. */
import type { MerchantId, NodeId, PromotionId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import * as pricing from '../modules/pricing/pricing.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

interface By {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  /** Within which the branch must lie. */
  readonly branches: readonly NodeId[];
}

/** @throws Refusal `chain.no_such_node`, and those of `pricing.start` */
export function startPromotion(
  db: Db,
  { merchant, actor, branches, ...promotion }: By & pricing.Promotion,
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    chain.nodeWithin(await chain.directory(tx), promotion.node, branches);
    pricing.start(tx, promotion, actor.kind === 'staff' ? (actor.id as never) : null);
    const { id, name, node } = promotion;
    audit(tx, actor, {
      verb: 'pricing.promotion_started',
      object: { kind: 'promotion', id },
      facts: { name, node },
    });
  });
}

/** @throws Refusal `pricing.no_running_promotion` */
export function stopPromotion(
  db: Db,
  { merchant, actor, branches, id }: By & { readonly id: PromotionId },
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const directory = await chain.directory(tx);
    const within = [...directory.nodes.values()].filter(({ path }) =>
      path.some((node) => branches.includes(node)),
    );
    pricing.stop(
      tx,
      id,
      within.map((node) => node.id),
    );
    audit(tx, actor, { verb: 'pricing.promotion_stopped', object: { kind: 'promotion', id } });
  });
}
