-- Bills of payment providers, day by day, and what does not agree with them.
-- One row a day and account: asked for until it is there, kept with the hash of its file.
create table payments.bill (
  merchant_id uuid not null,
  channel text not null,
  account text not null, -- ours at the provider, as the provider names it
  day date not null,
  state text not null check (state in ('waiting', 'importing', 'compared')),
  hash text, -- of the file, as the provider gave it and we found it
  tries integer not null default 0,
  failure text not null default '', -- why it is not there yet
  tried_at timestamptz,
  taken_until timestamptz, -- somebody is at it
  line_count integer not null default 0,
  paid_count integer not null default 0,
  paid_fen bigint not null default 0,
  refund_count integer not null default 0,
  refunded_fen bigint not null default 0,
  fee_fen bigint not null default 0, -- kept by the provider
  fee_back_fen bigint not null default 0, -- given back with refunds
  here_paid_fen bigint not null default 0, -- ours of these payments, and ours that it lacks
  here_refunded_fen bigint not null default 0,
  compared_at timestamptz,
  primary key (merchant_id, channel, account, day),
  constraint bill_has_its_file check (state = 'waiting' or hash is not null),
  check (paid_fen >= 0 and refunded_fen >= 0 and fee_fen >= 0 and fee_back_fen >= 0)
);
create table payments.bill_account ( -- from which day on we want bills, and what was agreed
  merchant_id uuid not null,
  channel text not null,
  account text not null,
  since date not null,
  fee_bps integer check (fee_bps between 0 and 10000), -- null: the bill's own rate is believed
  primary key (merchant_id, channel, account)
);
create table payments.bill_line (
  merchant_id uuid not null,
  channel text not null,
  account text not null,
  day date not null,
  no integer not null check (no > 0),
  kind text not null check (kind in ('payment', 'refund')),
  at timestamptz not null, -- by the provider's clock
  app text not null,
  provider_no text not null,
  out_trade_no text not null,
  refund_no text not null default '', -- our number of the refund
  amount_fen bigint not null check (amount_fen >= 0),
  fee_fen bigint not null, -- below nothing: given back
  rate_bps integer,
  currency text not null,
  state text not null check (state in ('done', 'under_way', 'failed')),
  primary key (merchant_id, channel, account, day, no),
  foreign key (merchant_id, channel, account, day) references payments.bill,
  check ((kind = 'refund') = (refund_no <> ''))
);
create index bill_line_payment on payments.bill_line (merchant_id, channel, provider_no)
  where kind = 'payment';
create index bill_line_refund on payments.bill_line (merchant_id, channel, refund_no)
  where kind = 'refund';
-- A break: one thing that does not agree. It is never deleted; it is resolved.
create table payments.bill_break (
  merchant_id uuid not null,
  id uuid not null,
  channel text not null,
  account text not null,
  day date not null,
  of text not null check (of in ('payment', 'refund')),
  subject text not null, -- the payment's number at the provider, our number of the refund
  kind text not null check (kind in ('missing_here', 'missing_there', 'amount_differs',
    'state_differs', 'fee_differs', 'duplicate', 'wrong_day')),
  reason text not null check (reason <> ''),
  out_trade_no text not null default '',
  order_id uuid,
  line_no integer,
  there_fen bigint,
  here_fen bigint,
  state text not null check (state in ('open', 'asked', 'resolved')),
  owner_id uuid not null, -- of staff
  found_at timestamptz not null,
  resolution text check (resolution in ('captured', 'sent_back', 'refund_confirmed', 'told_late',
    'other_bill', 'agrees_now', 'booked', 'explained')),
  resolved_by uuid, -- null: the house by itself
  resolved_at timestamptz,
  primary key (merchant_id, id),
  constraint break_once unique (merchant_id, channel, account, of, subject, kind),
  foreign key (merchant_id, channel, account, day) references payments.bill,
  constraint break_resolved_with_a_reason check ((state = 'resolved')
    = (resolution is not null and resolved_at is not null))
);
create index break_open on payments.bill_break (merchant_id, channel, account)
  where state <> 'resolved';
create index break_day on payments.bill_break (merchant_id, channel, account, day);
create table payments.break_event ( -- what people did about it, and said
  merchant_id uuid not null,
  id uuid not null,
  break_id uuid not null,
  verb text not null check (verb in ('found', 'assigned', 'commented', 'booking_asked',
    'booking_refused', 'resolved')),
  actor_id uuid, -- null: the house
  words text not null default '',
  facts jsonb not null default '{}',
  at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, break_id) references payments.bill_break
);
create index break_event_of on payments.break_event (merchant_id, break_id);
-- Money booked because of a break. Above a threshold one asks and another one books.
create table payments.break_booking (
  merchant_id uuid not null,
  break_id uuid not null,
  id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  gain boolean not null, -- true: head office has it; false: head office bears it
  as_fee boolean not null,
  words text not null check (words <> ''),
  asked_by uuid not null,
  asked_at timestamptz not null,
  needs_second boolean not null,
  booked_by uuid,
  booked_at timestamptz,
  refused_by uuid,
  refused_at timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, break_id) references payments.bill_break,
  constraint booked_by_a_second check (not needs_second or booked_by is distinct from asked_by),
  constraint booked_or_refused check (booked_at is null or refused_at is null),
  check ((booked_by is null) = (booked_at is null)),
  check ((refused_by is null) = (refused_at is null))
);
create unique index booking_of_a_break on payments.break_booking (merchant_id, break_id)
  where refused_at is null;

call platform.fence('payments.bill', 'select, insert, update');
call platform.fence('payments.bill_account', 'select, insert, update');
call platform.fence('payments.bill_line', 'select, insert, delete');
call platform.fence('payments.bill_break', 'select, insert, update');
call platform.fence('payments.break_event', 'select, insert');
call platform.fence('payments.break_booking', 'select, insert, update');

-- Written in the order of time, so this costs a payment next to nothing.
create index capture_at on payments.capture using brin (merchant_id, at);
create index refund_done on payments.refund (merchant_id, done_at) where state = 'succeeded';
-- Money under a wrong sum, which is sent back as it came.
alter table payments.capture drop constraint capture_use_check;
alter table payments.capture add constraint capture_use_check
  check (use in ('order', 'late', 'twice', 'mismatch', 'wrong'));
-- What the provider keeps, and what finance books because of a break: beside the words that stand.
do $$ declare known text; old text; begin
  select conname, substring(pg_get_constraintdef(oid) from '^CHECK \((.*)\)$') into old, known
  from pg_constraint where contypid = 'ledger.transfer_type'::regtype and contype = 'c';
  execute format('alter domain ledger.transfer_type drop constraint %I', old);
  execute format('alter domain ledger.transfer_type add constraint %I
    check (%s or value in (''provider_fee'', ''provider_fee_back'', ''adjustment''))', old, known);
end $$;
-- Each merchant is looked after every morning; whoever was set up before begins now.
do $$ declare one record; begin
  for one in select id, made_at from platform.merchant loop
    perform set_config('platform.merchant', one.id::text, true);
    insert into platform.timer (merchant_id, kind, ref, due_at)
    values (one.id, 'payments.bills', 'daily', one.made_at);
  end loop;
  perform set_config('platform.merchant', '', true);
end $$;
