import * as col from '../../platform/column.ts';
import { eachOf, guard, statement } from '../../platform/statement.ts';
import type { ParcelState, Verdict } from './types.ts';

const order = col.id<'order'>();
const outlet = col.id<'node'>();

export const findLoads = statement(
  'fulfilment.find_loads',
  { outlets: col.list(outlet), from: col.day },
  `select outlet_id as outlet, day, taken from fulfilment.day_load
   where merchant_id = :merchant and outlet_id = any(:outlets) and day >= :from`,
  { outlet, day: col.day, taken: col.int },
);

/** The decision and its parcels are one happening, so one statement. */
export const insertRoute = statement(
  'fulfilment.insert_route',
  {
    order,
    attempt: col.int,
    why: col.text(),
    node: outlet,
    version: col.int,
    verdicts: col.json<readonly Verdict[]>(),
    outcome: col.text(),
    tookUs: col.int,
    parcels: col.json<readonly object[]>(),
    state: col.text(),
  },
  `with decided as (
     insert into fulfilment.route (merchant_id, order_id, attempt, why, policy_node_id,
       policy_version, verdicts, outcome, took_us, at)
     values (:merchant, :order, :attempt, :why, :node, :version, :verdicts, :outcome, :tookUs, :now)
   )
   insert into fulfilment.parcel (merchant_id, order_id, outlet_id, attempt, state, line_nos,
     distance_m, promised_at, day)
   select :merchant, :order, p.outlet, :attempt, :state, p."lineNos", p."distanceM",
     p."promisedAt", p.day
   from jsonb_to_recordset(:parcels) as p(outlet uuid, "lineNos" integer[], "distanceM" integer,
     "promisedAt" timestamptz, day date)`,
);

/** The outlet's day has room for one parcel more. */
export const takeCapacity = guard(
  'fulfilment.take_capacity',
  { outlet, day: col.day, capacity: col.int },
  `insert into fulfilment.day_load as d (merchant_id, outlet_id, day, taken)
   select :merchant, :outlet, :day, 1 where :capacity > 0
   on conflict (merchant_id, outlet_id, day)
   do update set taken = d.taken + 1 where d.taken < :capacity`,
);
export const giveBackCapacity = statement(
  'fulfilment.give_back_capacity',
  { outlet, day: col.day },
  `update fulfilment.day_load set taken = taken - 1
   where merchant_id = :merchant and outlet_id = :outlet and day = :day and taken > 0`,
);

const parcel = {
  order,
  outlet,
  attempt: col.int,
};
const parcelRow = {
  ...parcel,
  state: col.text<ParcelState>(),
  lineNos: col.list(col.int),
  distanceM: col.int,
  promisedAt: col.instant,
  day: col.day,
  acceptBy: col.maybe(col.instant),
  picked: col.json<readonly number[]>(),
  acceptedBy: col.maybe(col.id<'staff'>()),
  receivedAt: col.maybe(col.instant),
};
const PARCEL = `order_id as order, outlet_id as outlet, attempt, state, line_nos as "lineNos",
  distance_m as "distanceM", promised_at as "promisedAt", day, accept_by as "acceptBy", picked,
  accepted_by as "acceptedBy", received_at as "receivedAt"`;

export const findParcels = statement(
  'fulfilment.find_parcels',
  { order },
  `select ${PARCEL} from fulfilment.parcel
   where merchant_id = :merchant and order_id = :order order by attempt, outlet_id`,
  parcelRow,
);
export const findParcelsOfEach = eachOf(findParcels);
export const findRefusals = statement(
  'fulfilment.find_refusals',
  { order },
  `select distinct outlet_id as outlet from fulfilment.refusal
   where merchant_id = :merchant and order_id = :order`,
  { outlet },
);
export const findAttempt = statement(
  'fulfilment.find_attempt',
  { order },
  `select coalesce(max(attempt), 0) as attempt from fulfilment.route
   where merchant_id = :merchant and order_id = :order`,
  { attempt: col.int },
);
export const insertRefusal = statement(
  'fulfilment.insert_refusal',
  { ...parcel, reason: col.text(), actor: col.maybe(col.id<'staff'>()) },
  `insert into fulfilment.refusal
     (merchant_id, order_id, outlet_id, attempt, reason, actor_id, at)
   values (:merchant, :order, :outlet, :attempt, :reason, :actor, :now) on conflict do nothing`,
);

