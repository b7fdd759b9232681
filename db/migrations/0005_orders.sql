-- Orders, payment, fulfilment. No foreign key from order-like tables to a row that all orders share.
create table orders.cart (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid,
  device_hash text, -- before sign-in
  outlet_id uuid not null,
  items jsonb not null default '[]', -- [{sku, quantity}]
  version integer not null default 1,
  consumed_by uuid, -- the order that it became
  at timestamptz not null,
  primary key (merchant_id, id)
) with (fillfactor = 70);
create unique index cart_member on orders.cart (merchant_id, member_id, outlet_id)
  where consumed_by is null and member_id is not null;
create unique index cart_device on orders.cart (merchant_id, device_hash, outlet_id)
  where consumed_by is null and device_hash is not null and member_id is null;

create table orders."order" (
  merchant_id uuid not null,
  id uuid not null,
  number text not null,
  member_id uuid not null,
  outlet_id uuid not null, -- selling outlet
  way text not null check (way in ('pickup', 'delivery')),
  state text not null default 'unpaid' check (state in ('unpaid', 'paid', 'picking', 'ready',
    'on_the_way', 'received', 'settled', 'cancelled')),
  wish_hash text not null, -- same id and same wish give the same answer
  place_lat double precision not null,
  place_lng double precision not null,
  contact_enc text not null default '', -- {name, phone, detail}
  contact_masked text not null default '',
  gross_fen bigint not null check (gross_fen >= 0),
  discount_fen bigint not null check (discount_fen >= 0),
  freight_fen bigint not null check (freight_fen >= 0),
  payable_fen bigint not null check (payable_fen > 0),
  captured_fen bigint not null default 0,
  refunded_fen bigint not null default 0, -- succeeded or in flight
  selling_closed boolean not null, -- the selling outlet was closed at placement: time increment
  split_agreed boolean not null default false,
  quote jsonb not null, -- the explanation, line by line, as the member saw it
  note text not null default '',
  placed_at timestamptz not null,
  pay_by timestamptz not null,
  paid_at timestamptz,
  parked_at timestamptz, -- nobody can fulfil: the member waits or is refunded
  received_at timestamptz,
  settles_at timestamptz,
  settled_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (merchant_id, id),
  check (payable_fen = gross_fen - discount_fen + freight_fen),
  constraint refund_within_capture check (refunded_fen >= 0 and refunded_fen <= captured_fen),
  constraint paid_means_captured check (captured_fen in (0, payable_fen)),
  check ((cancelled_at is null) = (state <> 'cancelled'))
) with (fillfactor = 80);
create index order_member on orders."order" (merchant_id, member_id, placed_at desc);
create index order_outlet on orders."order" (merchant_id, outlet_id, placed_at desc);
create index order_number on orders."order" (merchant_id, number);

create table orders.line (
  merchant_id uuid not null,
  order_id uuid not null,
  no integer not null, -- 0 is freight
  sku_id uuid, -- null for freight
  product_id uuid,
  title text not null,
  spec text not null default '',
  quantity integer not null check (quantity between 1 and 999),
  price_fen bigint not null check (price_fen >= 0),
  discount_fen bigint not null default 0,
  net_fen bigint not null check (net_fen >= 0),
  product_role text,
  refunded_pieces integer not null default 0,
  refunded_fen bigint not null default 0, -- pieces and amounts, done or in flight
  primary key (merchant_id, order_id, no),
  foreign key (merchant_id, order_id) references orders."order",
  check (net_fen = price_fen * quantity - discount_fen),
  check ((no = 0) = (sku_id is null)),
  constraint line_refund_within_net check (refunded_fen between 0 and net_fen
    and refunded_pieces between 0 and quantity)
);
create index line_sku on orders.line (merchant_id, sku_id) where sku_id is not null;

create table orders.history (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  verb text not null, -- placed, paid, accepted, handed_back, picked, short, ready, handed_over…
  from_state text,
  to_state text,
  actor_kind text not null check (actor_kind in ('member', 'staff', 'system', 'payment')),
  actor_id uuid,
  facts jsonb not null default '{}',
  at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, order_id) references orders."order"
);
create index history_order on orders.history (merchant_id, order_id, id);

create table orders.aftersales ( -- a case: what the member asks, what was decided
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  kind text not null check (kind in ('refund_only', 'return_and_refund', 'amount', 'short', 'cancel')),
  reason text not null,
  words text not null default '',
  photos jsonb not null default '[]',
  lines jsonb not null, -- [{no, pieces, amountFen}]
  state text not null check (state in ('asked', 'accepted', 'rejected', 'withdrawn')),
  asked_by text not null check (asked_by in ('member', 'staff', 'system')),
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_words text not null default '',
  refund_id uuid,
  primary key (merchant_id, id),
  foreign key (merchant_id, order_id) references orders."order"
);
create index aftersales_order on orders.aftersales (merchant_id, order_id);
create index aftersales_open on orders.aftersales (merchant_id, asked_at) where state = 'asked';

create table orders.refund (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  case_id uuid,
  reason text not null,
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('in_flight', 'succeeded', 'failed')),
  asked_at timestamptz not null,
  done_at timestamptz,
  actor_id uuid,
  primary key (merchant_id, id),
  foreign key (merchant_id, order_id) references orders."order"
);
create index refund_order on orders.refund (merchant_id, order_id);
create table orders.refund_line (
  merchant_id uuid not null,
  refund_id uuid not null,
  line_no integer not null,
  pieces integer not null check (pieces >= 0),
  amount_fen bigint not null check (amount_fen >= 0),
  sellable boolean not null default false, -- staff marked the returned goods sellable
  primary key (merchant_id, refund_id, line_no),
  foreign key (merchant_id, refund_id) references orders.refund
);

