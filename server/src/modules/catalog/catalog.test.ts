import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type {
  CategoryId,
  MerchantId,
  NodeId,
  ProductId,
  ProfileId,
  SkuId,
} from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { startVersions } from '../../platform/version.ts';
import { newUuid } from '../../platform/uuid.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import * as catalog from './catalog.ts';

let house: House;
const id = <T extends string>() => newUuid(NOW) as T;
const merchant = id<MerchantId>();
const category = id<CategoryId>();
const [hqId, dealer, outletId, other] = [id<NodeId>(), id<NodeId>(), id<NodeId>(), id<NodeId>()];
const profileId = id<ProfileId>();
const product = id<ProductId>();
const [box, gift] = [id<SkuId>(), id<SkuId>()];
const path: catalog.OutletPath = { outletId, profileId, dealerIds: [dealer], hqId };
const otherPath: catalog.OutletPath = { ...path, outletId: other, profileId: null };

beforeAll(async () => {
  house = await openHouse();
  await house.owner.query(
    'insert into platform.merchant (id, name, made_at) values ($1, $2, now())',
    [merchant, '邻里鲜'],
  );
  await house.db.transaction(merchant, async (tx) => {
    startVersions(tx);
    catalog.saveCategories(tx, [
      { id: category, name: '时令水果', nameEn: 'Fruit', picture: '', position: 1 },
    ]);
  });
  await house.db.transaction(merchant, async (tx) => {
    const [productRow, skus] = strawberries();
    await catalog.saveProducts(tx, [productRow], skus);
  });
});
afterAll(() => house.close());

function strawberries(): [catalog.NewProduct, catalog.NewSku[]] {
  const row: catalog.NewProduct = {
    id: product,
    title: '建德红颜草莓',
    titleEn: 'Hongyan strawberries',
    category,
    role: 'spread',
    origin: '建德',
    story: '',
    shelf: 'A-1',
    externalId: null,
  };
  const sku = (skuId: SkuId, spec: string, barcode: string, position: number) => ({
    id: skuId,
    product,
    spec,
    specEn: spec,
    barcode,
    weightG: 300,
    position,
    costFen: 1800 as Fen,
    supplyPriceFen: null,
  });
  return [row, [sku(box, '300g', '6901234567892', 0), sku(gift, '1kg', '100001', 1)]];
}

const edit = (
  scope: NodeId | ProfileId,
  change: catalog.OfferEdit['change'],
  sku = box,
): catalog.OfferEdit => {
  const chain = [outletId, profileId, dealer, hqId];
  const above = scope === other ? [dealer, hqId] : chain.slice(chain.indexOf(scope) + 1);
  return { scope, above, sku, change, actor: null, why: 'test' };
};
const publish = (...edits: catalog.OfferEdit[]) =>
  house.db.transaction(merchant, (tx) => catalog.publishOffers(tx, edits));
const item = (where = path, sku = box) =>
  house.db.reading(merchant, async (r) => (await catalog.shelfOf(r, where)).get(sku));
const fen = (value: number) => value as Fen;

beforeEach(async () => {
  await publish(...[outletId, other, profileId, dealer, hqId].map((each) => edit(each, 'inherit')));
  await publish(edit(hqId, { listed: true, priceFen: fen(2990) }));
});

test('[A4] silence inherits, the nearest word holds, and a recall above beats all', async () => {
  expect(await item()).toMatchObject({ priceFen: 2990, listed: true, title: '建德红颜草莓' });
  await publish(edit(profileId, { priceFen: fen(2790) }), edit(dealer, { listed: false }));
  expect(await item()).toMatchObject({ priceFen: 2790, listed: false });
  await publish(edit(outletId, { listed: true, priceFen: fen(2690) }));
  expect(await item()).toMatchObject({ priceFen: 2690, listed: true });
  expect(await item(otherPath)).toMatchObject({ priceFen: 2990, listed: false });
  await publish(edit(hqId, { withdrawn: true }));
  expect(await item()).toMatchObject({ listed: false });
  await publish(edit(hqId, { withdrawn: false }), edit(outletId, 'inherit'));
  expect(await item()).toMatchObject({ priceFen: 2790, listed: false });
});

