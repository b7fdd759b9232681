-- Withdrawals as finance runs them: who is paid where, what is kept back, who let it go.
create schema payouts;
grant usage on schema payouts to quandian_app;

-- Kinds of policy are named in the code (POLICY_KINDS); here only their spelling is kept.
alter table chain.policy drop constraint policy_kind_check,
  add constraint policy_kind_check check (kind ~ '^[a-z_]{3,30}$');

-- Words are added to those that stand, whoever added before.
do $$
declare was record;
begin
  select conname, pg_get_constraintdef(oid) as said into strict was from pg_constraint
    where contypid = 'ledger.transfer_type'::regtype and contype = 'c';
  execute format('alter domain ledger.transfer_type drop constraint %I', was.conname);
  execute format('alter domain ledger.transfer_type add constraint %I %s', was.conname,
    replace(was.said, 'ARRAY[',
      'ARRAY[''fee''::text, ''fee_back''::text, ''withheld''::text, ''withheld_back''::text, '));
end $$;

alter table ledger.withdrawal
  add column fee_fen bigint not null default 0 check (fee_fen >= 0),
  add column taxable_fen bigint not null default 0 check (taxable_fen >= 0),
  add column withheld_fen bigint not null default 0 check (withheld_fen >= 0),
  add column tax_method text not null default 'agent'
    check (tax_method in ('labour', 'cumulative', 'agent')),
  add column method text not null default 'transfer' check (method in ('transfer', 'bank')),
  add column payee_id uuid,
  add column needs_second boolean not null default false,
  add column approved_by uuid,
  add column approved_at timestamptz,
  add column released_by uuid,
  add column released_at timestamptz,
  add column refused_by uuid,
  add column reason text not null default '',
  drop constraint withdrawal_state_check,
  add constraint withdrawal_state_check
    check (state in ('asked', 'approved', 'paid', 'failed', 'refused')),
  add constraint withdrawal_leaves_something check (fee_fen + withheld_fen < amount_fen),
  -- Two people above the threshold, and nobody lets her own money go.
  add constraint withdrawal_has_two check (released_by is null or not needs_second
    or (approved_by is not null and approved_by <> released_by)),
  add constraint withdrawal_not_ones_own check (
    account is distinct from 'due:staff:' || approved_by
    and account is distinct from 'due:staff:' || released_by);
update ledger.withdrawal w set released_at = p.resolved_at from ledger.pending p
  where p.merchant_id = w.merchant_id and p.type = 'withdraw' and p.source = w.id::text
    and p.resolved_at is not null;
create index withdrawal_of on ledger.withdrawal (merchant_id, account, asked_at);
create index withdrawal_released on ledger.withdrawal (merchant_id, released_at);

create table payouts.payee ( -- where a person's money goes; the former ones stay, ended
  merchant_id uuid not null,
  id uuid not null,
  party_kind text not null check (party_kind in ('staff', 'member')),
  party_id uuid not null,
  kind text not null check (kind in ('wechat', 'bank')),
  name_enc text not null,
  name_masked text not null,
  id_no_enc text not null,
  id_no_masked text not null,
  id_no_hash text not null,
  account_enc text not null, -- openid or card number
  account_masked text not null,
  account_hash text not null, -- two people with one account are shown to finance
  bank_name text not null default '',
  is_change boolean not null, -- not the first one: cools down
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (merchant_id, id)
);
create unique index payee_one on payouts.payee (merchant_id, party_kind, party_id)
  where ended_at is null;
create index payee_account on payouts.payee (merchant_id, account_hash);

create table payouts.allowance ( -- what one person has asked for in a day or a month
  merchant_id uuid not null,
  account text not null,
  span text not null, -- 2026-03-14, 2026-03
  times integer not null check (times >= 0),
  amount_fen bigint not null check (amount_fen >= 0),
  primary key (merchant_id, account, span)
) with (fillfactor = 80);

create table payouts.batch ( -- a file for the bank
  merchant_id uuid not null,
  id uuid not null,
  lines integer not null check (lines > 0),
  amount_fen bigint not null check (amount_fen > 0),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (merchant_id, id)
);
create table payouts.batch_line ( -- a withdrawal stands in one file, once and for ever
  merchant_id uuid not null,
  withdrawal_id uuid not null,
  batch_id uuid not null,
  no integer not null,
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('exported', 'paid', 'failed')),
  reason text not null default '',
  done_at timestamptz,
  primary key (merchant_id, withdrawal_id),
  unique (merchant_id, batch_id, no),
  foreign key (merchant_id, batch_id) references payouts.batch
);

call platform.fence('payouts.payee', 'select, insert, update');
call platform.fence('payouts.allowance', 'select, insert, update');
call platform.fence('payouts.batch', 'select, insert');
call platform.fence('payouts.batch_line', 'select, insert, update');
