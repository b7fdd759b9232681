/** Ninety days of a neighbourhood: who posts, who looks, who signs up, who buys, who prepares. */
import { changeAddress } from '../../server/src/flows/tell-of-oneself.ts';
import type { Id, LinkCode } from '../../server/src/kernel/id.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import { buy, newDevice, share, signUp, visit, type Resident } from './deeds.ts';
import type { Neighbour } from './neighbours.ts';
import { HOUR, MINUTE, type Life } from './life.ts';
import { prepare } from './preparing.ts';
import { isOpen, nextOpen, popular, restock, type Article, type Shop } from './shops.ts';
import type { Town } from './town.ts';

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
  if (life.over) return;
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
  if (life.over) return;
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
