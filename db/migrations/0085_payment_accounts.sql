-- Accounts at payment providers: one a channel and node; keys are sealed, the newest speaks. A
-- payment remembers the account that it came through, so that its refund goes back the same way.
create table payments.account (
  merchant_id uuid not null,
  id uuid not null,
  node_id uuid not null,
  channel text not null check (channel in ('sandbox', 'wechat-pay', 'alipay', 'stripe')),
  mode text not null check (mode in ('direct', 'partner')),
  name text not null,
  settings jsonb not null default '{}', -- no secrets here
  version integer not null default 1,
  made_by uuid,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  disabled_at timestamptz,
  primary key (merchant_id, id)
);
create unique index account_one_awake on payments.account (merchant_id, node_id, channel)
  where disabled_at is null;
create table payments.account_key (
  merchant_id uuid not null,
  account_id uuid not null,
  no integer not null,
  facts jsonb not null default '{}',
  sealed text not null,
  tails jsonb not null default '{}',
  made_by uuid,
  made_at timestamptz not null,
  ends_at timestamptz, -- null: the newest
  primary key (merchant_id, account_id, no),
  foreign key (merchant_id, account_id) references payments.account
);
create unique index account_key_newest on payments.account_key (merchant_id, account_id)
  where ends_at is null;
call platform.fence('payments.account', 'select, insert, update');
call platform.fence('payments.account_key', 'select, insert, update');

alter table payments.intent add column account_id uuid; -- null: the platform's own
alter table payments.capture add column account_id uuid;
alter table payments.refund add column account_id uuid;
alter table payments.intent add constraint intent_account
  foreign key (merchant_id, account_id) references payments.account;
alter table payments.capture add constraint capture_account
  foreign key (merchant_id, account_id) references payments.account;
alter table payments.refund add constraint refund_account
  foreign key (merchant_id, account_id) references payments.account;
