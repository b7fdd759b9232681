/** The master key is turned: what was sealed before is read, and sealed anew, and found as before. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reseal, sealedColumns } from '../src/platform/reseal.ts';
import { openVault } from '../src/platform/secret.ts';
import { paidOrder } from './paid-order.ts';
import { openShop, type Shop } from './shop.ts';

const [OLD, NEW] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)];
const before = openVault(OLD);
const turning = openVault(NEW, { old: OLD, index: OLD });
const after = openVault(NEW, { index: OLD });

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 3 });
  await paidOrder(shop, shop.shoppers[0]!, shop.outlet('hupan'), [
    { sku: shop.goods.skus.milk, quantity: 1 },
  ]);
});
afterAll(() => shop.close());

test('[G5] a turned key reads what the old one sealed, writes its own, and finds as before', () => {
  const sealed = before.seal('13800006021');
  expect(turning.open(sealed)).toBe('13800006021');
  expect(() => after.open(sealed)).toThrow();
  const anew = turning.seal('13800006021');
  expect(anew.startsWith(after.form)).toBe(true);
  expect(after.open(anew)).toBe('13800006021');
  expect(() => before.open(anew)).toThrow();
  expect(after.blindIndex('13800006021')).toBe(before.blindIndex('13800006021'));
  const [, , bytes] = sealed.split('.'); // as values stood before keys had names
  expect(turning.open(`1.${bytes}`)).toBe('13800006021');
});

interface Identity {
  readonly value_enc: string;
  readonly value_hash: string;
}
const identities = async (): Promise<Identity[]> =>
  (
    await shop.house.owner.query<Identity>(
      `select value_enc, value_hash from members.identity where app = 'turned' order by value_hash`,
    )
  ).rows;
const insert = (values: readonly string[], sealed: readonly string[]) =>
  shop.house.owner.query(
    `insert into members.identity
       (merchant_id, kind, app, value_hash, value_enc, masked, member_id, at)
     select $1, 'openid', 'turned', v.hash, v.sealed, '', $2, now()
     from unnest($3::text[], $4::text[]) v (hash, sealed)`,
    [shop.cast.merchant, shop.shoppers[0]!.id, values.map(before.blindIndex), sealed],
  );

test('[G5] sealing anew reaches every sealed column, goes on after a break and ends', async () => {
  const { owner, ownerUrl } = shop.house;
  const classes = JSON.parse(
    readFileSync(new URL('../../db/personal.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;
  const places = (await sealedColumns(owner)).map((p) => `${p.schema}.${p.table}.${p.column}`);
  const said = Object.keys(classes).filter((name) => /^sealed/.test(classes[name]!));
  expect(places).toEqual(expect.arrayContaining([...said, 'payments.account_key.sealed']));

  const values = Array.from({ length: 600 }, (_, i) => `openid-${i}`);
  await insert(values, values.map(before.seal));
  // One value that no key opens stops the run; batches before it stand, its own is untouched.
  await insert(['lost'], [`2.nobody.${'A'.repeat(60)}`]);
  await expect(reseal(ownerUrl, turning)).rejects.toThrow('sealed under a key that is not here');
  const anew = (await identities()).filter(({ value_enc }) => value_enc.startsWith(after.form));
  expect(anew).toHaveLength(500);
  await owner.query('delete from members.identity where value_hash = $1', [
    before.blindIndex('lost'),
  ]);

  const again = await reseal(ownerUrl, turning);
  const counts = Object.fromEntries(again.map(({ column, count }) => [column, count]));
  expect(counts['members.identity.value_enc']).toBe(100);
  const now = await identities();
  expect(now.map(({ value_enc }) => after.open(value_enc)).toSorted()).toEqual(values.toSorted());
  for (const { value_enc, value_hash } of now)
    expect(value_hash).toBe(after.blindIndex(after.open(value_enc)));
  const { rows } = await owner.query('select contact_enc from orders.order');
  expect(rows.length).toBeGreaterThan(0);
  const kept = rows.filter(({ contact_enc }) => contact_enc !== '');
  for (const { contact_enc } of kept) after.open(contact_enc);
  expect((await reseal(ownerUrl, after)).filter(({ count }) => count > 0)).toEqual([]);
});
