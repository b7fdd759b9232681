-- What members keep with us: stored value (principal and bonus) and points, on the same ledger.
-- Accounts: stored:principal:<member>, stored:bonus:<member> in fen; points:member:<member>,
-- debt:points:<member>, points:house in points. A transfer never leaves its currency.
create schema wallet;
grant usage on schema wallet to quandian_app;

do $$
declare was record;
begin
  select conname, pg_get_constraintdef(oid) as said into strict was from pg_constraint
    where contypid = 'ledger.transfer_type'::regtype and contype = 'c';
  execute format('alter domain ledger.transfer_type drop constraint %I', was.conname);
  execute format('alter domain ledger.transfer_type add constraint %I %s', was.conname,
    replace(was.said, 'ARRAY[', 'ARRAY[''bonus''::text, ''bonus_ended''::text, '
      || '''tender''::text, ''tender_back''::text, ''principal_out''::text, '
      || '''points_earned''::text, ''points_taken''::text, '
      || '''points_owed''::text, ''points_paid''::text, ''points_spent''::text, '
      || '''points_back''::text, ''points_ended''::text, '));
  select conname, pg_get_constraintdef(oid) as said into strict was from pg_constraint
    where contypid = 'ledger.pending_type'::regtype and contype = 'c';
  execute format('alter domain ledger.pending_type drop constraint %I', was.conname);
  execute format('alter domain ledger.pending_type add constraint %I %s', was.conname,
    replace(was.said, 'ARRAY[', 'ARRAY[''tender''::text, '));
end $$;

alter table ledger.transfer drop constraint transfer_check,
  add constraint transfer_keeps_its_currency check (from_account <> to_account
    and (from_account ~ '^(debt:)?points:') = (to_account ~ '^(debt:)?points:'));

-- Paid out of the wallet, in fen: what the cashier still asks is payable − tender.
alter table orders."order" add column tender_fen platform.amount_fen not null default 0;

create table wallet.plan ( -- pay so much, get so much on top
  merchant_id uuid not null,
  id uuid not null,
  pay_fen bigint not null check (pay_fen > 0),
  bonus_fen bigint not null check (bonus_fen >= 0),
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (merchant_id, id)
);
create table wallet.holder ( -- a named card: whose it is
  merchant_id uuid not null,
  member_id uuid not null,
  name_enc text not null,
  name_masked text not null,
  made_at timestamptz not null,
  primary key (merchant_id, member_id)
);
create table wallet.top_up (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  plan_id uuid,
  principal_fen bigint not null check (principal_fen > 0),
  bonus_fen bigint not null check (bonus_fen >= 0),
  terms_version text not null, -- which text of the terms she agreed to
  state text not null check (state in ('unpaid', 'paid', 'shut')),
  policy_version integer not null,
  made_at timestamptz not null,
  paid_at timestamptz,
  channel text,
  account_id uuid, -- of the merchant's own at that channel
  provider_no text,
  refunded_fen bigint not null default 0 check (refunded_fen between 0 and principal_fen),
  primary key (merchant_id, id)
);
create unique index top_up_one_open on wallet.top_up (merchant_id, member_id)
  where state = 'unpaid';
create index top_up_member on wallet.top_up (merchant_id, member_id, made_at);

create table wallet.bucket ( -- first in, first out; principal never expires
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('principal', 'bonus', 'points')),
  source text not null,
  amount bigint not null check (amount > 0),
  rest bigint not null,
  expires_at timestamptz,
  at timestamptz not null,
  primary key (merchant_id, id),
  constraint bucket_never_below_nothing check (rest between 0 and amount),
  check (kind <> 'principal' or expires_at is null)
) with (fillfactor = 80);
create index bucket_member on wallet.bucket (merchant_id, member_id, kind) where rest > 0;
create index bucket_ends on wallet.bucket (merchant_id, expires_at) where rest > 0;

create table wallet.tender ( -- what one order is paid with besides a channel; frozen
  merchant_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  principal_fen bigint not null check (principal_fen >= 0),
  bonus_fen bigint not null check (bonus_fen >= 0),
  points bigint not null check (points >= 0),
  points_fen bigint not null check (points_fen >= 0),
  state text not null check (state in ('held', 'used', 'freed')),
  policy_version integer not null,
  made_at timestamptz not null,
  done_at timestamptz,
  primary key (merchant_id, order_id),
  check (principal_fen + bonus_fen + points_fen > 0)
);
create table wallet.take ( -- which buckets a tender took, and what went back into them
  merchant_id uuid not null,
  order_id uuid not null,
  bucket_id uuid not null,
  amount bigint not null check (amount > 0),
  given_back bigint not null default 0,
  primary key (merchant_id, order_id, bucket_id),
  foreign key (merchant_id, order_id) references wallet.tender,
  foreign key (merchant_id, bucket_id) references wallet.bucket,
  constraint take_gives_back_what_it_took check (given_back between 0 and amount)
);
create table wallet.tender_back ( -- of one refund
  merchant_id uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  principal_fen bigint not null check (principal_fen >= 0),
  bonus_fen bigint not null check (bonus_fen >= 0),
  points bigint not null check (points >= 0),
  points_fen bigint not null check (points_fen >= 0),
  at timestamptz not null,
  primary key (merchant_id, refund_id),
  foreign key (merchant_id, order_id) references wallet.tender
);
create index tender_back_order on wallet.tender_back (merchant_id, order_id);

create table wallet.cash_ask ( -- a member wants her principal back in money
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  reason text not null,
  asked_by uuid, -- staff who entered it; null: she herself
  state text not null check (state in ('asked', 'done', 'refused')),
  decided_by uuid,
  answer text not null default '',
  bonus_lost_fen bigint not null default 0 check (bonus_lost_fen >= 0),
  made_at timestamptz not null,
  done_at timestamptz,
  primary key (merchant_id, id),
  constraint cash_ask_second_person check (decided_by is distinct from asked_by
    or decided_by is null)
);
create unique index cash_ask_one_open on wallet.cash_ask (merchant_id, member_id)
  where state = 'asked';

create table wallet.earning ( -- points of one order, by the rule of its day
  merchant_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  rule jsonb not null, -- as it stood when the goods were received
  points bigint not null check (points >= 0), -- what the order is worth now
  posted bigint not null default 0 check (posted >= 0), -- of it booked
  state text not null check (state in ('pending', 'settled')),
  seq integer not null default 0,
  at timestamptz not null,
  primary key (merchant_id, order_id)
);
create index earning_member on wallet.earning (merchant_id, member_id);

call platform.fence('wallet.plan', 'select, insert, update');
call platform.fence('wallet.holder', 'select, insert, update');
call platform.fence('wallet.top_up', 'select, insert, update');
call platform.fence('wallet.bucket', 'select, insert, update');
call platform.fence('wallet.tender', 'select, insert, update');
call platform.fence('wallet.take', 'select, insert, update');
call platform.fence('wallet.tender_back', 'select, insert');
call platform.fence('wallet.cash_ask', 'select, insert, update');
call platform.fence('wallet.earning', 'select, insert, update');
