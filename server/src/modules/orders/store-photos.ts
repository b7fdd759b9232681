import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

const order = col.id<'order'>();
const photo = col.id<'photo'>();
const caseId = col.id<'case'>();
const member = col.id<'member'>();

export const countLoose = statement(
  'orders.count_loose_photos',
  { order },
  `select count(*)::integer as count from orders.case_photo
   where merchant_id = :merchant and order_id = :order and case_id is null`,
  { count: col.int },
);
/** Touches nothing when a twin with this id commits first. */
export const insertPhoto = guard(
  'orders.insert_photo',
  { id: photo, order, member, width: col.int, height: col.int, forget: col.instant },
  `insert into orders.case_photo
     (merchant_id, id, order_id, member_id, width, height, at, forget_at)
   values (:merchant, :id, :order, :member, :width, :height, :now, :forget)
   on conflict do nothing`,
);
/** Each photo belongs to one case, and was taken of this order. */
export const attachPhotos = guard(
  'orders.attach_photos',
  { case: caseId, order, photos: col.list(photo), forget: col.instant },
  `update orders.case_photo set case_id = :case, forget_at = :forget
   where merchant_id = :merchant and order_id = :order and case_id is null
     and id = any(:photos::uuid[])`,
  { rows: 'cardinality(:photos)' },
);
export const findPhoto = statement(
  'orders.find_photo',
  { id: photo },
  `select order_id as "order", case_id as "case" from orders.case_photo
   where merchant_id = :merchant and id = :id`,
  { order, case: col.maybe(caseId) },
);
export const findForgotten = statement(
  'orders.find_forgotten_photos',
  { most: col.big },
  `select p.id from orders.case_photo p
   left join orders.aftersales a on a.merchant_id = p.merchant_id and a.id = p.case_id
   where p.merchant_id = :merchant and p.forget_at <= :now
     and (a.id is null or a.state in ('accepted', 'rejected', 'withdrawn'))
   order by p.forget_at limit :most`,
  { id: photo },
);
export const deletePhotos = statement(
  'orders.delete_photos',
  { photos: col.list(photo) },
  `with gone as (delete from orders.case_photo
     where merchant_id = :merchant and id = any(:photos::uuid[]) returning id, case_id)
   update orders.aftersales a set photos = coalesce((select jsonb_agg(p) from
       jsonb_array_elements_text(a.photos) p where p::uuid <> all(:photos::uuid[])), '[]')
   where a.merchant_id = :merchant and a.id in (select case_id from gone)`,
);
