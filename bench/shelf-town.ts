/**
 * The chain that the shop's reading benchmarks look at: `products` products in twelve outlets, each
 * outlet with prices of its own, stock everywhere, a tenth of it sold out.
 */
import type pg from 'pg';
import { fold, initialsOf, spell } from '../server/src/platform/chinese.ts';
import { newUuid } from '../server/src/platform/uuid.ts';

const WORDS =
  '建德 红颜 草莓 涌泉 蜜橘 鲜 牛奶 土鸡蛋 临安 山核桃 黑猪 五花肉 千岛湖 鲈鱼 老 豆腐 五常 大米 ' +
  '高筋 面粉 头道 酱油 玫瑰 米醋 明前 龙井 桂花 酸奶 全麦 吐司 手工 馄饨 有机 胡萝卜 水果 黄瓜 ' +
  '沙瓤 番茄 阳光 葡萄 冬枣 香蕉 苹果 雪梨 火龙果 蓝莓 青菜 菠菜 土豆 紫薯 香菇 抽纸 洗洁精';

export interface ShelfTown {
  readonly merchant: string;
  readonly outlets: readonly string[];
  readonly products: readonly { readonly id: string; readonly title: string }[];
}

export async function growShelves(owner: pg.Client, products: number): Promise<ShelfTown> {
  const at = Date.now();
  const [merchant, hq, category] = [newUuid(at), newUuid(at), newUuid(at)];
  const outlets = Array.from({ length: 12 }, () => newUuid(at));
  await owner.query('insert into platform.merchant (id, name, made_at) values ($1, $2, now())', [
    merchant,
    'bench',
  ]);
  await owner.query('insert into platform.version (merchant_id) values ($1)', [merchant]);
  await owner.query(
    `insert into chain.node (merchant_id, id, parent_id, kind, name, path, made_at)
     select $1::uuid, $2::uuid, null::uuid, 'hq', 'hq', array[$2::uuid], now()
     union all select $1::uuid, o, $2::uuid, 'outlet', 'outlet', array[$2::uuid, o], now()
       from unnest($3::uuid[]) o`,
    [merchant, hq, outlets],
  );
  await owner.query(
    `insert into chain.outlet (merchant_id, id, kind, short_name, address, lat, lng, opened_at)
     select $1::uuid, o, 'store', 'outlet', '', 30.2 + n * 0.01, 120.1, now()
     from unnest($2::uuid[]) with ordinality u(o, n)`,
    [merchant, outlets],
  );
  await owner.query(
    `insert into chain.hours select $1::uuid, o, d, 420, 1320
     from unnest($2::uuid[]) o, generate_series(1, 7) d`,
    [merchant, outlets],
  );
  await owner.query(
    `insert into catalog.category (merchant_id, id, name, name_en) values ($1, $2, 'all', 'all')`,
    [merchant, category],
  );
  const words = WORDS.split(' ');
  const pick = (i: number, by: number): string => words[(i * by + (i >> 5)) % words.length]!;
  const made = Array.from({ length: products }, (_, i) => {
    const title = `${pick(i, 1)}${pick(i, 7)}${pick(i, 31)}${i % 3 === 0 ? pick(i, 13) : ''}`;
    const spelt = spell(fold(title));
    const spelling = `${fold(title)}\n${spelt}\n\n${initialsOf(spelt)}`;
    return { id: newUuid(at), sku: newUuid(at), title, spelling, barcode: String(1e11 + i) };
  });
  await owner.query(
    `insert into catalog.product (merchant_id, id, title, category_id, role, search_text, made_at)
     select $1::uuid, id, title, $2::uuid, 'everyday', spelling, now()
     from jsonb_to_recordset($3) as r(id uuid, title text, spelling text)`,
    [merchant, category, JSON.stringify(made)],
  );
  await owner.query(
    `insert into catalog.sku (merchant_id, id, product_id, spec, barcode)
     select $1::uuid, sku, id, '500g', barcode
     from jsonb_to_recordset($2) as r(id uuid, sku uuid, barcode text)`,
    [merchant, JSON.stringify(made)],
  );
  await owner.query(
    `insert into catalog.offer (merchant_id, scope_id, sku_id, listed, price_fen, at)
     select $1::uuid, $2::uuid, id, true, 990 + (random() * 9000)::int, now() from catalog.sku
     where merchant_id = $1::uuid`,
    [merchant, hq],
  );
  await owner.query(
    `insert into catalog.offer (merchant_id, scope_id, sku_id, price_fen, listed, at)
     select $1::uuid, o, k.id, 1000, case when random() < 0.2 then false end, now()
     from unnest($2::uuid[]) o
     cross join lateral (select id from catalog.sku where merchant_id = $1::uuid
       order by id limit greatest(30, $3::int / 50)) k`,
    [merchant, outlets, products],
  );
  await owner.query(
    `insert into inventory.stock (merchant_id, outlet_id, sku_id, on_hand)
     select $1::uuid, o, k.id, case when random() < 0.1 then 0 else 5 + (random() * 90)::int end
     from unnest($2::uuid[]) o cross join catalog.sku k where k.merchant_id = $1::uuid`,
    [merchant, products > 5_000 ? outlets.slice(0, 1) : outlets],
  );
  return { merchant, outlets, products: made.map(({ id, title }) => ({ id, title })) };
}
