/** A picker ticks what lies in the bag. Sent again, or after an hour without a net, it is the same. */
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Db } from '../platform/db.ts';
import type { StoreWork } from './accept-parcel.ts';
import { mustBe, workOn } from './steps/parcel-life.ts';

/** @throws Refusal `fulfilment.no_such_line`, `fulfilment.parcel_has_moved_on` */
export function tickLines(
  { db }: { db: Db },
  wish: StoreWork & { readonly picked: readonly number[] },
): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, wish.order, wish.outlet);
    mustBe(work, 'picking');
    const foreign = wish.picked.find((no) => !work.parcel.lineNos.includes(no));
    if (foreign !== undefined)
      throw new Refusal('invalid', 'fulfilment.no_such_line', { no: foreign });
    fulfilment.tick(
      tx,
      work.parcel,
      [...new Set(wish.picked)].sort((a, b) => a - b),
    );
  });
}
