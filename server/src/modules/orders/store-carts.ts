import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { CartItem } from './types.ts';

const id = col.id<'cart'>();
const outlet = col.id<'node'>();
const member = col.maybe(col.id<'member'>());
const device = col.maybe(col.text());
const items = col.json<readonly CartItem[]>();
const row = {
  id,
  outlet,
  version: col.int,
  items,
  consumedBy: col.maybe(col.id<'order'>()),
};
const CART = 'id, outlet_id as outlet, version, items, consumed_by as "consumedBy"';
const HOLDER = `merchant_id = :merchant and consumed_by is null
  and ((:member::uuid is not null and member_id = :member)
    or (:member::uuid is null and member_id is null and device_hash = :device))`;

export const findCarts = statement(
  'orders.find_carts',
  { outlet, member, device },
  `select ${CART} from orders.cart where outlet_id = :outlet and ${HOLDER}`,
  row,
);
export const findAllCarts = statement(
  'orders.find_all_carts',
  { member, device },
  `select ${CART} from orders.cart where ${HOLDER} order by at desc limit 50`,
  row,
);
export const insertCart = guard(
  'orders.insert_cart',
  { id, outlet, member, device, items },
  `insert into orders.cart (merchant_id, id, member_id, device_hash, outlet_id, items, at)
   values (:merchant, :id, :member, :device, :outlet, :items, :now) on conflict do nothing`,
);
export const updateCart = guard(
  'orders.update_cart',
  { id, version: col.int, member, device, items },
  `update orders.cart set items = :items, version = version + 1, at = :now
   where id = :id and version = :version and ${HOLDER}`,
);
export const adoptCart = statement(
  'orders.adopt_cart',
  { id, member: col.id<'member'>() },
  `update orders.cart set member_id = :member, version = version + 1, at = :now
   where merchant_id = :merchant and id = :id and consumed_by is null and member_id is null`,
);
export const emptyCart = statement(
  'orders.empty_cart',
  { id },
  `update orders.cart set items = '[]', version = version + 1, at = :now
   where merchant_id = :merchant and id = :id`,
);
