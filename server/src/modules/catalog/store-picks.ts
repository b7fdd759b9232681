import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { GuidePick } from './types.ts';

export const findPicks = statement(
  'catalog.find_picks',
  { staff: col.id<'staff'>() },
  `select k.product_id as "productId", p.title, k.words from catalog.pick k
   join catalog.product p on p.merchant_id = k.merchant_id and p.id = k.product_id
   where k.merchant_id = :merchant and k.staff_id = :staff and p.retired_at is null
   order by k.position, k.product_id`,
  { productId: col.id<'product'>(), title: col.text(), words: col.text() },
);
export const countProducts = statement(
  'catalog.count_products',
  { products: col.list(col.id<'product'>()) },
  `select count(*)::integer as count from catalog.product
   where merchant_id = :merchant and id = any(:products) and retired_at is null`,
  { count: col.int },
);
export const deletePicks = statement(
  'catalog.delete_picks',
  { staff: col.id<'staff'>() },
  'delete from catalog.pick where merchant_id = :merchant and staff_id = :staff',
);
export const insertPicks = statement(
  'catalog.insert_picks',
  { staff: col.id<'staff'>(), rows: col.json<readonly GuidePick[]>() },
  `insert into catalog.pick (merchant_id, staff_id, product_id, words, position, at)
   select :merchant, :staff, "productId", words, position, :now
   from jsonb_to_recordset(:rows) as r("productId" uuid, words text, position integer)
   on conflict (merchant_id, staff_id, product_id) do nothing`,
);
