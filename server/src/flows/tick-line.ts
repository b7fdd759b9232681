/**
 * A picker ticks what lies in the bag. Sent again, or after an hour without a net, it is the same.
 */
import { Refusal } from '../kernel/refusal.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import type { Db } from '../platform/db.ts';
import type { StoreWork } from './steps/store-work.ts';
import { mustBe, workOn } from './steps/parcel-life.ts';

export interface TickLine extends StoreWork {
  readonly line: number;
  readonly picked: boolean;
}

/** @throws Refusal `fulfilment.no_such_line`, `fulfilment.parcel_has_moved_on` */
export function tickLine({ db }: { db: Db }, wish: TickLine): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, wish.order, wish.outlet);
    mustBe(work, 'picking');
    const { parcel } = work;
    const { line, picked } = wish;
    if (!parcel.lineNos.includes(line))
      throw new Refusal('invalid', 'fulfilment.no_such_line', { no: line });
    const others = parcel.picked.filter((no) => no !== line);
    fulfilment.tick(tx, parcel, picked ? [...others, line] : others);
  });
}
