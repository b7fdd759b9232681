-- Who pays with which account of a provider, known by its blind index alone; and what was found
-- between buyer and sharer after the credit was frozen: its portions wait for a person.
create table payments.payer (
  merchant_id uuid not null,
  member_id uuid not null,
  payer_hash text not null,
  at timestamptz not null,
  primary key (merchant_id, member_id, payer_hash)
);
call platform.fence('payments.payer', 'select, insert');
create table attribution.review (
  merchant_id uuid not null,
  order_id uuid not null,
  member_id uuid not null, -- the sharer
  code text not null check (code in ('same_payer', 'same_address', 'same_phone')),
  at timestamptz not null,
  primary key (merchant_id, order_id, member_id, code)
);
call platform.fence('attribution.review', 'select, insert');
create index pending_review on ledger.pending (merchant_id, order_id)
  where suspended and resolved_at is null;
