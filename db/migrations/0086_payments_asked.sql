-- Lost notices: how often a provider was asked of an open payment, and since when nothing can be
-- paid by a number any more, because the provider has closed it.
alter table payments.intent
  add column asks integer not null default 0,
  add column asked_at timestamptz,
  add column closed_at timestamptz;
