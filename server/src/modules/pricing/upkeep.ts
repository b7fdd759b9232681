/**
 * Promotions are started and stopped; a running one is never edited, so what was promised holds.
 */
import type { NodeId, PromotionId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../platform/db.ts';
import { bump } from '../../platform/version.ts';
import { insertPromotion, stopPromotion } from './store.ts';
import type { CostOwner, Promotion } from './types.ts';

const WHOLE = 10_000;
/** Where nobody says more, one of the three bears it all. */
export const costOf = (owner: CostOwner): Promotion['costBps'] => ({
  dealer: owner === 'dealer' ? WHOLE : 0,
  outlet: owner === 'outlet' ? WHOLE : 0,
});

/**
 * The same promotion again is refused by its id.
 * @throws Refusal `pricing.off_above_threshold`, `pricing.ends_before_it_starts`,
 * `pricing.cost_above_the_whole`, `pricing.id_taken`
 */
export function start(tx: Tx, promotion: Promotion, actor: StaffId | null): void {
  const { costBps, ...rest } = promotion;
  const { id, thresholdFen, offFen, startsAt, endsAt } = rest;
  if (offFen >= thresholdFen) throw new Refusal('invalid', 'pricing.off_above_threshold');
  if (endsAt <= startsAt || endsAt <= tx.now)
    throw new Refusal('invalid', 'pricing.ends_before_it_starts');
  if (costBps.dealer + costBps.outlet > WHOLE)
    throw new Refusal('invalid', 'pricing.cost_above_the_whole');
  tx.guard(
    insertPromotion,
    { ...rest, dealerBps: costBps.dealer, outletBps: costBps.outlet, actor },
    () => new Refusal('invalid', 'pricing.id_taken', { id }),
  );
  bump(tx, 'pricing');
}

/** From this moment no new order has it. @throws Refusal `pricing.no_running_promotion` */
export function stop(tx: Tx, id: PromotionId, nodes: readonly NodeId[]): void {
  tx.guard(stopPromotion, { id, nodes }, () => {
    return new Refusal('not_found', 'pricing.no_running_promotion');
  });
  bump(tx, 'pricing');
}
