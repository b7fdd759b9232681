/** Ninety days of a neighbourhood: who posts, who looks, who signs up, who buys, who prepares. */
import { changeAddress } from '../../server/src/flows/tell-of-oneself.ts';
import type { GroupId, Id, LinkCode, OrderId, OutletId } from '../../server/src/kernel/id.ts';
import type { Parcel } from '../../server/src/modules/fulfilment/fulfilment.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import type { Dice } from '../world/dice.ts';
import {
  buy,
  fetchGoods,
  newDevice,
  parcelsOf,
  share,
  signUp,
  storeDeed,
  visit,
  type Resident,
} from './deeds.ts';
import type { Neighbour } from './neighbours.ts';
import { giveBack } from './returns.ts';
import { isOpen, nextOpen, popular, restock, type Article, type Shop } from './shops.ts';
import type { Town } from './town.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Life {
  readonly town: Town;
  readonly roll: Dice;
  readonly shops: readonly Shop[];
  readonly shopAt: ReadonlyMap<OutletId, Shop>;
  readonly neighbours: readonly Neighbour[];
  readonly groups: ReadonlyMap<string, GroupId>; // by guide
  readonly residents: Resident[];
  /** Strangers who come by a link today. */
  arriving: Neighbour[];
}

/** Plans one day from its midnight; the town then lives it. */
export function planDay(life: Life, day: number, midnightMs: number): void {
  const { town, roll, shops, neighbours } = life;
  for (const shop of shops) town.at(midnightMs + 6.5 * HOUR, () => restock(town, shop));
  const joining = neighbours.filter(({ joinsOn }) => joinsOn === day);
  life.arriving = joining.filter(({ comesByLink }) => comesByLink);
  for (const neighbour of joining.filter(({ comesByLink }) => !comesByLink)) {
    const at = midnightMs + roll.between(7 * 60, 22 * 60) * MINUTE;
    town.at(at, () => comeIn(life, neighbour, homeOf(life, neighbour), newDevice(), roll.next()));
  }
  const posts = 9 + (day % 3);
  for (let i = 0; i < posts; i += 1) planPost(life, midnightMs);
  // Who has met nobody's link by ten comes by herself.
  town.at(midnightMs + 22 * HOUR, async () => {
    for (const who of life.arriving.splice(0, life.arriving.length))
      await comeIn(life, who, homeOf(life, who), newDevice(), 1);
  });
  const weekend = day % 7 > 4 ? 9 : 0;
  const orders = 10 + Math.round(day * 0.2) + weekend;
  for (let i = 0; i < orders; i += 1) planOrder(life, midnightMs);
}

const homeOf = ({ shops }: Life, { complex }: Neighbour): Shop =>
  shops.find(({ key }) => key === complex.outlet) ?? shops[0]!;

async function comeIn(life: Life, who: Neighbour, shop: Shop, device: string, luck: number) {
  const { town } = life;
  const resident = await signUp(town, who, shop.outlet.id, device);
  life.residents.push(resident);
  if (luck < 0.35) await moveIn(town, resident);
  if (luck < 0.45) await shopFor(life, resident, shop, [], town.nowMs);
}

/** Delivery needs an address. */
async function moveIn({ house, merchant, nowMs }: Town, resident: Resident): Promise<void> {
  const { complex, name, phone, at } = resident;
  const id = newUuid(nowMs) as Id<'address'>;
  await changeAddress(house, {
    merchant,
    member: resident.id,
    address: {
      id,
      name,
      phone,
      district: '',
      detail: `${complex.name} ${1 + (at % 18)} 幢 ${1 + (at % 11)}0${1 + (at % 4)} 室`,
      complex: complex.id,
      lat: complex.lat,
      lng: complex.lng,
      isDefault: true,
    },
  });
  resident.address = id;
}

/** A guide posts to her group; neighbours look, some pass it on, strangers come. */
function planPost(life: Life, midnightMs: number): void {
  const { town, roll, shops } = life;
  const shop = roll.pick(shops.filter(({ guides }) => guides.length > 0));
  const guide = roll.pick(shop.guides);
  const at = midnightMs + roll.pick([8.5, 10.2, 11.5, 16.8, 18.6, 20.1, 21.4, 22.4]) * HOUR;
  const looks = roll.between(7, 15);
  town.at(at, async () => {
    const article = popular(shop, roll);
    const group = life.groups.get(guide) ?? null;
    const words = `${article.title}到店了，今天的很好，要的回我。`;
    const sharer = { kind: 'staff', id: guide } as const;
    const wish = { sharer, outlet: shop.outlet.id, product: article.product, group, words };
    const code = await share(town, wish);
    await beSeen(life, shop, article, code, looks, 1);
  });
}

