-- Members, devices, belonging, links, visits.
create table members.member (
  merchant_id uuid not null,
  id uuid not null,
  name text not null default '',
  complex_id uuid,
  made_at timestamptz not null,
  entry text not null default '', -- how she came: link code, scan, direct
  merged_into uuid,
  erased_at timestamptz,
  shows_name boolean not null default true, -- may neighbours see "陈静 passed it on"?
  last_seen_at timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, merged_into) references members.member,
  foreign key (merchant_id, complex_id) references chain.complex,
  check (merged_into <> id)
);
create index member_made on members.member (merchant_id, made_at);
create table members.identity (
  merchant_id uuid not null,
  kind text not null check (kind in ('phone', 'openid', 'unionid', 'card')),
  app text not null default '', -- app id of an openid; '' otherwise
  value_hash text not null, -- blind index
  value_enc text not null,
  masked text not null,
  member_id uuid not null,
  at timestamptz not null,
  primary key (merchant_id, kind, app, value_hash),
  foreign key (merchant_id, member_id) references members.member
);
create index identity_member on members.identity (merchant_id, member_id);
create table members.device (
  merchant_id uuid not null,
  token_hash text not null, -- SHA-256 of a random first-party cookie
  made_at timestamptz not null,
  ends_at timestamptz not null,
  member_id uuid, -- who is signed in on it now
  member_left_at timestamptz, -- last sign-out of any member on it
  primary key (merchant_id, token_hash)
);
create table members.session (
  merchant_id uuid not null,
  token_hash text not null,
  member_id uuid not null,
  device_hash text,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (merchant_id, token_hash),
  foreign key (merchant_id, member_id) references members.member
);
create index session_member on members.session (merchant_id, member_id);
create table members.code ( -- one-time code by SMS
  merchant_id uuid not null,
  phone_hash text not null,
  purpose text not null check (purpose in ('sign_in', 'change_phone')),
  code_hash text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  tries integer not null default 0 check (tries <= 5),
  used_at timestamptz,
  primary key (merchant_id, phone_hash, purpose)
);
create table members.consent (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  purpose text not null check (purpose in ('terms', 'privacy', 'marketing', 'show_name')),
  controller text not null, -- hq, or a dealer's node id: two controllers, two consents
  text_version text not null,
  channel text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, member_id) references members.member
);
create index consent_member on members.consent (merchant_id, member_id);
create table members.address (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  name_enc text not null,
  phone_enc text not null,
  detail_enc text not null,
  district text not null default '',
  complex_id uuid,
  lat double precision not null,
  lng double precision not null,
  is_default boolean not null default false,
  at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, member_id) references members.member
);
create index address_member on members.address (merchant_id, member_id);
create table members.note ( -- talk notes of staff
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  staff_id uuid not null,
  words text not null,
  at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, member_id) references members.member
);
create index note_member on members.note (merchant_id, member_id, at);
create table members.notice ( -- what a member is told: ready, refunded, re-routed…
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  ref text not null,
  facts jsonb not null default '{}',
  at timestamptz not null,
  read_at timestamptz,
  primary key (merchant_id, id),
  unique (merchant_id, member_id, kind, ref)
);

-- Who serves whom: periods that cannot overlap, opened and closed by events.
create table belonging.event (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('outlet', 'guide')),
  verb text not null check (verb in
    ('bind', 'protect', 'expire', 'snatch', 'transfer', 'inherit', 'merge', 'unbind')),
  from_owner_id uuid,
  to_owner_id uuid,
  source text not null, -- sign_up, order, staff, leaver, merge…
  actor_id uuid,
  policy_version integer not null,
  reason text not null,
  at timestamptz not null,
  primary key (merchant_id, id)
);
create index event_member on belonging.event (merchant_id, member_id, at);
create table belonging.period (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('outlet', 'guide')),
  owner_id uuid not null,
  during tstzrange not null,
  bound_at timestamptz not null,
  protected_until timestamptz,
  renewed_at timestamptz not null, -- last order served or talk logged: expiry is read from it
  opened_by uuid not null,
  closed_by uuid,
  primary key (merchant_id, id),
  foreign key (merchant_id, opened_by) references belonging.event,
  foreign key (merchant_id, closed_by) references belonging.event,
  constraint period_one_owner_at_a_time
    exclude using gist (merchant_id with =, member_id with =, kind with =, during with &&)
);
create index period_open on belonging.period (merchant_id, member_id, kind)
  where upper_inf(during);
