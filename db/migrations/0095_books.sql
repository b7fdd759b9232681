-- Books: what a shared account moved on each business day, so that any past day is a short sum; and
-- what the nightly check of chain and totals found. The first roll-up after this one starts anew.
create table ledger.day_sum (
  merchant_id uuid not null,
  account text not null,
  day date not null, -- in Shanghai
  in_fen bigint not null check (in_fen >= 0),
  out_fen bigint not null check (out_fen >= 0),
  primary key (merchant_id, account, day)
);
truncate ledger.rollup, ledger.rollup_cursor;

create table ledger.checkup (
  merchant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  block_no bigint not null, -- the last one then, and its hash: no block before it may be made anew
  block_hash text not null,
  transfers bigint not null, -- under the chain
  broken bigint[] not null, -- blocks whose transfers are not what was sealed
  drift jsonb not null, -- totals that are not the sum of their transfers
  primary key (merchant_id, id)
);
call platform.fence('ledger.day_sum', 'select, insert, update');
call platform.fence('ledger.checkup', 'select, insert');

-- Chains that stand already are checked with the next hour that the server runs.
do $$
declare one uuid;
begin
  for one in select id from platform.merchant loop
    perform set_config('platform.merchant', one::text, true);
    insert into platform.timer (merchant_id, kind, ref, due_at)
    values (one, 'ledger.check', 'nightly', now()) on conflict do nothing;
  end loop;
  perform set_config('platform.merchant', '', true);
end $$;
