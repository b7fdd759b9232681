/** What the stores make of an order: taken on when they open, picked, handed over, returned. */
import type { OrderId } from '../../server/src/kernel/id.ts';
import type { Parcel } from '../../server/src/modules/fulfilment/fulfilment.ts';
import { fetchGoods, parcelsOf, storeDeed, type Resident } from './deeds.ts';
import { HOUR, MINUTE, type Life } from './life.ts';
import { giveBack } from './returns.ts';
import { isOpen, nextOpen, type Shop } from './shops.ts';

/** Each store that got a part of the order takes it on when it is open. */
export function prepare(
  life: Life,
  order: OrderId,
  buyer: Resident,
  way: string,
  fromMs: number,
): void {
  const { town, roll } = life;
  town.at(fromMs + MINUTE, async () => {
    for (const parcel of await parcelsOf(town, order)) {
      if (parcel.state !== 'paid') continue;
      const shop = life.shopAt.get(parcel.outlet)!;
      const at = nextOpen(shop, fromMs) + roll.between(3, 20) * MINUTE;
      const givesBack = way !== 'story' && roll.next() < 0.02;
      town.at(at, async () => {
        const [now] = (await parcelsOf(town, order)).filter(
          (each) => each.outlet === parcel.outlet,
        );
        if (now?.state !== 'paid') return prepareAgain(life, order, buyer, way);
        const staff = roll.pick(shop.staff);
        if (givesBack) {
          await storeDeed(town, 'hand_back', now, staff);
          return prepare(life, order, buyer, way, town.nowMs);
        }
        await storeDeed(town, 'accept', now, staff);
        getReady(life, now, shop, buyer, way);
      });
    }
  });
}

/** Routed elsewhere while it lay: whoever has it now. */
function prepareAgain(life: Life, order: OrderId, buyer: Resident, way: string): void {
  prepare(life, order, buyer, way, life.town.nowMs);
}

function getReady(life: Life, parcel: Parcel, shop: Shop, buyer: Resident, way: string): void {
  const { town, roll } = life;
  const staff = roll.pick(shop.staff);
  town.at(town.nowMs + roll.between(12, 40) * MINUTE, async () => {
    if (way !== 'story' && roll.next() < 0.012) await storeDeed(town, 'short', parcel, staff);
    const [now] = (await parcelsOf(town, parcel.order)).filter(
      (each) => each.outlet === shop.outlet.id,
    );
    if (now?.state !== 'picking') return;
    await storeDeed(town, 'ready', now, staff);
    if (way === 'delivery') {
      town.at(town.nowMs + 15 * MINUTE, () => storeDeed(town, 'dispatch', now, staff));
      town.at(town.nowMs + 60 * MINUTE, async () => {
        await storeDeed(town, 'deliver', now, staff);
        thinkTwice(life, now.order, buyer, staff);
      });
      return;
    }
    // Most come the same day; a few never do, and the story's newcomer has not come yet.
    if (way === 'story' || roll.next() < 0.006) return;
    let comesAt = town.nowMs + roll.between(20, 9 * 60) * MINUTE;
    if (!isOpen(shop, comesAt)) comesAt = nextOpen(shop, comesAt) + roll.between(15, 180) * MINUTE;
    town.at(comesAt, async () => {
      await fetchGoods(town, now, staff);
      thinkTwice(life, now.order, buyer, staff);
    });
  });
}

/** Some bring something back. */
function thinkTwice(
  life: Life,
  order: OrderId,
  buyer: Resident,
  staff: Shop['staff'][number],
): void {
  const { town, roll } = life;
  if (roll.next() > 0.048) return;
  town.at(town.nowMs + roll.between(2, 80) * HOUR, () => giveBack(town, order, buyer, staff, roll));
}
