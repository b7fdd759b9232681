-- A refund that a provider would not send: since when, and what it said last. It is asked again
-- until it succeeds, so the state stays as it is.
alter table payments.refund
  add column failed_at timestamptz,
  add column failure text not null default '';