create index period_owner on belonging.period (merchant_id, owner_id, kind)
  where upper_inf(during);

create table sharing.link (
  merchant_id uuid not null,
  code text not null check (code ~ '^[0-9a-hjkmnp-tv-z]{13}$'), -- Crockford base32, 65 random bits
  sharer_kind text not null check (sharer_kind in ('staff', 'member')),
  sharer_id uuid not null,
  outlet_id uuid not null,
  target_kind text not null check (target_kind in ('product', 'shop', 'outlet')),
  target_id uuid not null, -- product; the guide of a shop; the outlet
  parent_code text,
  root_code text not null,
  depth integer not null check (depth >= 1),
  channel text not null default 'copy', -- wechat_chat, wechat_group, poster, copy…
  domain text not null check (domain in ('onsite', 'private', 'public', 'wide')),
  guide_id uuid, -- nearest staff sharer, itself included
  sharer_1_id uuid, -- itself if member
  sharer_2_id uuid, -- the next other member above
  group_id uuid,
  words text not null default '',
  made_at timestamptz not null,
  primary key (merchant_id, code),
  foreign key (merchant_id, parent_code) references sharing.link,
  foreign key (merchant_id, outlet_id) references chain.outlet,
  foreign key (merchant_id, group_id) references groups."group",
  constraint link_once unique nulls not distinct
    (merchant_id, sharer_id, target_kind, target_id, parent_code, group_id),
  check ((depth = 1) = (parent_code is null)),
  check (sharer_2_id is null or sharer_2_id <> sharer_1_id)
);
create index link_parent on sharing.link (merchant_id, parent_code);
create index link_root on sharing.link (merchant_id, root_code);
create index link_sharer on sharing.link (merchant_id, sharer_id, made_at);

create table sharing.visit (
  merchant_id uuid not null,
  id uuid not null,
  link_code text, -- or none, then the entry says how
  entry text not null check (entry in ('link', 'scan', 'direct', 'search', 'map', 'advert')),
  domain text not null check (domain in ('onsite', 'private', 'public', 'wide')),
  outlet_id uuid not null,
  device_hash text,
  member_id uuid,
  at timestamptz not null,
  ip_class text not null default '',
  primary key (merchant_id, id),
  check ((entry = 'link') = (link_code is not null))
);
create index visit_member on sharing.visit (merchant_id, member_id, at desc) where member_id is not null;
create index visit_device on sharing.visit (merchant_id, device_hash, at desc) where member_id is null;
create index visit_link on sharing.visit (merchant_id, link_code, at) where link_code is not null;

-- Frozen at placement, one an order; explained in words on the order page.
create table attribution.credit (
  merchant_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  selling_outlet_id uuid not null,
  home_outlet_id uuid,
  dealer_id uuid,
  service_guide_id uuid,
  service_guide_from text not null check (service_guide_from in ('link', 'home', 'none')),
  link_guide_id uuid,
  home_guide_id uuid,
  sharer_1_id uuid,
  sharer_2_id uuid,
  group_id uuid,
  link_code text, -- crediting link
  visit_id uuid,
  visit_at timestamptz,
  root_code text,
  depth integer,
  domain text not null check (domain in ('onsite', 'private', 'public', 'wide')),
  sale_kind text not null check (sale_kind in ('share', 'guide', 'member', 'other')),
  rule_version text not null, -- of the algorithm
  credit_policy integer not null,
  belonging_policy integer not null,
  suspended boolean not null default false, -- portions under review: shared device, payer or address
  reasons jsonb not null, -- [{role, verdict, code, facts}] incl. every rejected candidate
  at timestamptz not null,
  primary key (merchant_id, order_id)
);
create index credit_guide on attribution.credit (merchant_id, service_guide_id, at)
  where service_guide_id is not null;
create index credit_link on attribution.credit (merchant_id, link_code) where link_code is not null;
create index credit_sharer on attribution.credit (merchant_id, sharer_1_id, at)
  where sharer_1_id is not null;

call platform.fence('members.member');
call platform.fence('members.identity');
call platform.fence('members.device');
call platform.fence('members.session');
call platform.fence('members.code');
call platform.fence('members.consent');
call platform.fence('members.address');
call platform.fence('members.note');
call platform.fence('members.notice');
call platform.fence('belonging.event', 'select, insert');
call platform.fence('belonging.period');
call platform.fence('sharing.link', 'select, insert');
call platform.fence('sharing.visit');
call platform.fence('attribution.credit', 'select, insert');