/** A code is only drawn again after its parcel has gone; two live parcels never share one. */
export const startParcels = guard(
  'fulfilment.start_parcels',
  {
    orders: col.list(order),
    outlets: col.list(outlet),
    attempts: col.list(parcel.attempt),
    acceptBy: col.list(col.maybe(col.instant)),
    tokenHashes: col.list(col.text()),
    tokens: col.list(col.text()),
    codes: col.list(col.text()),
  },
  `update fulfilment.parcel p set state = 'paid', accept_by = n.accept_by,
     pickup_token_hash = n.hash, pickup_token_enc = n.token, pickup_code = n.code
   from unnest(:orders::uuid[], :outlets::uuid[], :attempts::integer[], :acceptBy::timestamptz[],
     :tokenHashes::text[], :tokens::text[], :codes::text[])
     as n(order_id, outlet_id, attempt, accept_by, hash, token, code)
   where p.merchant_id = :merchant and p.order_id = n.order_id and p.outlet_id = n.outlet_id
     and p.attempt = n.attempt and p.state = 'waiting'
     and not exists (select from fulfilment.parcel other
       where other.merchant_id = :merchant and other.outlet_id = n.outlet_id
         and other.pickup_code = n.code and other.state in ('paid', 'picking', 'ready'))`,
  { rows: 'cardinality(:orders)' },
);

const STEP = `where merchant_id = :merchant and order_id = :order and outlet_id = :outlet
   and attempt = :attempt`;
export const acceptParcel = guard(
  'fulfilment.accept_parcel',
  { ...parcel, actor: col.maybe(col.id<'staff'>()) },
  `update fulfilment.parcel set state = 'picking', accepted_at = :now, accepted_by = :actor
   ${STEP} and state = 'paid'`,
);
export const tickLines = guard(
  'fulfilment.tick_lines',
  { ...parcel, picked: col.json<readonly number[]>() },
  `update fulfilment.parcel set picked = :picked ${STEP} and state = 'picking'`,
);
export const readyParcel = guard(
  'fulfilment.ready_parcel',
  { ...parcel, shelf: col.text() },
  `update fulfilment.parcel set state = 'ready', ready_at = :now, shelf = :shelf
   ${STEP} and state = 'picking'`,
);
export const dispatchParcel = guard(
  'fulfilment.dispatch_parcel',
  parcel,
  `update fulfilment.parcel set state = 'on_the_way', dispatched_at = :now
   ${STEP} and state = 'ready'`,
);
export const receiveParcel = guard(
  'fulfilment.receive_parcel',
  { ...parcel, from: col.text() },
  `update fulfilment.parcel set state = 'received', received_at = :now
   ${STEP} and state = :from`,
);
/** Re-routed or cancelled: whatever its state was, seen by the caller. */
export const dropParcel = guard(
  'fulfilment.drop_parcel',
  { ...parcel, from: col.text() },
  `update fulfilment.parcel set state = 'gone' ${STEP} and state = :from`,
);

/** What the member shows: only for her own order's page, and the town that plays her. */
export const findCode = statement(
  'fulfilment.find_code',
  parcel,
  `select pickup_code as code from fulfilment.parcel ${STEP} and pickup_code is not null`,
  { code: col.text() },
);

const found = { ...parcelRow, tokenEnc: col.maybe(col.text()), code: col.maybe(col.text()) };
/** Typed code: only among what waits at this outlet. */
export const findByCode = statement(
  'fulfilment.find_by_code',
  { outlet, code: col.text() },
  `select ${PARCEL}, pickup_token_enc as "tokenEnc", pickup_code as code from fulfilment.parcel
   where merchant_id = :merchant and outlet_id = :outlet and pickup_code = :code
   order by (state in ('paid', 'picking', 'ready')) desc, attempt desc, order_id desc limit 1`,
  found,
);
export const findByToken = statement(
  'fulfilment.find_by_token',
  { hash: col.text() },
  `select ${PARCEL}, pickup_token_enc as "tokenEnc", pickup_code as code from fulfilment.parcel
   where merchant_id = :merchant and pickup_token_hash = :hash`,
  found,
);
