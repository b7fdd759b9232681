-- A chain of hashes over the trail, written in blocks after commit, as over the ledger.
alter table platform.audit add column xid xid8 not null default pg_current_xact_id();
create index audit_xid on platform.audit (merchant_id, xid);
create table platform.audit_block (
  merchant_id uuid not null,
  no bigint not null,
  below_xid xid8 not null,
  lines integer not null,
  hash text not null,
  at timestamptz not null,
  primary key (merchant_id, no)
);
call platform.fence('platform.audit_block', 'select, insert');
