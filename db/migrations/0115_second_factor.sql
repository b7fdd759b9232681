-- Second factors of staff, the devices they are known by, and what a sign-in may demand.
alter table chain.staff_session
  add column ip_class text not null default '', -- 203.0.113.0/24: where, but nobody's
  add column proved_at timestamptz, -- when the person last showed who she is; null: the device did
  add column device_id uuid;

create table chain.second_factor (
  merchant_id uuid not null,
  staff_id uuid not null,
  secret_enc text not null,
  made_at timestamptz not null,
  confirmed_at timestamptz, -- null: shown, not yet proven
  last_step bigint not null default 0, -- no step counts twice, and none before it
  primary key (merchant_id, staff_id),
  foreign key (merchant_id, staff_id) references chain.staff
);
call platform.fence('chain.second_factor');

create table chain.recovery_code (
  merchant_id uuid not null,
  staff_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (merchant_id, staff_id, code_hash),
  foreign key (merchant_id, staff_id) references chain.second_factor on delete cascade
);
call platform.fence('chain.recovery_code');

create table chain.staff_device (
  merchant_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  token_hash text not null,
  label text not null,
  ip_class text not null,
  first_seen_at timestamptz not null,
  seen_at timestamptz not null,
  trusted_until timestamptz, -- until then the password is enough on this device
  known_at timestamptz, -- when its owner said that it is hers
  primary key (merchant_id, id),
  unique (merchant_id, staff_id, token_hash),
  foreign key (merchant_id, staff_id) references chain.staff
);
call platform.fence('chain.staff_device');

create table chain.sign_in_rule ( -- one row a merchant; none: nothing is demanded
  merchant_id uuid not null primary key,
  roles text[] not null,
  permissions text[] not null,
  grace_days integer not null check (grace_days between 0 and 90),
  export_needs_code boolean not null,
  since timestamptz not null, -- the grace begins here
  changed_by uuid,
  changed_at timestamptz not null
);
call platform.fence('chain.sign_in_rule', 'select, insert, update');

-- Wrong tries and the wait that grows with them.
create table platform.throttle (
  merchant_id uuid not null,
  scope text not null,
  tries integer not null check (tries >= 0),
  last_at timestamptz not null,
  blocked_until timestamptz not null,
  primary key (merchant_id, scope)
);
create index throttle_old on platform.throttle (merchant_id, last_at);
call platform.fence('platform.throttle');

create table chain.refused_sign_in ( -- forgotten after a day: only an alarm reads it
  merchant_id uuid not null,
  id uuid not null,
  login_hash text not null,
  ip_class text not null,
  at timestamptz not null,
  primary key (merchant_id, id)
);
create index refused_sign_in_at on chain.refused_sign_in (merchant_id, at);
call platform.fence('chain.refused_sign_in');
create table chain.spray_alarm ( -- one an hour
  merchant_id uuid not null,
  hour_at timestamptz not null,
  logins integer not null,
  at timestamptz not null,
  primary key (merchant_id, hour_at)
);
call platform.fence('chain.spray_alarm', 'select, insert');
