-- Head office lets one price of one scope lie outside the band for some days: asked with a reason,
-- granted or refused by a person, ended by the clock.
alter table catalog.offer add column exception_fen bigint check (exception_fen > 0);
create table catalog.exception (
  merchant_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  sku_id uuid not null,
  price_fen bigint not null check (price_fen > 0),
  days integer not null check (days between 1 and 90),
  why text not null,
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused', 'ended')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  words text not null default '',
  until timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, sku_id) references catalog.sku,
  check ((state in ('granted', 'ended')) = (until is not null))
);
create unique index exception_asked_once on catalog.exception (merchant_id, scope_id, sku_id)
  where state in ('asked', 'granted');
create index exception_by_time on catalog.exception (merchant_id, id) where state = 'asked';
call platform.fence('catalog.exception', 'select, insert, update');
