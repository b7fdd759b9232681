import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

const endpoint = col.id<'endpoint'>();
const event = col.id<'event'>();

const WHOLE = {
  id: endpoint,
  url: col.text(),
  events: col.list(col.text()),
  secretEnc: col.text(),
  oldSecretEnc: col.maybe(col.text()),
  oldSecretUntil: col.maybe(col.instant),
  disabledAt: col.maybe(col.instant),
};
const SELECT = `select id, url, events, secret_enc as "secretEnc",
     old_secret_enc as "oldSecretEnc", old_secret_until as "oldSecretUntil",
     disabled_at as "disabledAt" from webhooks.endpoint where merchant_id = :merchant`;

export const findEndpoint = statement(
  'webhooks.find_endpoint',
  { endpoint },
  `${SELECT} and id = :endpoint`,
  WHOLE,
);
export const lockEndpoint = statement(
  'webhooks.lock_endpoint',
  { endpoint },
  `${SELECT} and id = :endpoint for update`,
  WHOLE,
);
export const findAwake = statement(
  'webhooks.find_awake',
  {},
  `select id, events from webhooks.endpoint where merchant_id = :merchant and disabled_at is null`,
  { id: endpoint, events: col.list(col.text()) },
);
export const findEndpoints = statement(
  'webhooks.find_endpoints',
  {},
  `select e.id, e.url, e.events, e.made_at as "madeAt", e.old_secret_until as "oldSecretUntil",
     e.disabled_at as "disabledAt", e.disabled_reason as "disabledReason",
     (select cast(count(*) as integer) from webhooks.delivery d where d.merchant_id = :merchant
       and d.endpoint_id = e.id and d.state = 'waiting') as waiting
   from webhooks.endpoint e where e.merchant_id = :merchant order by e.made_at desc, e.id desc`,
  {
    id: endpoint,
    url: col.text(),
    events: col.list(col.text()),
    madeAt: col.instant,
    oldSecretUntil: col.maybe(col.instant),
    disabledAt: col.maybe(col.instant),
    disabledReason: col.maybe(col.text()),
    waiting: col.int,
  },
);
export const insertEndpoint = statement(
  'webhooks.insert_endpoint',
  {
    endpoint,
    url: col.text(),
    events: col.list(col.text()),
    secretEnc: col.text(),
    madeBy: col.id<'staff'>(),
  },
  `insert into webhooks.endpoint (merchant_id, id, url, events, secret_enc, made_by, made_at)
   values (:merchant, :endpoint, :url, :events, :secretEnc, :madeBy, :now)`,
);
export const updateEndpoint = guard(
  'webhooks.update_endpoint',
  { endpoint, url: col.text(), events: col.list(col.text()) },
  `update webhooks.endpoint set url = :url, events = :events
   where merchant_id = :merchant and id = :endpoint`,
);
export const rotateSecret = guard(
  'webhooks.rotate_secret',
  { endpoint, secretEnc: col.text(), until: col.instant },
  `update webhooks.endpoint
   set old_secret_enc = secret_enc, old_secret_until = :until, secret_enc = :secretEnc
   where merchant_id = :merchant and id = :endpoint`,
);
export const disableEndpoint = statement(
  'webhooks.disable_endpoint',
  { endpoint, reason: col.text() },
  `update webhooks.endpoint set disabled_at = :now, disabled_reason = :reason
   where merchant_id = :merchant and id = :endpoint and disabled_at is null
   returning id`,
  { id: endpoint },
);
export const enableEndpoint = guard(
  'webhooks.enable_endpoint',
  { endpoint },
  `update webhooks.endpoint set disabled_at = null, disabled_reason = null
   where merchant_id = :merchant and id = :endpoint`,
);

export const queueEvent = statement(
  'webhooks.queue_event',
  { endpoints: col.list(endpoint), event },
  `insert into webhooks.delivery (merchant_id, endpoint_id, event_id, state, due_at)
   select :merchant, e, :event, 'waiting', :now from unnest(cast(:endpoints as uuid[])) e
   on conflict do nothing returning endpoint_id as endpoint`,
  { endpoint },
);
/** Sent anew, whatever came of it before. */
export const requeueEvent = statement(
  'webhooks.requeue_event',
  { endpoint, event },
  `insert into webhooks.delivery (merchant_id, endpoint_id, event_id, state, due_at)
   values (:merchant, :endpoint, :event, 'waiting', :now)
   on conflict (merchant_id, endpoint_id, event_id) do update
     set state = 'waiting', tries = 0, due_at = :now, done_at = null, last_error = null,
       last_status = null`,
);
/** Ours until `until`: should we die, they fall due again. */
export const takeDue = statement(
  'webhooks.take_due',
  { endpoint, until: col.instant, most: col.big },
  `update webhooks.delivery d set due_at = :until
   from (select event_id from webhooks.delivery
     where merchant_id = :merchant and endpoint_id = :endpoint and state = 'waiting'
       and due_at <= :now
     order by event_id limit :most for update skip locked) x
   where d.merchant_id = :merchant and d.endpoint_id = :endpoint and d.event_id = x.event_id
   returning d.event_id as event, d.tries`,
  { event, tries: col.int },
);
export const finishDelivery = statement(
  'webhooks.finish_delivery',
  {
    endpoint,
    event,
    state: col.text(),
    due: col.instant,
    status: col.maybe(col.int),
    error: col.maybe(col.text()),
  },
  `update webhooks.delivery set state = :state, tries = tries + 1, due_at = :due,
     last_status = :status, last_error = :error,
     done_at = case when :state = 'waiting' then null else cast(:now as timestamptz) end
   where merchant_id = :merchant and endpoint_id = :endpoint and event_id = :event
     and state = 'waiting'`,
);
export const findNextDue = statement(
  'webhooks.find_next_due',
  { endpoint },
  `select min(due_at) as due from webhooks.delivery
   where merchant_id = :merchant and endpoint_id = :endpoint and state = 'waiting'`,
  { due: col.maybe(col.instant) },
);
export const findDeliveries = statement(
  'webhooks.find_deliveries',
  { endpoint, after: col.maybe(event), count: col.int },
  `select event_id as "eventId", state, tries, due_at as "dueAt", last_status as "lastStatus",
     last_error as "lastError", done_at as "doneAt" from webhooks.delivery
   where merchant_id = :merchant and endpoint_id = :endpoint
     and (cast(:after as uuid) is null or event_id < :after)
   order by event_id desc limit cast(:count as integer)`,
  {
    eventId: event,
    state: col.text(),
    tries: col.int,
    dueAt: col.instant,
    lastStatus: col.maybe(col.int),
    lastError: col.maybe(col.text()),
    doneAt: col.maybe(col.instant),
  },
);
