-- Levels of guides, dated: an order is paid by the level that its guide had when it was placed.
create domain chain.guide_level as text check (value in
  ('trainee', 'regular', 'senior', 'lead', 'store_manager'));
create table chain.staff_level (
  merchant_id uuid not null,
  staff_id uuid not null,
  from_at timestamptz not null,
  level chain.guide_level not null,
  why text not null check (why <> ''),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (merchant_id, staff_id, from_at),
  foreign key (merchant_id, staff_id) references chain.staff,
  constraint level_not_backdated check (from_at >= set_at)
);
call platform.fence('chain.staff_level', 'select, insert');

-- A plan that costs much more is published by two persons: one asks, another one grants.
create table chain.plan_ask (
  merchant_id uuid not null,
  id uuid not null,
  draft_id uuid, -- it may be written on: what was asked for is `body`
  node_id uuid not null,
  body jsonb not null,
  valid_from timestamptz, -- null: from the moment it is granted
  why text not null,
  rise_bps integer not null,
  threshold_bps integer not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused')),
  decided_by uuid,
  decided_at timestamptz,
  version integer,
  words text not null default '',
  primary key (merchant_id, id),
  foreign key (merchant_id, node_id) references chain.node,
  constraint ask_by_two check (decided_by <> asked_by),
  constraint ask_decided check ((state = 'asked') = (decided_by is null)),
  constraint ask_granted check ((state = 'granted') = (version is not null))
);
create unique index plan_ask_once on chain.plan_ask (merchant_id, node_id) where state = 'asked';
call platform.fence('chain.plan_ask', 'select, insert, update');
