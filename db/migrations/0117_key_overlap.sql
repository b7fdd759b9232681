-- A key is followed by a new one, and both open for some days.
alter table chain.api_key
  add column ends_at timestamptz,
  add column successor_id uuid;
alter table chain.api_key add constraint api_key_ends_with_successor
  check ((ends_at is null) = (successor_id is null));
create unique index api_key_successor on chain.api_key (merchant_id, successor_id)
  where successor_id is not null;
