/**
 * A price outside the band, for some days: a scope asks with a reason, head office decides, the
 * clock ends it. While it holds, the band of that scope reaches to this price and no further.
 */
import type { SkuId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, days } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { bandOf, isWithin } from './rules.ts';
import { lockOffers } from './store.ts';
import * as rows from './store-exceptions.ts';
import type { ExceptionId, Offer, PriceException, ScopeId } from './types.ts';
import { publishOffers } from './write.ts';

export interface ExceptionWish
  extends Pick<PriceException, 'id' | 'scope' | 'sku' | 'priceFen' | 'days' | 'why' | 'by'> {
  /** The scopes over it, nearest first. */
  readonly above: readonly ScopeId[];
}

/**
 * The same id with the same wish is one request. @returns whether it is new.
 * @throws Refusal `catalog.exception_not_needed`, `catalog.exception_open`
 */
export async function askException(tx: Tx, { above, ...wish }: ExceptionWish): Promise<boolean> {
  const [standing] = await tx.ask(rows.lockException, { id: wish.id });
  if (standing !== undefined) {
    const { state: _, until: __, ...said } = standing;
    if (Object.entries(wish).every(([key, value]) => said[key as keyof typeof said] === value))
      return false;
    throw new Refusal('conflict', 'catalog.exception_open');
  }
  const levels = await levelsOf(tx, wish.sku, [wish.scope, ...above]);
  if (isWithin(wish.priceFen, bandOf(levels)))
    throw new Refusal('conflict', 'catalog.exception_not_needed', { priceFen: wish.priceFen });
  const open = () => new Refusal('conflict', 'catalog.exception_open');
  tx.guard(rows.insertException, wish, open);
  return true;
}

/** @throws Refusal `catalog.no_such_exception` */
export async function lockException(tx: Tx, id: ExceptionId): Promise<PriceException> {
  const [found] = await tx.ask(rows.lockException, { id });
  if (found === undefined) throw new Refusal('not_found', 'catalog.no_such_exception');
  return found;
}

/**
 * Granted, the price holds from now on, for the days that were asked.
 * @throws Refusal `catalog.exception_decided`
 */
export async function decideException(
  tx: Tx,
  exception: PriceException,
  wish: {
    readonly granted: boolean;
    readonly by: StaffId;
    readonly words: string;
    readonly above: readonly ScopeId[];
  },
): Promise<PriceException['until']> {
  const { id, scope, sku, priceFen, why } = exception;
  const { granted, by, words, above } = wish;
  if (exception.state !== 'asked') throw new Refusal('conflict', 'catalog.exception_decided');
  const until = granted ? after(tx.now, days(exception.days)) : null;
  tx.tell(rows.decideException, { id, state: granted ? 'granted' : 'refused', by, words, until });
  if (granted) {
    const change = { priceFen, exceptionFen: priceFen };
    const [refused] = await publishOffers(tx, [{ scope, above, sku, change, actor: by, why }]);
    if (refused !== undefined) throw refused.refusal;
  }
  return until;
}

/** The band closes again; a price that it does not allow gives way to the inherited one. */
export async function endException(
  tx: Tx,
  { id, scope, sku }: PriceException,
  above: readonly ScopeId[],
): Promise<void> {
  tx.tell(rows.endException, { id });
  const [own, ...levels] = await levelsOf(tx, sku, [scope, ...above]);
  if (own === undefined || own.exceptionFen === null) return; // taken back meanwhile
  const band = bandOf([{ ...own, exceptionFen: null }, ...levels]);
  const stays = own.priceFen === null || isWithin(own.priceFen, band);
  const change = stays ? { exceptionFen: null } : { exceptionFen: null, priceFen: null };
  await publishOffers(tx, [{ scope, above, sku, change, actor: null, why: '例外到期' }]);
}

async function levelsOf(tx: Tx, sku: SkuId, scopes: readonly ScopeId[]) {
  const offers = await tx.ask(lockOffers, { scopes, skus: [sku] });
  return scopes.map((scope) => offers.find((each) => each.scope === scope)) as (
    | Offer
    | undefined
  )[];
}
