/** A store asks for a price outside the band; head office decides; the clock ends it. */
import type { MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, SYSTEM, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { setTimer } from '../platform/timer.ts';
import { scopePath } from './steps/scope-path.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}
const objectOf = (id: catalog.ExceptionId) => ({ kind: 'price_exception', id });

/** @throws Refusal `catalog.scope_unknown`, `catalog.sku_unknown` and those of the door */
export const askException = (
  db: Db,
  { merchant, actor, branches, ...wish }: Deed & Omit<catalog.ExceptionWish, 'above' | 'by'>,
): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    const [directory, range] = await Promise.all([chain.directory(tx), catalog.rangeOf(tx)]);
    const { above } = scopePath(directory, wish.scope, branches);
    if (!range.articles.has(wish.sku))
      throw new Refusal('not_found', 'catalog.sku_unknown', { sku: wish.sku });
    const isNew = await catalog.askException(tx, { ...wish, above, by: actor.id as StaffId });
    if (!isNew) return;
    const { scope, sku, priceFen, days, why } = wish;
    const facts = { scope, sku, priceFen, days, why };
    audit(tx, actor, { verb: 'catalog.exception_asked', object: objectOf(wish.id), facts });
  });

/** @throws Refusal `catalog.no_such_exception`, `catalog.exception_decided` */
export const decideException = (
  db: Db,
  wish: Deed & {
    readonly id: catalog.ExceptionId;
    readonly granted: boolean;
    readonly words: string;
  },
): Promise<{ readonly until: Instant | null }> =>
  db.transaction(wish.merchant, async (tx) => {
    const directory = await chain.directory(tx);
    const exception = await catalog.lockException(tx, wish.id);
    const { above } = scopePath(directory, exception.scope, wish.branches);
    const { granted, words, actor } = wish;
    const decision = { granted, words, by: actor.id as StaffId, above };
    const until = await catalog.decideException(tx, exception, decision);
    if (until !== null) setTimer(tx, 'catalog.exception', wish.id, until);
    const verb = granted ? 'catalog.exception_granted' : 'catalog.exception_refused';
    const { scope, sku, priceFen } = exception;
    audit(tx, actor, {
      verb,
      object: objectOf(wish.id),
      facts: { scope, sku, priceFen, words, until },
    });
    return { until };
  });

/** The timer of a granted one. */
export const endException = (db: Db, merchant: MerchantId, id: catalog.ExceptionId) =>
  db.transaction(merchant, async (tx) => {
    const directory = await chain.directory(tx);
    const exception = await catalog.lockException(tx, id);
    const { state, until, scope } = exception;
    if (state !== 'granted' || until === null || until > tx.now) return;
    const { above } = scopePath(directory, scope, [directory.root.id]);
    await catalog.endException(tx, exception, above);
    audit(tx, SYSTEM, { verb: 'catalog.exception_ended', object: objectOf(id) });
  });