create table payments.intent (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  channel text not null, -- sandbox; wechat and others later
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('open', 'captured', 'shut')),
  out_trade_no text not null, -- our number at the provider
  provider_no text,
  made_at timestamptz not null,
  captured_at timestamptz,
  primary key (merchant_id, id),
  unique (merchant_id, out_trade_no)
);
create index intent_order on payments.intent (merchant_id, order_id);
create table payments.capture ( -- every payment the provider reports, also the second and the late one
  merchant_id uuid not null,
  channel text not null,
  provider_no text not null,
  intent_id uuid not null,
  order_id uuid not null,
  amount_fen bigint not null,
  use text not null check (use in ('order', 'late', 'twice', 'mismatch')),
  at timestamptz not null,
  primary key (merchant_id, channel, provider_no),
  foreign key (merchant_id, intent_id) references payments.intent
);
create unique index capture_once on payments.capture (merchant_id, intent_id) where use = 'order';
create unique index capture_once_an_order on payments.capture (merchant_id, order_id) where use = 'order';
create table payments.refund ( -- to the provider: refund_no is derived from our id, so a retry is the same
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  channel text not null,
  provider_no text not null, -- the capture it goes back to
  refund_no text not null,
  amount_fen bigint not null check (amount_fen > 0),
  for_order boolean not null, -- false: a late or doubled payment going back, no order money
  state text not null check (state in ('wanted', 'sent', 'succeeded', 'failed')),
  tries integer not null default 0,
  made_at timestamptz not null,
  done_at timestamptz,
  primary key (merchant_id, id),
  unique (merchant_id, refund_no)
);
create index refund_due on payments.refund (merchant_id, state) where state in ('wanted', 'sent');

create table fulfilment.route ( -- each decision, with every candidate's verdict
  merchant_id uuid not null,
  order_id uuid not null,
  attempt integer not null,
  why text not null, -- placed, handed_back, lay_too_long, short, waited
  policy_node_id uuid not null,
  policy_version integer not null,
  verdicts jsonb not null,
  outcome text not null check (outcome in ('allocated', 'split', 'parked')),
  took_us integer not null,
  at timestamptz not null,
  primary key (merchant_id, order_id, attempt)
);
create table fulfilment.parcel (
  merchant_id uuid not null,
  order_id uuid not null,
  outlet_id uuid not null,
  attempt integer not null, -- of the route that made it
  state text not null check (state in ('waiting', 'paid', 'picking', 'ready', 'on_the_way',
    'received', 'gone')), -- waiting: order unpaid; gone: re-routed, cancelled
  line_nos integer[] not null,
  distance_m integer not null,
  promised_at timestamptz not null,
  day date not null, -- whose capacity it takes
  accept_by timestamptz, -- 30 of the outlet's open minutes after payment or routing
  accepted_at timestamptz,
  accepted_by uuid,
  picked jsonb not null default '[]', -- line numbers ticked
  ready_at timestamptz,
  dispatched_at timestamptz,
  received_at timestamptz,
  shelf text not null default '',
  pickup_token_hash text, -- QR: 64 random bits
  pickup_token_enc text,
  pickup_code text, -- typed: 8 digits, only for signed-in staff of the outlet
  primary key (merchant_id, order_id, outlet_id, attempt)
) with (fillfactor = 80);
create index parcel_outlet on fulfilment.parcel (merchant_id, outlet_id, state, promised_at)
  where state in ('paid', 'picking', 'ready', 'on_the_way');
create unique index parcel_code on fulfilment.parcel (merchant_id, outlet_id, pickup_code)
  where pickup_code is not null and state in ('paid', 'picking', 'ready');
create unique index parcel_token on fulfilment.parcel (merchant_id, pickup_token_hash)
  where pickup_token_hash is not null;
create table fulfilment.day_load ( -- parcels taken of an outlet's daily capacity
  merchant_id uuid not null,
  outlet_id uuid not null,
  day date not null,
  taken integer not null check (taken >= 0),
  primary key (merchant_id, outlet_id, day)
) with (fillfactor = 50);
create table fulfilment.refusal ( -- an outlet that handed an order back is not asked again
  merchant_id uuid not null,
  order_id uuid not null,
  outlet_id uuid not null,
  attempt integer not null,
  reason text not null,
  actor_id uuid,
  at timestamptz not null,
  primary key (merchant_id, order_id, outlet_id, attempt)
);

call platform.fence('orders.cart');
call platform.fence('orders."order"', 'select, insert, update');
call platform.fence('orders.line', 'select, insert, update');
call platform.fence('orders.history', 'select, insert');
call platform.fence('orders.aftersales', 'select, insert, update');
call platform.fence('orders.refund', 'select, insert, update');
call platform.fence('orders.refund_line', 'select, insert, update');
call platform.fence('payments.intent', 'select, insert, update');
call platform.fence('payments.capture', 'select, insert');
call platform.fence('payments.refund', 'select, insert, update');
call platform.fence('fulfilment.route', 'select, insert');
call platform.fence('fulfilment.parcel', 'select, insert, update');
call platform.fence('fulfilment.day_load');
call platform.fence('fulfilment.refusal', 'select, insert');
