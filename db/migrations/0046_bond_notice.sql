-- A guide is told that a customer's bond ends soon: once for each time that it was last renewed.
create table belonging.notice (
  merchant_id uuid not null,
  period_id uuid not null,
  renewed_at timestamptz not null, -- as it stood: renewed since, the notice has served its purpose
  at timestamptz not null,
  primary key (merchant_id, period_id, renewed_at),
  foreign key (merchant_id, period_id) references belonging.period
);
call platform.fence('belonging.notice', 'select, insert');
create index period_renewed on belonging.period (merchant_id, renewed_at)
  where kind = 'guide' and upper_inf(during);
-- The daily look rings by itself from the day of set-up on; whoever was set up before begins now.
do $$ declare one record; begin
  for one in select id, made_at from platform.merchant loop
    perform set_config('platform.merchant', one.id::text, true);
    insert into platform.timer (merchant_id, kind, ref, due_at)
    values (one.id, 'belonging.notice', 'daily', one.made_at);
  end loop;
  perform set_config('platform.merchant', '', true);
end $$;