async function beSeen(
  life: Life,
  shop: Shop,
  article: Article,
  code: LinkCode,
  looks: number,
  depth: number,
): Promise<void> {
  const { town, roll, residents } = life;
  const near = residents.filter(({ home }) => home === shop.outlet.id);
  const audience = near.length > 8 ? near : residents;
  const viewers = Array.from({ length: Math.min(looks, audience.length) }, () =>
    roll.pick(audience),
  );
  const strangers = Array.from({ length: roll.between(1, 4) }, newDevice);
  const later = town.nowMs + roll.between(3, 25) * MINUTE;
  town.at(later, async () => {
    await visit(town, code, shop.outlet.id, [
      ...viewers.map(({ id, device }) => ({ device, member: id })),
      ...strangers.map((device) => ({ device, member: null })),
    ]);
    const comes = life.arriving.splice(0, depth === 1 ? roll.between(1, 2) : 3);
    for (const [i, who] of comes.entries()) {
      const device = strangers[i] ?? newDevice();
      town.at(town.nowMs + roll.between(1, 40) * MINUTE, () =>
        comeIn(life, who, shop, device, roll.next()),
      );
    }
    const buyer = viewers[0];
    if (buyer !== undefined && roll.next() < 0.3)
      town.at(town.nowMs + roll.between(2, 90) * MINUTE, () =>
        shopFor(life, buyer, shop, [article], town.nowMs),
      );
    if (depth < 5) passOn(life, shop, article, viewers, depth);
  });
}

function passOn(
  life: Life,
  shop: Shop,
  article: Article,
  viewers: readonly Resident[],
  depth: number,
) {
  const { town, roll } = life;
  for (const viewer of new Set(viewers)) {
    if (roll.next() > 0.08 * viewer.talkative) continue;
    const looks = roll.between(1, 5);
    town.at(town.nowMs + roll.between(1, 120) * MINUTE, async () => {
      const sharer = { kind: 'member', id: viewer.id } as const;
      const wish = {
        sharer,
        outlet: shop.outlet.id,
        product: article.product,
        group: null,
        words: '',
      };
      const code = await share(town, wish);
      await beSeen(life, shop, article, code, looks, depth + 1);
    });
  }
}

/** Fifteen in a hundred after closing, one in ten wants what her store has not got. */
function planOrder(life: Life, midnightMs: number): void {
  const { town, roll } = life;
  const night = roll.next() < 0.145;
  const minute = night
    ? roll.pick([roll.between(22 * 60 + 5, 23 * 60 + 45), roll.between(15, 6 * 60)])
    : roll.pick([roll.between(8 * 60, 12 * 60), roll.between(10 * 60, 21 * 60 + 30)]);
  town.at(midnightMs + minute * MINUTE, async () => {
    const buyer = hungry(life);
    if (buyer === null) return;
    const home = life.shopAt.get(buyer.home)!;
    const shop = roll.next() < 0.93 ? home : roll.pick(life.shops);
    const wanted = roll.next() < 0.05 && shop.gone.length > 0 ? [roll.pick(shop.gone)] : [];
    await shopFor(life, buyer, shop, wanted, town.nowMs);
  });
}

function hungry({ residents, roll }: Life): Resident | null {
  for (let tries = 0; tries < 40 && residents.length > 0; tries += 1) {
    const candidate = roll.pick(residents);
    if (roll.next() * 4 < candidate.appetite) return candidate;
  }
  return residents[0] ?? null;
}

async function shopFor(
  life: Life,
  buyer: Resident,
  shop: Shop,
  first: readonly Article[],
  nowMs: number,
): Promise<void> {
  const { town, roll } = life;
  const wanted = new Map(first.map((article) => [article.sku, 1]));
  const more =
    first.length > 0 && first[0] !== undefined && shop.gone.includes(first[0])
      ? 0
      : roll.between(1, 3);
  for (let i = 0; i < more; i += 1)
    wanted.set(popular(shop, roll).sku, roll.next() < 0.8 ? 1 : roll.between(2, 3));
  const items = [...wanted].map(([sku, quantity]) => ({ sku, quantity }));
  const delivered = buyer.address !== null && shop.outlet.delivers && roll.next() < 0.5;
  const way = delivered ? 'delivery' : 'pickup';
  if (roll.next() < 0.15)
    await visit(town, null, shop.outlet.id, [{ device: buyer.device, member: buyer.id }]);
  // At night most choose a time in the morning rather than the first door that opens.
  const shut = !isOpen(shop, nowMs);
  const notBefore = shut && roll.next() < 0.85 ? nextOpen(shop, nowMs) + 2 * HOUR : null;
  const wish = { buyer, outlet: shop.outlet.id, items, way, notBefore } as const;
  const order = await buy(town, wish, roll.next() > 0.03);
  if (order !== null) prepare(life, order, buyer, way, nowMs);
}

/** Each store that got a part of the order takes it on when it is open. */
function prepare(life: Life, order: OrderId, buyer: Resident, way: string, fromMs: number): void {
  const { town, roll } = life;
  town.at(fromMs + MINUTE, async () => {
    for (const parcel of await parcelsOf(town, order)) {
      if (parcel.state !== 'paid') continue;
      const shop = life.shopAt.get(parcel.outlet)!;
      const at = nextOpen(shop, fromMs) + roll.between(3, 20) * MINUTE;
      const givesBack = roll.next() < 0.02;
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
    if (roll.next() < 0.012) await storeDeed(town, 'short', parcel, staff);
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
    // Most come the same day; a few never do.
    if (roll.next() < 0.006) return;
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

export { DAY, HOUR, MINUTE };
