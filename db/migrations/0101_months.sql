-- A guide's month: which lines count, what a tier adds, how much a person may have of it.
-- New words of the ledger join those that stand, whoever added some before.
do $$ declare stood text; old record; begin
  select string_agg(quote_literal(word), ', ' order by word) into stood from (
    select distinct m[1] as word from pg_constraint c,
      regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') m
    where c.contypid = 'ledger.transfer_type'::regtype and c.contype = 'c'
    union select unnest(array['tier', 'tier_back', 'prize', 'penalty'])) words;
  for old in select conname from pg_constraint
    where contypid = 'ledger.transfer_type'::regtype and contype = 'c' loop
    execute format('alter domain ledger.transfer_type drop constraint %I', old.conname);
  end loop;
  execute format('alter domain ledger.transfer_type add constraint transfer_type_words
    check (value in (%s))', stood);
end $$;

create table commission.sale_line ( -- of settled orders that a guide served
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  staff_id uuid not null,
  month date not null check (extract(day from month) = 1), -- in which it was settled
  product_role text not null,
  primary key (merchant_id, order_id, line_no),
  foreign key (merchant_id, order_id, line_no) references commission.portion
);
create index sale_line_month on commission.sale_line (merchant_id, month, staff_id);
create table commission.tier_close ( -- each word on a month; a later one corrects by what differs
  merchant_id uuid not null,
  month date not null check (extract(day from month) = 1),
  staff_id uuid not null,
  no integer not null check (no > 0),
  tier_id text not null,
  policy_version integer not null,
  sales_fen bigint not null,
  worth_fen platform.amount_fen not null, -- what the tier gives of these sales, caps kept
  booked_fen bigint not null, -- this word's own difference; below nothing it was taken back
  closed_at timestamptz not null,
  primary key (merchant_id, month, staff_id, no)
);
create table commission.month_room ( -- what caps leave in a month: of all, or of one account
  merchant_id uuid not null,
  month date not null,
  party text not null,
  cap_fen platform.amount_fen not null,
  taken_fen platform.amount_fen not null default 0,
  primary key (merchant_id, month, party),
  constraint month_within_cap check (taken_fen <= cap_fen)
) with (fillfactor = 50);
call platform.fence('commission.sale_line', 'select, insert');
call platform.fence('commission.tier_close', 'select, insert');
call platform.fence('commission.month_room', 'select, insert, update');

do $$ declare one record; begin
  for one in select id from platform.merchant loop
    perform set_config('platform.merchant', one.id::text, true);
    insert into commission.sale_line
      select o.merchant_id, o.id, l.no, c.service_guide_id,
        date_trunc('month', o.settled_at at time zone 'Asia/Shanghai')::date,
        coalesce(l.product_role, '')
      from orders."order" o
      join attribution.credit c on c.merchant_id = o.merchant_id and c.order_id = o.id
      join orders.line l on l.merchant_id = o.merchant_id and l.order_id = o.id
      where o.merchant_id = one.id and o.state = 'settled' and l.no > 0
        and c.service_guide_id is not null;
  end loop;
  perform set_config('platform.merchant', '', true);
end $$;
