-- Evidence: pictures that members took of goods. The files stand in the data folder under random
-- names, drawn anew so that nothing travels in them; the row says who may see them and how long.
create table orders.case_photo (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  case_id uuid, -- null: taken, not yet sent with a case
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  at timestamptz not null,
  forget_at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, order_id) references orders."order",
  foreign key (merchant_id, case_id) references orders.aftersales
);
create index case_photo_order on orders.case_photo (merchant_id, order_id);
create index case_photo_forget on orders.case_photo (merchant_id, forget_at);
call platform.fence('orders.case_photo');

-- Price protection: one price is made good once.
create table orders.price_claim (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  price_fen bigint not null check (price_fen > 0), -- to which it fell
  case_id uuid not null,
  at timestamptz not null,
  primary key (merchant_id, order_id, line_no, price_fen),
  foreign key (merchant_id, case_id) references orders.aftersales
);
call platform.fence('orders.price_claim', 'select, insert');

-- Exchange: the order by which she gets the other piece. It may cost nothing.
alter table orders."order"
  add column replaces uuid, -- the case
  alter column payable_fen type platform.amount_fen,
  add constraint free_only_in_exchange check (payable_fen > 0 or replaces is not null);
create unique index order_replaces on orders."order" (merchant_id, replaces)
  where replaces is not null and state <> 'cancelled';

update chain.policy set body = '{"photoDays": 180, "priceExceptions": false}'::jsonb || body
  where kind = 'aftersales';
update chain.policy_draft set body = '{"photoDays": 180, "priceExceptions": false}'::jsonb || body
  where kind = 'aftersales';
