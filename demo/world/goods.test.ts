import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathOf } from '../../server/src/flows/steps/shelf.ts';
import { isBarcode, shelfOf } from '../../server/src/modules/catalog/catalog.ts';
import { directory } from '../../server/src/modules/chain/chain.ts';
import { seatPeople, type People } from '../../server/test/cast-people.ts';
import { NOW, openHouse, type House } from '../../server/test/house.ts';
import { readGoods, SCENES, specInEnglish } from './goods.ts';
import { settleGoods, type SettledGoods } from './settle-goods.ts';

let house: House;
let people: People;
let settled: SettledGoods;
beforeAll(async () => {
  house = await openHouse();
  people = await seatPeople(house.owner);
  settled = await settleGoods(house.db, { merchant: people.merchant, seed: 7, now: NOW });
});
afterAll(() => house.close());

test('[A4] 300 products in scene categories, each with a lawful barcode and a sensible price', () => {
  const goods = readGoods();
  expect(goods).toHaveLength(300);
  expect(new Set(goods.map((each) => each.title)).size).toBe(300);
  const specs = goods.flatMap((each) => each.specs);
  expect(specs.length).toBeGreaterThanOrEqual(340);
  expect(new Set(specs.map((each) => each.barcode)).size).toBe(specs.length);
  for (const spec of specs) {
    expect(isBarcode(spec.barcode)).toBe(true);
    expect(spec.costFen).toBeLessThan(spec.priceFen);
    expect(spec.specEn).not.toMatch(/\p{Script=Han}/u);
  }
  for (const { key } of SCENES)
    expect(goods.filter((each) => each.scene === key).length).toBeGreaterThan(20);
});

test('specifications read well in English', () => {
  expect(
    ['300g盒', '礼盒1kg', '1只', '10枚', '6罐', '550ml×12', '130抽×6'].map(specInEnglish),
  ).toEqual([
    '300g box',
    '1kg gift box',
    '1 piece',
    '10 pieces',
    '6 cans',
    '550ml×12',
    '130 sheets×6',
  ]);
});

test('[A4] the lakeside store asks its own price, head office another, and both are lawful', async () => {
  const item = (outletId: string) =>
    house.db.reading(people.merchant, async (reader) => {
      const chain = await directory(reader);
      const shelf = await shelfOf(reader, pathOf(chain.outlet(outletId as never)!));
      return shelf.get(settled.skus.get('建德红颜草莓 300g盒')!);
    });
  expect(await item(people.lakeside)).toMatchObject({ priceFen: 2990, listed: true });
  expect((await item(people.wener))!.priceFen).toBeGreaterThanOrEqual(2960);
});

test('the opening stock is in the book with its movements', async () => {
  const { rows } = await house.owner.query(
    `select (select sum(on_hand)::int from inventory.stock) as stock,
       (select sum(delta)::int from inventory.movement where kind = 'opening') as moved,
       (select count(distinct outlet_id)::int from inventory.stock) as outlets`,
  );
  expect(rows[0].stock).toBe(rows[0].moved);
  expect(rows[0].stock).toBeGreaterThan(10_000);
  expect(rows[0].outlets).toBe(2);
});
