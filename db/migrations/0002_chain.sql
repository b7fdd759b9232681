-- Organisation, outlets, staff, policies.
create table chain.node (
  merchant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  kind text not null check (kind in ('hq', 'dealer', 'outlet')),
  name text not null,
  path uuid[] not null, -- from the root down to itself
  made_at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, parent_id) references chain.node,
  check ((kind = 'hq') = (parent_id is null)),
  check (path[cardinality(path)] = id)
);
create unique index node_one_root on chain.node (merchant_id) where kind = 'hq';
create index node_parent on chain.node (merchant_id, parent_id);

create table chain.node_move (
  merchant_id uuid not null,
  node_id uuid not null,
  at timestamptz not null,
  from_parent_id uuid not null,
  to_parent_id uuid not null,
  actor_id uuid,
  why text not null,
  primary key (merchant_id, node_id, at),
  foreign key (merchant_id, node_id) references chain.node
);

create table chain.profile ( -- community profile 社区画像: young renters, old residents, mothers…
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  primary key (merchant_id, id)
);

create table chain.outlet (
  merchant_id uuid not null,
  id uuid not null, -- the node's
  kind text not null check (kind in ('store', 'partner', 'popup', 'shelf', 'office', 'vending')),
  short_name text not null,
  address text not null,
  district text not null default '',
  phone text not null default '',
  lat double precision not null check (lat between -90 and 90), -- GCJ-02
  lng double precision not null check (lng between -180 and 180),
  area jsonb, -- polygon [[lng, lat], …] or null: the radius holds
  radius_m integer not null default 5000 check (radius_m between 100 and 50000),
  daily_capacity integer check (daily_capacity >= 0), -- parcels a business day; null = unlimited
  prepare_minutes integer not null default 60 check (prepare_minutes between 0 and 1440),
  stock_owner text not null default 'hq' check (stock_owner in ('hq', 'dealer')),
  profile_id uuid,
  delivers boolean not null default true,
  delivery_bands jsonb not null default '[]', -- [{uptoM, feeFen, minFen, freeFromFen}], nearest first
  paused_at timestamptz,
  paused_reason text,
  paused_by uuid,
  template_id uuid, -- the outlet it was opened from
  notice text not null default '',
  opened_at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, id) references chain.node,
  foreign key (merchant_id, profile_id) references chain.profile,
  check ((paused_at is null) = (paused_reason is null))
);

create table chain.hours ( -- [opens, closes) in minutes of the day they open on; closes may run over midnight
  merchant_id uuid not null,
  outlet_id uuid not null,
  weekday integer not null check (weekday between 1 and 7), -- Monday is 1
  opens_min integer not null check (opens_min between 0 and 1439),
  closes_min integer not null check (closes_min between 1 and 2879),
  primary key (merchant_id, outlet_id, weekday, opens_min),
  foreign key (merchant_id, outlet_id) references chain.outlet,
  check (closes_min > opens_min)
);
create table chain.hours_exception ( -- replaces the intervals that open on that date
  merchant_id uuid not null,
  outlet_id uuid not null,
  on_date date not null,
  intervals jsonb not null, -- [[opensMin, closesMin], …], empty = shut all day
  reason text not null,
  primary key (merchant_id, outlet_id, on_date),
  foreign key (merchant_id, outlet_id) references chain.outlet
);

create table chain.complex ( -- residential complex 小区
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  district text not null default '',
  lat double precision not null,
  lng double precision not null,
  households integer not null default 0,
  handed_over_on date,
  house_types jsonb not null default '[]', -- [{name, areaM2, households}]
  profile_id uuid,
  primary key (merchant_id, id),
  foreign key (merchant_id, profile_id) references chain.profile
);

