import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Earning, PointTerms } from './types.ts';

const order = col.id<'order'>();
const member = col.id<'member'>();
export const selectEarning = statement(
  'wallet.lock_earning',
  { order },
  `select order_id as order, member_id as member, rule, points, posted, state, seq
   from wallet.earning where merchant_id = :merchant and order_id = :order for update`,
  {
    order,
    member,
    rule: col.json<PointTerms>(),
    points: col.big,
    posted: col.big,
    state: col.text<Earning['state']>(),
    seq: col.int,
  },
);
export const insertEarning = guard(
  'wallet.insert_earning',
  { order, member, rule: col.json<PointTerms>(), points: col.big },
  `insert into wallet.earning (merchant_id, order_id, member_id, rule, points, state, at)
   values (:merchant, :order, :member, :rule, :points, 'pending', :now) on conflict do nothing`,
);
export const updateEarning = guard(
  'wallet.change_earning',
  {
    order,
    points: col.big,
    posted: col.big,
    state: col.text<Earning['state']>(),
    seq: col.int,
  },
  `update wallet.earning set points = :points, posted = :posted, state = :state, seq = seq + 1
   where merchant_id = :merchant and order_id = :order and seq = :seq`,
);
