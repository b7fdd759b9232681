import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { BucketKind, Tender } from './types.ts';

const member = col.id<'member'>();
const order = col.id<'order'>();
const bucketId = col.id<'bucket'>();
const kind = col.text<BucketKind>();
const bucketRow = {
  id: bucketId,
  member,
  kind,
  source: col.text(),
  amount: col.big,
  rest: col.big,
  expiresAt: col.maybe(col.instant),
  at: col.instant,
};
const BUCKET = `id, member_id as member, kind, source, amount, rest, expires_at as "expiresAt", at`;

export const selectBuckets = statement(
  'wallet.find_buckets',
  { member },
  `select ${BUCKET} from wallet.bucket
   where merchant_id = :merchant and member_id = :member and rest > 0 order by id`,
  bucketRow,
);
export const selectEnded = statement(
  'wallet.find_ended_buckets',
  { member },
  `select ${BUCKET} from wallet.bucket
   where merchant_id = :merchant and member_id = :member and rest > 0 and expires_at <= :now
   order by id`,
  bucketRow,
);
/** The member's row of buckets is decided by one at a time, and behind it her accounts. */
export const lockBuckets = statement(
  'wallet.lock_buckets',
  { member },
  `select ${BUCKET} from wallet.bucket
   where merchant_id = :merchant and member_id = :member and rest > 0 order by id for update`,
  bucketRow,
);
export const insertBucket = statement(
  'wallet.insert_bucket',
  {
    id: bucketId,
    member,
    kind,
    source: col.text(),
    amount: col.big,
    rest: col.big,
    expiresAt: col.maybe(col.instant),
  },
  `insert into wallet.bucket (merchant_id, id, member_id, kind, source, amount, rest, expires_at,
     at)
   values (:merchant, :id, :member, :kind, :source, :amount, :rest, :expiresAt, :now)`,
);
/** What is not in it does not come out of it. */
export const takeFrom = guard(
  'wallet.take_from_buckets',
  { ids: col.list(bucketId), amounts: col.list(col.big) },
  `update wallet.bucket b set rest = rest - x.amount
   from unnest(:ids::uuid[], :amounts::bigint[]) as x(id, amount)
   where b.merchant_id = :merchant and b.id = x.id and b.rest >= x.amount`,
  { rows: 'cardinality(:ids)' },
);
/** Never more than was ever in it. */
export const putInto = guard(
  'wallet.put_into_buckets',
  { ids: col.list(bucketId), amounts: col.list(col.big) },
  `update wallet.bucket b set rest = rest + x.amount
   from unnest(:ids::uuid[], :amounts::bigint[]) as x(id, amount)
   where b.merchant_id = :merchant and b.id = x.id and b.rest + x.amount <= b.amount`,
  { rows: 'cardinality(:ids)' },
);
export const rename = statement(
  'wallet.rename_buckets',
  { from: member, to: member },
  `update wallet.bucket set member_id = :to
   where merchant_id = :merchant and member_id = :from`,
);

const tenderRow = {
  order,
  member,
  principal: col.fen,
  bonus: col.fen,
  points: col.big,
  pointsFen: col.fen,
  state: col.text<Tender['state']>(),
};
export const selectTender = statement(
  'wallet.find_tender',
  { order },
  `select order_id as order, member_id as member, principal_fen as principal, bonus_fen as bonus,
     points, points_fen as "pointsFen", state
   from wallet.tender where merchant_id = :merchant and order_id = :order`,
  tenderRow,
);
export const insertTender = guard(
  'wallet.insert_tender',
  {
    order,
    member,
    principal: col.fen,
    bonus: col.fen,
    points: col.big,
    pointsFen: col.fen,
    version: col.int,
  },
  `insert into wallet.tender (merchant_id, order_id, member_id, principal_fen, bonus_fen, points,
     points_fen, state, policy_version, made_at)
   values (:merchant, :order, :member, :principal, :bonus, :points, :pointsFen, 'held', :version,
     :now)
   on conflict do nothing`,
);
export const endTender = guard(
  'wallet.end_tender',
  { order, state: col.text<Tender['state']>() },
  `update wallet.tender set state = :state, done_at = :now
   where merchant_id = :merchant and order_id = :order and state = 'held'`,
);
export const insertTakes = statement(
  'wallet.insert_takes',
  { order, ids: col.list(bucketId), amounts: col.list(col.big) },
  `insert into wallet.take (merchant_id, order_id, bucket_id, amount)
   select :merchant, :order, id, amount from unnest(:ids::uuid[], :amounts::bigint[])
     as x(id, amount)`,
);
/** In the order in which they were taken: what ends first, first. */
export const selectTaken = statement(
  'wallet.find_taken',
  { order },
  `select t.bucket_id as bucket, b.member_id as member, b.kind, t.amount,
     t.given_back as "givenBack", b.expires_at as "expiresAt"
   from wallet.take t
   join wallet.bucket b on b.merchant_id = t.merchant_id and b.id = t.bucket_id
   where t.merchant_id = :merchant and t.order_id = :order
   order by b.kind, b.expires_at nulls last, b.at, b.id`,
  {
    bucket: bucketId,
    member,
    kind,
    amount: col.big,
    givenBack: col.big,
    expiresAt: col.maybe(col.instant),
  },
);
export const noteGivenBack = guard(
  'wallet.note_given_back',
  { order, ids: col.list(bucketId), amounts: col.list(col.big) },
  `update wallet.take t set given_back = given_back + x.amount
   from unnest(:ids::uuid[], :amounts::bigint[]) as x(id, amount)
   where t.merchant_id = :merchant and t.order_id = :order and t.bucket_id = x.id
     and t.given_back + x.amount <= t.amount`,
  { rows: 'cardinality(:ids)' },
);
export const selectReturned = statement(
  'wallet.find_returned',
  { order },
  `select coalesce(sum(principal_fen), 0)::bigint as principal,
     coalesce(sum(bonus_fen), 0)::bigint as bonus, coalesce(sum(points), 0)::bigint as points,
     coalesce(sum(points_fen), 0)::bigint as "pointsFen"
   from wallet.tender_back where merchant_id = :merchant and order_id = :order`,
  { principal: col.fen, bonus: col.fen, points: col.big, pointsFen: col.fen },
);
export const insertBack = guard(
  'wallet.insert_tender_back',
  {
    refund: col.id<'refund'>(),
    order,
    principal: col.fen,
    bonus: col.fen,
    points: col.big,
    pointsFen: col.fen,
  },
  `insert into wallet.tender_back (merchant_id, refund_id, order_id, principal_fen, bonus_fen,
     points, points_fen, at)
   values (:merchant, :refund, :order, :principal, :bonus, :points, :pointsFen, :now)
   on conflict do nothing`,
);
