/** What a scope says of its goods: published where it is lawful, given back where it is not. */
import type { MerchantId, NodeId, SkuId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { scopePath } from './steps/scope-path.ts';

export interface OffersDeed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
  readonly scope: catalog.ScopeId;
}
export interface Edit {
  readonly sku: SkuId;
  readonly change: Partial<catalog.Offer> | 'inherit';
  readonly why: string;
}

/** @throws Refusal `catalog.scope_unknown`, `catalog.sku_unknown` */
export function publishOffers(
  db: Db,
  deed: OffersDeed,
  edits: readonly Edit[],
): Promise<{ readonly published: number; readonly refused: readonly catalog.Refused[] }> {
  return db.transaction(deed.merchant, async (tx) => {
    const [directory, range] = await Promise.all([chain.directory(tx), catalog.rangeOf(tx)]);
    const { above } = scopePath(directory, deed.scope, deed.branches);
    for (const { sku } of edits)
      if (!range.articles.has(sku)) throw new Refusal('not_found', 'catalog.sku_unknown', { sku });
    const actor = deed.actor.kind === 'staff' ? (deed.actor.id as StaffId) : null;
    const refused = await catalog.publishOffers(
      tx,
      edits.map((edit) => ({ ...edit, scope: deed.scope, above, actor })),
    );
    const published = edits.length - refused.length;
    audit(tx, deed.actor, {
      verb: 'catalog.offers_published',
      object: { kind: 'scope', id: deed.scope },
      facts: { published, refused: refused.length },
    });
    return { published, refused };
  });
}

/** @throws Refusal `catalog.scope_unknown` */
export function changeHomePage(
  db: Db,
  deed: OffersDeed,
  blocks: readonly catalog.Block[] | null,
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    scopePath(await chain.directory(tx), deed.scope, deed.branches);
    catalog.saveHomePage(tx, deed.scope, blocks, deed.actor.id as StaffId);
    audit(tx, deed.actor, {
      verb: 'catalog.home_page_changed',
      object: { kind: 'scope', id: deed.scope },
    });
  });
}
