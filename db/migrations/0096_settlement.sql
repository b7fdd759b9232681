-- Monthly statements as documents: frozen rows with a hash, confirmed or disputed by whom they are
-- about. And who pays for a promotion, and for goods that are not head office's: charges beside the
-- portions of an order.
create schema settlement;
grant usage on schema settlement to quandian_app;

-- Words are added to those that stand, whoever added before.
do $$
declare was record;
begin
  select conname, pg_get_constraintdef(oid) as said into strict was from pg_constraint
    where contypid = 'ledger.transfer_type'::regtype and contype = 'c';
  execute format('alter domain ledger.transfer_type drop constraint %I', was.conname);
  execute format('alter domain ledger.transfer_type add constraint %I %s', was.conname,
    replace(was.said, 'ARRAY[', 'ARRAY[''promotion''::text, ''promotion_back''::text,
      ''goods''::text, ''goods_back''::text, ''correction''::text, ''bank''::text, '));
end $$;

-- A statement reads what a receiver was ever given in a span. The old index knew only what waits,
-- and made every posting write it anew.
drop index ledger.pending_to;
create index pending_to on ledger.pending (merchant_id, to_account, at);

create table settlement.document (
  merchant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('dealer', 'outlet')),
  party_id uuid not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  opening_fen bigint not null,
  earned_fen bigint not null,
  charged_fen bigint not null,
  paid_fen bigint not null,
  pending_fen bigint not null,
  closing_fen bigint not null,
  lines integer not null,
  hash text not null, -- over the sums and every line
  policy_version integer not null,
  needs_second boolean not null,
  state text not null check (state in ('closed', 'disputed', 'answered', 'confirmed', 'approved')),
  closed_at timestamptz not null,
  state_at timestamptz not null,
  confirmed_by uuid,
  approved_by uuid,
  primary key (merchant_id, id),
  constraint document_once unique (merchant_id, kind, party_id, month),
  constraint document_adds_up
    check (opening_fen + earned_fen + charged_fen - paid_fen - pending_fen = closing_fen),
  constraint document_has_two check (approved_by is null or approved_by <> confirmed_by)
);
create index document_month on settlement.document (merchant_id, month, id);

create table settlement.line (
  merchant_id uuid not null,
  document_id uuid not null,
  no integer not null,
  order_id uuid,
  order_number text not null,
  placed_on date,
  role text not null, -- a portion's, or what a charge is for
  home_outlet text not null, -- who owned the customer, by name, as it was
  selling_outlet text not null,
  fulfilling_outlet text not null,
  discount_fen bigint not null,
  borne_by text not null, -- who paid for the discount, by share
  made_fen bigint not null,
  cut_fen bigint not null,
  former text, -- the month in which this order stood first
  primary key (merchant_id, document_id, no),
  foreign key (merchant_id, document_id) references settlement.document
);
create index line_order on settlement.line (merchant_id, order_id);

create table settlement.dispute (
  merchant_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  line_no integer, -- null: the whole of it
  reason text not null check (length(reason) between 1 and 500),
  asked_by uuid not null,
  asked_at timestamptz not null,
  state text not null check (state in ('open', 'kept', 'corrected')),
  answer text not null default '',
  correction_fen bigint not null default 0, -- above nothing: to whom the statement is about
  answered_by uuid,
  answered_at timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, document_id) references settlement.document,
  constraint dispute_corrects_something check ((state = 'corrected') = (correction_fen <> 0)),
  constraint dispute_not_ones_own check (answered_by is distinct from asked_by)
);
create index dispute_document on settlement.dispute (merchant_id, document_id);

create table settlement.step ( -- who did what to it, and when
  merchant_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  verb text not null
    check (verb in ('closed', 'disputed', 'kept', 'corrected', 'confirmed', 'approved', 'paid')),
  actor_id uuid, -- null: the house itself
  words text not null,
  at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, document_id) references settlement.document
);
create index step_document on settlement.step (merchant_id, document_id, at);

call platform.fence('settlement.document', 'select, insert');
grant update (state, state_at, confirmed_by, approved_by) on settlement.document to quandian_app;
call platform.fence('settlement.line', 'select, insert');
call platform.fence('settlement.dispute', 'select, insert');
grant update (state, answer, correction_fen, answered_by, answered_at)
  on settlement.dispute to quandian_app;
call platform.fence('settlement.step', 'select, insert');

-- Who bears a promotion: parts of ten thousand; the rest is head office's.
alter table pricing.promotion
  add column cost_dealer_bps integer not null default 0 check (cost_dealer_bps >= 0),
  add column cost_outlet_bps integer not null default 0 check (cost_outlet_bps >= 0),
  add constraint promotion_cost_is_whole check (cost_dealer_bps + cost_outlet_bps <= 10000);
update pricing.promotion set cost_dealer_bps = case cost_owner when 'dealer' then 10000 else 0 end,
  cost_outlet_bps = case cost_owner when 'outlet' then 10000 else 0 end
  where cost_owner <> 'hq';

-- What one pays another for a line beside its portions, frozen with it, due at settlement for the
-- pieces that were kept: a promotion's cost to head office, goods from their owner.
create table commission.charge (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  kind text not null check (kind in ('promotion', 'goods')),
  payer_kind text not null check (payer_kind in ('hq', 'dealer', 'outlet')),
  payer_id uuid not null,
  payee_kind text not null check (payee_kind in ('hq', 'dealer', 'outlet')),
  payee_id uuid not null,
  attempt integer not null, -- of the route whose outlet gives the goods; 0: whoever does
  amount_fen bigint not null check (amount_fen > 0),
  primary key (merchant_id, order_id, line_no, kind, payer_id, attempt),
  check (payer_id <> payee_id)
);
call platform.fence('commission.charge', 'select, insert');

do $$
declare one uuid;
begin
  for one in select id from platform.merchant loop
    perform set_config('platform.merchant', one::text, true);
    insert into platform.timer (merchant_id, kind, ref, due_at)
    values (one, 'settlement.close', 'monthly', now()) on conflict do nothing;
  end loop;
  perform set_config('platform.merchant', '', true);
end $$;
