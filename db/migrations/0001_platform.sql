-- The machinery: whose rows these are, guards that raise, the outbox, timers, keys, the audit trail.
-- The application signs in as quandian_app: it owns no table and cannot pass row-level security.
do $$ begin
  if not exists (select from pg_roles where rolname = 'quandian_app') then
    create role quandian_app; -- where the owner may not, an administrator has done it before
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

create extension if not exists btree_gist; -- a trusted one: the database's owner may

create schema platform;
create schema chain;
create schema catalog;
create schema pricing;
create schema inventory;
create schema members;
create schema belonging;
create schema sharing;
create schema groups;
create schema attribution;
create schema orders;
create schema payments;
create schema fulfilment;
create schema commission;
create schema ledger;
create schema insight;
create schema imports;
create schema webhooks;

-- The end of every guarded write. It must raise: later statements of the pipeline are already sent.
-- The message is the code of the refusal, so one statement may carry more than one guard.
create function platform.must(kept boolean, code text) returns void language plpgsql as $$
begin
  if kept is not true then raise exception '%', code using errcode = 'QD001'; end if;
end $$;

-- Whose transaction this is. Unset, the cast fails or finds nothing: forgetting it shows no row.
create function platform.merchant() returns uuid stable language sql
  as $$ select nullif(current_setting('platform.merchant', true), '')::uuid $$;

-- Row-level security and grants of one business table. `rights` is what the application may do.
create procedure platform.fence(fenced regclass, rights text default 'select, insert, update, delete')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', fenced);
  execute format('alter table %s force row level security', fenced);
  execute format('create policy own_merchant on %s using (merchant_id = platform.merchant())
    with check (merchant_id = platform.merchant())', fenced);
  execute format('grant %s on %s to quandian_app', rights, fenced);
end $$;

-- Platform-level tables, by name, without merchant_id: merchant, host, clock, migration.
create table platform.merchant (
  id uuid primary key,
  name text not null,
  production boolean not null default false,
  demo_seed bigint,
  suspended_at timestamptz,
  made_at timestamptz not null
);
create table platform.host (
  host text primary key,
  merchant_id uuid not null references platform.merchant
);
grant select, insert, update on platform.merchant to quandian_app;
grant select, insert on platform.host to quandian_app;

-- One row a merchant: the numbers that key every cache. Read in the same round trip as what they key.
create table platform.version (
  merchant_id uuid primary key,
  chain bigint not null default 1,
  offer bigint not null default 1,
  pricing bigint not null default 1
) with (fillfactor = 50);
call platform.fence('platform.version');

-- Events of committed transactions, on their way to the relay.
create table platform.outbox (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  facts jsonb not null,
  at timestamptz not null,
  primary key (merchant_id, id)
);
alter table platform.outbox enable row level security;
alter table platform.outbox force row level security;
create policy own_merchant on platform.outbox for insert with check (merchant_id = platform.merchant());
create policy relay on platform.outbox for select using (true);
create policy lock on platform.outbox for update using (true) with check (false);
create policy relayed on platform.outbox for delete using (true);
grant select, insert, update, delete on platform.outbox to quandian_app;

-- Every event, in the order in which the relay took it: what webhooks and the event stream replay.
create table platform.event (
  merchant_id uuid not null,
  seq bigint generated always as identity,
  id uuid not null,
  name text not null,
  facts jsonb not null,
  at timestamptz not null,
  primary key (merchant_id, seq),
  unique (merchant_id, id)
);
alter table platform.event enable row level security;
alter table platform.event force row level security;
create policy own_merchant on platform.event using (merchant_id = platform.merchant());
create policy relay on platform.event for insert with check (true);
grant select, insert on platform.event to quandian_app;

-- What falls due. Taken by run-due under the server's clock; unique by (kind, ref).
create table platform.timer (
  merchant_id uuid not null,
  kind text not null,
  ref text not null,
  due_at timestamptz not null,
  primary key (merchant_id, kind, ref)
);
create index timer_due on platform.timer (merchant_id, due_at);
alter table platform.timer enable row level security;
alter table platform.timer force row level security;
create policy own_merchant on platform.timer using (merchant_id = platform.merchant())
  with check (merchant_id = platform.merchant());
create policy look on platform.timer for select using (true);
grant select, insert, update, delete on platform.timer to quandian_app;

-- Stored answers of posts that create nothing with the caller's id (reliability.md 1a).
create table platform.idempotency (
  merchant_id uuid not null,
  scope text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (merchant_id, scope, key)
);
call platform.fence('platform.idempotency', 'select, insert');

-- Who did what. Append-only; the chain of hashes is written in blocks after commit.
create table platform.audit (
  merchant_id uuid not null,
  id uuid not null,
  actor_kind text not null check (actor_kind in ('staff', 'member', 'key', 'system')),
  actor_id uuid,
  verb text not null,
  object_kind text not null,
  object_id text not null,
  facts jsonb not null default '{}',
  request_id text,
  at timestamptz not null,
  primary key (merchant_id, id)
);
create index audit_object on platform.audit (merchant_id, object_kind, object_id, at);
call platform.fence('platform.audit', 'select, insert');

-- Counters of a window: sign-in tries, codes sent, pick-up codes typed.
create table platform.quota (
  merchant_id uuid not null,
  scope text not null,
  window_at timestamptz not null,
  used integer not null check (used >= 0),
  primary key (merchant_id, scope, window_at)
);
call platform.fence('platform.quota');