test('[A4] a band that was narrowed afterwards clamps the price and says so', async () => {
  await publish(edit(outletId, { priceFen: fen(2490) }));
  await publish(edit(hqId, { bandMinFen: fen(2690), bandMaxFen: fen(3290) }));
  expect(await item()).toMatchObject({ priceFen: 2690, clamped: true, bandMinFen: 2690 });
});

test('[A4] what is unlawful is given back with the way out; the rest is published', async () => {
  await publish(edit(hqId, { bandMinFen: fen(2690), bandMaxFen: fen(3290) }));
  const refused = await publish(
    edit(outletId, { priceFen: fen(2500) }),
    edit(other, { priceFen: fen(3000) }),
    edit(profileId, { bandMinFen: fen(2000) }),
  );
  expect(refused.map(({ refusal }) => [refusal.code, refusal.facts.lawfulFen])).toEqual([
    ['catalog.price_outside_band', 2690],
    ['catalog.band_widened', undefined],
  ]);
  expect(await item()).toMatchObject({ priceFen: 2990 });
  expect(await item(otherPath)).toMatchObject({ priceFen: 3000 });
});

test('an sku that nobody gives a price is not on the shelf', async () => {
  expect(await item(path, gift)).toBeUndefined();
});

test('a barcode belongs to one sku, and its check digit must be right', async () => {
  const [row, [first]] = strawberries();
  const save = (barcode: string) =>
    house.db.transaction(merchant, (tx) =>
      catalog.saveProducts(tx, [row], [{ ...first!, id: id<SkuId>(), barcode }]),
    );
  await expect(save('6901234567892')).rejects.toMatchObject({ code: 'catalog.barcode_taken' });
  await expect(save('6901234567893')).rejects.toMatchObject({ code: 'catalog.barcode_wrong' });
});

test('[A4] a change made through one process is seen by the next request of another', async () => {
  vi.resetModules();
  const second = await import('./catalog.ts'); // with a memory of its own
  const seen = () =>
    house.db.reading(merchant, async (r) => (await second.shelfOf(r, path)).get(box)?.priceFen);
  for (const price of [2890, 2790, 2690]) {
    await publish(edit(outletId, { priceFen: fen(price) }));
    expect([await seen(), (await item())?.priceFen]).toEqual([price, price]);
  }
});

test('[A4] while prices change all the time, no reader sees an older one than was promised', async () => {
  let promised = 1000;
  await publish(edit(outletId, { priceFen: fen(promised) }));
  let running = true;
  const reader = async () => {
    while (running) {
      const atLeast = promised;
      expect((await item())!.priceFen).toBeGreaterThanOrEqual(atLeast);
    }
  };
  const readers = Array.from({ length: 5 }, reader);
  for (let price = 1001; price <= 1040; price += 1) {
    await publish(edit(outletId, { priceFen: fen(price) }));
    promised = price;
  }
  running = false;
  await Promise.all(readers);
  expect((await item())!.priceFen).toBe(1040);
});

test('[C10] the struck price follows from what was really asked', async () => {
  const struck = () =>
    house.db.reading(merchant, async (r) => (await catalog.shelfOf(r, path)).struckFen(box, r.now));
  house.clock.advance(30 * 86_400_000);
  await publish(edit(hqId, { priceFen: fen(3290) }));
  house.clock.advance(20 * 86_400_000);
  await publish(edit(outletId, { priceFen: fen(2990) }));
  house.clock.advance(86_400_000);
  expect(await struck()).toBe(3290);
  house.clock.advance(7 * 86_400_000);
  expect(await struck()).toBeNull();
});