create table chain.staff (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  login text not null,
  password_hash text,
  must_change boolean not null default true, -- an administrator starts a reset, never chooses a password
  reset_hash text,
  reset_until timestamptz,
  title text not null default '',
  story text not null default '', -- own words of the shop page
  motto text not null default '',
  phone_masked text not null default '',
  wechat text not null default '',
  outlet_id uuid, -- where she works; null = head office or dealer
  member_id uuid, -- her private account
  works_online_only boolean not null default false,
  made_at timestamptz not null,
  suspended_at timestamptz,
  left_at timestamptz,
  heir_id uuid, -- who got her customers when she left
  primary key (merchant_id, id),
  unique (merchant_id, login),
  foreign key (merchant_id, outlet_id) references chain.outlet,
  foreign key (merchant_id, heir_id) references chain.staff
);
create index staff_outlet on chain.staff (merchant_id, outlet_id);
create index staff_member on chain.staff (merchant_id, member_id);

create table chain.staff_grant ( -- the node and all below
  merchant_id uuid not null,
  staff_id uuid not null,
  node_id uuid not null,
  role text not null check (role in
    ('hq_admin', 'hq_operator', 'finance', 'dealer', 'store_manager', 'clerk', 'guide', 'creator')),
  granted_by uuid,
  granted_at timestamptz not null,
  primary key (merchant_id, staff_id, node_id, role),
  foreign key (merchant_id, staff_id) references chain.staff,
  foreign key (merchant_id, node_id) references chain.node
);

create table chain.staff_session (
  merchant_id uuid not null,
  token_hash text not null,
  staff_id uuid not null,
  app text not null check (app in ('console', 'workbench')),
  made_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  device_label text not null default '',
  primary key (merchant_id, token_hash),
  foreign key (merchant_id, staff_id) references chain.staff
);
create index staff_session_staff on chain.staff_session (merchant_id, staff_id);

create table chain.api_key (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  key_hash text not null,
  prefix text not null, -- shown in lists
  scopes text[] not null,
  node_id uuid not null, -- branch that the key may see
  made_by uuid not null,
  made_at timestamptz not null,
  last_used_on date,
  revoked_at timestamptz,
  primary key (merchant_id, id),
  unique (merchant_id, key_hash),
  foreign key (merchant_id, node_id) references chain.node
);

-- Immutable versions. In force = nearest node up the path, greatest valid_from ≤ instant.
create table chain.policy (
  merchant_id uuid not null,
  node_id uuid not null,
  kind text not null check (kind in
    ('routing', 'belonging', 'credit', 'commission', 'referral', 'aftersales')),
  version integer not null check (version >= 1), -- counts up per merchant and kind
  body jsonb not null,
  valid_from timestamptz not null,
  actor_id uuid,
  why text not null,
  made_at timestamptz not null,
  primary key (merchant_id, kind, version),
  foreign key (merchant_id, node_id) references chain.node
);
create table chain.policy_draft (
  merchant_id uuid not null,
  id uuid not null,
  kind text not null,
  node_id uuid not null,
  body jsonb not null,
  why text not null default '',
  made_by uuid not null,
  made_at timestamptz not null,
  published_version integer,
  primary key (merchant_id, id),
  foreign key (merchant_id, node_id) references chain.node
);

create table groups."group" ( -- opens with one table: links name a group
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  outlet_id uuid not null,
  owner_id uuid, -- staff
  complex_id uuid,
  opengid text, -- WeChat's id of the chat, when known
  headcount integer not null default 0 check (headcount >= 0),
  made_at timestamptz not null,
  primary key (merchant_id, id),
  unique (merchant_id, opengid),
  foreign key (merchant_id, outlet_id) references chain.outlet,
  foreign key (merchant_id, owner_id) references chain.staff,
  foreign key (merchant_id, complex_id) references chain.complex
);

call platform.fence('chain.node');
call platform.fence('chain.node_move', 'select, insert');
call platform.fence('chain.profile');
call platform.fence('chain.outlet');
call platform.fence('chain.hours');
call platform.fence('chain.hours_exception');
call platform.fence('chain.complex');
call platform.fence('chain.staff');
call platform.fence('chain.staff_grant');
call platform.fence('chain.staff_session');
call platform.fence('chain.api_key');
call platform.fence('chain.policy', 'select, insert');
call platform.fence('chain.policy_draft');
call platform.fence('groups."group"');
