import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import { sweeper } from '../../platform/sweep.ts';

const ids = { members: col.list(col.id<'member'>()) };
const HERS = `(select id from orders.order where merchant_id = :merchant
  and member_id = any(:members))`;

export const countUnfinished = statement(
  'orders.count_unfinished',
  ids,
  `with hers as (select id, state from orders.order
     where merchant_id = :merchant and member_id = any(:members))
   select
     (select count(*) from hers where state not in ('settled', 'cancelled'))::integer as orders,
     (select count(*) from orders.aftersales c join hers on hers.id = c.order_id
        where c.merchant_id = :merchant and c.decided_at is null
          and c.state = 'asked')::integer as cases,
     (select count(*) from orders.refund r join hers on hers.id = r.order_id
        where r.merchant_id = :merchant and r.state = 'in_flight')::integer as refunds`,
  { orders: col.int, cases: col.int, refunds: col.int },
);

/** A degree's tenth is ten kilometres: which town, not which door. */
export const emptyOrders = statement(
  'orders.empty_orders',
  ids,
  `update orders.order set contact_enc = '', contact_masked = '', note = '',
     cancel_reason = case when cancel_reason ~ '^[a-z][a-z_.]*$' then cancel_reason
       when cancel_reason is null then null else 'said' end,
     place_lat = round(place_lat::numeric, 1), place_lng = round(place_lng::numeric, 1)
   where merchant_id = :merchant and member_id = any(:members)`,
);
export const emptyCases = statement(
  'orders.empty_cases',
  ids,
  `update orders.aftersales set reason = '', words = '', decision_words = '', photos = '[]',
     tracking = ''
   where merchant_id = :merchant and order_id in ${HERS}`,
);
export const emptyCaseSteps = statement(
  'orders.empty_case_steps',
  ids,
  `update orders.case_step set words = ''
   where merchant_id = :merchant and words <> '' and case_id in (select id from orders.aftersales
     where merchant_id = :merchant and order_id in ${HERS})`,
);
/** The files go with the next sweep: `orders.forget_photos`. */
export const agePhotos = statement(
  'orders.age_photos',
  ids,
  `update orders.case_photo set forget_at = :now
   where merchant_id = :merchant and order_id in ${HERS}`,
);
export const emptyRefunds = statement(
  'orders.empty_refunds',
  ids,
  `update orders.refund set reason = '' where merchant_id = :merchant and order_id in ${HERS}`,
);
/** The app role may take facts away here, and add or change none. */
export const emptyHistory = statement(
  'orders.empty_history',
  ids,
  `update orders.history set facts = facts - 'reason' - 'words'
   where merchant_id = :merchant and order_id in ${HERS} and facts ?| array['reason', 'words']`,
);
export const dropCarts = statement(
  'orders.drop_carts',
  ids,
  `delete from orders.cart
   where merchant_id = :merchant and member_id = any(:members) and consumed_by is null`,
);
export const emptyCarts = statement(
  'orders.empty_carts',
  ids,
  `update orders.cart set device_hash = null
   where merchant_id = :merchant and member_id = any(:members)`,
);

/** The law wants trades kept for three years; after that nobody needs to know where she lives. */
export const emptyOldContacts = statement(
  'orders.empty_old_contacts',
  { before: col.instant, most: col.int },
  `with gone as (
     update orders.order set contact_enc = '', contact_masked = '', note = ''
     where merchant_id = :merchant and id in (select id from orders.order
       where merchant_id = :merchant and placed_at < :before and contact_enc <> ''
         and state in ('settled', 'cancelled') limit cast(:most as integer))
     returning 1)
   select count(*)::integer as count from gone`,
  { count: col.int },
);
export const forgetCarts = sweeper(
  'orders.forget_carts',
  'orders.cart',
  'id',
  'consumed_by is null and member_id is null and at < :before',
);
