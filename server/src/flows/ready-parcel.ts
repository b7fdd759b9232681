/** Everything is in the bag and on a shelf: the member is told. */
import { Refusal } from '../kernel/refusal.ts';
import { after, days } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import type { Db } from '../platform/db.ts';
import { setTimer } from '../platform/timer.ts';
import { workerOf, type KeyedWork } from './steps/store-work.ts';
import { acceptRef, advance, mustBe, workOn } from './steps/parcel-life.ts';

/**
 * @throws Refusal `fulfilment.not_all_picked` naming the lines, `fulfilment.parcel_has_moved_on`
 */
export function readyParcel(
  { db }: { db: Db },
  wish: KeyedWork & { readonly shelf: string },
): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, wish.order, wish.outlet);
    if (work.parcel.state === 'ready') return;
    mustBe(work, 'picking');
    const { parcel, lines, order, directory } = work;
    const open = lines.filter(
      ({ no, quantity, refundedPieces }) =>
        parcel.lineNos.includes(no) && quantity > refundedPieces && !parcel.picked.includes(no),
    );
    if (open.length > 0)
      throw new Refusal('conflict', 'fulfilment.not_all_picked', {
        lines: open.map(({ no }) => no),
      });
    fulfilment.ready(tx, parcel, wish.shelf);
    if (order.way === 'pickup') {
      const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
      const { body } = chain.policyInForce(directory, 'aftersales', path, order.placedAt);
      setTimer(tx, 'fulfilment.pickup', acceptRef(parcel), after(tx.now, days(body.pickupDays)));
      setTimer(tx, 'fulfilment.remind_1', acceptRef(parcel), after(tx.now, days(1)));
      setTimer(tx, 'fulfilment.remind_5', acceptRef(parcel), after(tx.now, days(5)));
    }
    await advance(tx, work, {
      to: 'ready',
      verb: 'ready',
      event: 'orders.ready',
      actor: workerOf(wish),
      facts: { shelf: wish.shelf },
    });
  });
}
