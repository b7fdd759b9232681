/** An outlet gives an order back, or lets it lie: routing looks for the next best. */
import type { MerchantId, OrderId, OutletId } from '../kernel/id.ts';
import type { RouteEnd } from '../modules/fulfilment/fulfilment.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import type { StoreWork } from './steps/store-work.ts';
import { mustBe, workOn } from './steps/parcel-life.ts';
import { rerouteWithin } from './steps/reroute.ts';

interface Parts {
  readonly db: Db;
  readonly vault: Vault;
}

/** @throws Refusal `fulfilment.parcel_has_moved_on` once it is ready */
export function handBack(
  { db, vault }: Parts,
  wish: StoreWork & { readonly reason: string },
): Promise<RouteEnd> {
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, wish.order, wish.outlet);
    mustBe(work, 'paid', 'picking');
    return rerouteWithin(tx, vault, work, work.parcel, {
      why: 'handed_back',
      actor: { kind: 'staff', id: wish.staff },
      reason: wish.reason,
    });
  });
}

/** The timer of acceptance: taken on meanwhile, it does nothing. */
export function rerouteIfLying(
  { db, vault }: Parts,
  wish: {
    readonly merchant: MerchantId;
    readonly order: OrderId;
    readonly outlet: OutletId;
    readonly attempt: number;
  },
): Promise<RouteEnd | null> {
  return db.transaction(wish.merchant, async (tx) => {
    const parcels = await fulfilment.parcelsOf(tx, wish.order);
    const lying = parcels.some(
      ({ outlet, attempt, state, acceptBy }) =>
        outlet === wish.outlet &&
        attempt === wish.attempt &&
        state === 'paid' &&
        acceptBy !== null &&
        acceptBy <= tx.now,
    );
    if (!lying) return null;
    const work = await workOn(tx, wish.order, wish.outlet);
    if (work.parcel.state !== 'paid' || work.parcel.attempt !== wish.attempt) return null;
    return rerouteWithin(tx, vault, work, work.parcel, {
      why: 'lay_too_long',
      actor: { kind: 'system', id: null },
      reason: 'lay_too_long',
    });
  });
}
