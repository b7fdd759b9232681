-- Portions and the ledger.
-- One row a line, one column a role: at most two paid sharing levels by shape, and the row itself
-- says that the parts make the whole.
create table commission.portion (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null, -- 0 is freight
  net_fen bigint not null check (net_fen >= 0),
  guide_fen bigint not null default 0 check (guide_fen >= 0),
  sharer_1_fen bigint not null default 0 check (sharer_1_fen >= 0),
  sharer_2_fen bigint not null default 0 check (sharer_2_fen >= 0),
  invitee_fen bigint not null default 0 check (invitee_fen >= 0),
  selling_fen bigint not null default 0 check (selling_fen >= 0),
  fulfilling_fen bigint not null default 0 check (fulfilling_fen >= 0),
  dealer_fen bigint not null default 0 check (dealer_fen >= 0),
  hq_fen bigint not null check (hq_fen >= 0),
  policy_version integer not null,
  primary key (merchant_id, order_id, line_no),
  constraint portion_makes_the_net check (guide_fen + sharer_1_fen + sharer_2_fen + invitee_fen
    + selling_fen + fulfilling_fen + dealer_fen + hq_fen = net_fen)
);
-- What a refund takes from each role of a line: computed once, only copied later.
create table commission.cut (
  merchant_id uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  amount_fen bigint not null check (amount_fen > 0),
  guide_fen bigint not null default 0 check (guide_fen >= 0),
  sharer_1_fen bigint not null default 0 check (sharer_1_fen >= 0),
  sharer_2_fen bigint not null default 0 check (sharer_2_fen >= 0),
  invitee_fen bigint not null default 0 check (invitee_fen >= 0),
  selling_fen bigint not null default 0 check (selling_fen >= 0),
  fulfilling_fen bigint not null default 0 check (fulfilling_fen >= 0),
  dealer_fen bigint not null default 0 check (dealer_fen >= 0),
  hq_fen bigint not null default 0 check (hq_fen >= 0),
  primary key (merchant_id, refund_id, line_no),
  foreign key (merchant_id, order_id, line_no) references commission.portion,
  constraint cut_makes_the_amount check (guide_fen + sharer_1_fen + sharer_2_fen + invitee_fen
    + selling_fen + fulfilling_fen + dealer_fen + hq_fen = amount_fen)
);
create index cut_order on commission.cut (merchant_id, order_id);
create table commission.referral_first ( -- the one first order of an invited member
  merchant_id uuid not null,
  member_id uuid not null,
  order_id uuid not null,
  inviter_id uuid not null,
  reward_fen bigint not null check (reward_fen > 0),
  at timestamptz not null,
  primary key (merchant_id, member_id)
);
create index referral_inviter on commission.referral_first (merchant_id, inviter_id, at);
create table commission.referral_budget ( -- of one referral policy version
  merchant_id uuid not null,
  policy_version integer not null,
  budget_fen bigint not null check (budget_fen >= 0),
  reserved_fen bigint not null default 0 check (reserved_fen >= 0),
  spent_fen bigint not null default 0 check (spent_fen >= 0),
  primary key (merchant_id, policy_version),
  constraint referral_within_budget check (reserved_fen + spent_fen <= budget_fen)
) with (fillfactor = 50);

-- Accounts are names: cash:<channel>, order:<id>, due:<kind>:<id>, debt:<kind>:<id>, payout:<channel>.
-- A transfer has from, to and a positive amount; it is never edited, a correction is another one.
create table ledger.transfer (
  merchant_id uuid not null,
  id uuid not null,
  from_account text not null,
  to_account text not null,
  amount_fen bigint not null check (amount_fen > 0),
  type text not null check (type in ('capture', 'post', 'refund', 'claw_back', 'debt', 'debt_paid',
    'withdraw', 'payout', 'payout_back', 'merge', 'provider_back')),
  source text not null, -- unique by type: the same happening is never booked twice
  order_id uuid,
  role text,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(), -- what the roll-up's cursor walks
  primary key (merchant_id, id),
  constraint transfer_once unique (merchant_id, type, source),
  check (from_account <> to_account)
);
create index transfer_from on ledger.transfer (merchant_id, from_account, at);
create index transfer_to on ledger.transfer (merchant_id, to_account, at);
create index transfer_order on ledger.transfer (merchant_id, order_id) where order_id is not null;
create index transfer_xid on ledger.transfer (merchant_id, xid);

create table ledger.pending (
  merchant_id uuid not null,
  id uuid not null,
  from_account text not null,
  to_account text not null,
  amount_fen bigint not null check (amount_fen > 0),
  voided_fen bigint not null default 0 check (voided_fen >= 0),
  posted_fen bigint not null default 0 check (posted_fen >= 0),
  type text not null check (type in ('portion', 'refund', 'withdraw')),
  source text not null,
  order_id uuid,
  role text,
  attempt integer not null default 1, -- of the route, for the fulfilling portions
  suspended boolean not null default false,
  at timestamptz not null,
  resolved_at timestamptz,
  primary key (merchant_id, id),
  constraint pending_once unique (merchant_id, type, source),
  constraint pending_resolved_once check (voided_fen + posted_fen <= amount_fen)
) with (fillfactor = 80);
create index pending_order on ledger.pending (merchant_id, order_id) where order_id is not null;
create index pending_to on ledger.pending (merchant_id, to_account) where resolved_at is null;
create table ledger.void ( -- any number of partial voids, each with its cause
  merchant_id uuid not null,
  pending_id uuid not null,
  source text not null, -- refund id, reroute attempt…
  amount_fen bigint not null check (amount_fen > 0),
  at timestamptz not null,
  primary key (merchant_id, pending_id, source),
  foreign key (merchant_id, pending_id) references ledger.pending
);

-- Only guarded accounts keep totals in a row: order, staff, member, payout.
create table ledger.account (
  merchant_id uuid not null,
  account text not null,
  balance_fen bigint not null default 0,
  pending_out_fen bigint not null default 0 check (pending_out_fen >= 0),
  primary key (merchant_id, account),
  constraint account_never_overdrawn check (balance_fen - pending_out_fen >= 0
    or account like 'debt:%')
) with (fillfactor = 50);
-- HQ, dealer, outlet, cash: rolled up from transfers by a timer with a cursor.
create table ledger.rollup (
  merchant_id uuid not null,
  account text not null,
  balance_fen bigint not null,
  primary key (merchant_id, account)
);
create table ledger.rollup_cursor (
  merchant_id uuid primary key,
  below_xid xid8 not null,
  at timestamptz not null
);
create table ledger.block ( -- hash chain over transfers, written after commit
  merchant_id uuid not null,
  no bigint not null,
  below_xid xid8 not null,
  transfers integer not null,
  hash text not null,
  at timestamptz not null,
  primary key (merchant_id, no)
);
create table ledger.withdrawal (
  merchant_id uuid not null,
  id uuid not null,
  account text not null,
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('asked', 'paid', 'failed')),
  asked_at timestamptz not null,
  done_at timestamptz,
  primary key (merchant_id, id)
);

create table insight.increment ( -- p stored once, with its method
  merchant_id uuid not null,
  order_id uuid not null,
  outlet_id uuid not null, -- selling
  day date not null, -- business day of placement
  is_time boolean not null,
  is_space boolean not null,
  p_bps integer not null check (p_bps between 0 and 10000),
  method integer not null,
  final boolean not null, -- false while space is provisional
  facts jsonb not null default '{}', -- n, d, λ that made p
  at timestamptz not null,
  primary key (merchant_id, order_id)
);
create index increment_day on insight.increment (merchant_id, day, outlet_id);

create table imports.import (
  merchant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('products', 'members', 'stock')),
  file_name text not null,
  mapping jsonb not null default '{}',
  state text not null check (state in ('uploaded', 'running', 'done', 'failed')),
  total integer not null default 0,
  good integer not null default 0,
  bad integer not null default 0,
  made_by uuid not null,
  made_at timestamptz not null,
  done_at timestamptz,
  primary key (merchant_id, id)
);
create table imports.row (
  merchant_id uuid not null,
  import_id uuid not null,
  line integer not null,
  cells jsonb not null,
  state text not null check (state in ('waiting', 'good', 'bad')),
  code text,
  facts jsonb not null default '{}',
  primary key (merchant_id, import_id, line),
  foreign key (merchant_id, import_id) references imports.import
);

create table webhooks.endpoint (
  merchant_id uuid not null,
  id uuid not null,
  url text not null,
  events text[] not null,
  secret_enc text not null,
  old_secret_enc text,
  old_secret_until timestamptz,
  made_by uuid,
  made_at timestamptz not null,
  disabled_at timestamptz,
  disabled_reason text,
  primary key (merchant_id, id)
);
create table webhooks.delivery (
  merchant_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  state text not null check (state in ('waiting', 'done', 'given_up')),
  tries integer not null default 0,
  due_at timestamptz not null,
  last_status integer,
  last_error text,
  done_at timestamptz,
  primary key (merchant_id, endpoint_id, event_id),
  foreign key (merchant_id, endpoint_id) references webhooks.endpoint
);
create index delivery_due on webhooks.delivery (merchant_id, due_at) where state = 'waiting';

call platform.fence('commission.portion', 'select, insert');
call platform.fence('commission.cut', 'select, insert');
call platform.fence('commission.referral_first', 'select, insert, delete');
call platform.fence('commission.referral_budget');
call platform.fence('ledger.transfer', 'select, insert');
call platform.fence('ledger.pending', 'select, insert, update');
call platform.fence('ledger.void', 'select, insert');
call platform.fence('ledger.account', 'select, insert, update');
call platform.fence('ledger.rollup');
call platform.fence('ledger.rollup_cursor');
call platform.fence('ledger.block', 'select, insert');
call platform.fence('ledger.withdrawal', 'select, insert, update');
call platform.fence('insight.increment');
call platform.fence('imports.import');
call platform.fence('imports.row');
call platform.fence('webhooks.endpoint');
call platform.fence('webhooks.delivery');

grant usage on schema platform, chain, catalog, pricing, inventory, members, belonging, sharing,
  groups, attribution, orders, payments, fulfilment, commission, ledger, insight, imports, webhooks
  to quandian_app;
grant execute on all functions in schema platform to quandian_app;
