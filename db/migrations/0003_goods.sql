-- Goods, prices, stock.
create table catalog.category ( -- by scene: tomorrow's breakfast, dinner after work…
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  name_en text not null,
  picture text not null default '', -- product whose picture stands for it
  position integer not null default 0,
  primary key (merchant_id, id)
);
create table catalog.product (
  merchant_id uuid not null,
  id uuid not null,
  title text not null,
  title_en text not null default '',
  category_id uuid not null,
  role text not null check (role in ('traffic', 'everyday', 'benefit', 'spread', 'profit')),
  origin text not null default '',
  story text not null default '', -- one sentence a guide may say
  shelf text not null default '', -- where a picker finds it
  search tsvector not null default '', -- character bigrams, pinyin, initials
  search_text text not null default '', -- folded title + pinyin + initials for one-character queries
  external_id text, -- the chain's own number, for imports
  made_at timestamptz not null,
  retired_at timestamptz,
  primary key (merchant_id, id),
  unique (merchant_id, external_id),
  foreign key (merchant_id, category_id) references catalog.category
);
create table catalog.sku (
  merchant_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  spec text not null, -- 300 g, 950 ml…
  spec_en text not null default '',
  barcode text not null, -- EAN-13, or an in-store code
  weight_g integer not null default 0,
  position integer not null default 0,
  supply_price_fen bigint check (supply_price_fen >= 0), -- frozen supply price of a dealer's own stock
  cost_fen bigint not null default 0 check (cost_fen >= 0),
  primary key (merchant_id, id),
  unique (merchant_id, barcode),
  foreign key (merchant_id, product_id) references catalog.product
);
create index sku_product on catalog.sku (merchant_id, product_id);

-- Sparse override. scope_id = hq node, dealer node, community profile or outlet. Resolved on read.
create table catalog.offer (
  merchant_id uuid not null,
  scope_id uuid not null,
  sku_id uuid not null,
  listed boolean,
  withdrawn boolean not null default false,
  price_fen bigint check (price_fen > 0),
  band_min_fen bigint check (band_min_fen > 0),
  band_max_fen bigint,
  role text check (role in ('traffic', 'everyday', 'benefit', 'spread', 'profit')),
  own_price_fen bigint check (own_price_fen > 0), -- guide's own price 自购价
  wholesale jsonb not null default '[]', -- [{from, priceFen}]
  actor_id uuid,
  why text not null default '',
  at timestamptz not null,
  primary key (merchant_id, scope_id, sku_id),
  foreign key (merchant_id, sku_id) references catalog.sku,
  check (band_max_fen is null or band_min_fen is null or band_max_fen >= band_min_fen)
);
create table catalog.offer_history (
  merchant_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  sku_id uuid not null,
  before jsonb,
  after jsonb,
  actor_id uuid,
  why text not null default '',
  at timestamptz not null,
  primary key (merchant_id, id)
);
create table catalog.price_day ( -- lowest effective price of a day, for the 7-day struck price
  merchant_id uuid not null,
  outlet_id uuid not null,
  sku_id uuid not null,
  on_date date not null,
  lowest_fen bigint not null check (lowest_fen > 0),
  primary key (merchant_id, outlet_id, sku_id, on_date)
);
create table catalog.home_page ( -- blocks of the shop's first page, nearest scope wins
  merchant_id uuid not null,
  scope_id uuid not null,
  blocks jsonb not null,
  actor_id uuid,
  at timestamptz not null,
  primary key (merchant_id, scope_id)
);
create table catalog.pick ( -- a guide's own picks, one sentence each
  merchant_id uuid not null,
  staff_id uuid not null,
  product_id uuid not null,
  words text not null default '',
  position integer not null default 0,
  at timestamptz not null,
  primary key (merchant_id, staff_id, product_id),
  foreign key (merchant_id, staff_id) references chain.staff,
  foreign key (merchant_id, product_id) references catalog.product
);

create table pricing.promotion ( -- spend-and-save 满减
  merchant_id uuid not null,
  id uuid not null,
  node_id uuid not null, -- outlet, dealer or hq: holds for all below
  name text not null,
  threshold_fen bigint not null check (threshold_fen > 0),
  off_fen bigint not null check (off_fen > 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  cost_owner text not null default 'hq' check (cost_owner in ('hq', 'dealer', 'outlet')),
  made_by uuid,
  made_at timestamptz not null,
  stopped_at timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, node_id) references chain.node,
  check (off_fen < threshold_fen),
  check (ends_at > starts_at)
);

-- Hot rows change in place: room on the page and no index on what changes.
create table inventory.stock (
  merchant_id uuid not null,
  outlet_id uuid not null,
  sku_id uuid not null,
  on_hand integer not null,
  held integer not null default 0,
  low_at integer not null default 0, -- warn at or below
  primary key (merchant_id, outlet_id, sku_id),
  foreign key (merchant_id, outlet_id) references chain.outlet,
  foreign key (merchant_id, sku_id) references catalog.sku,
  constraint stock_never_oversold check (held >= 0 and held <= on_hand)
) with (fillfactor = 50);
create index stock_by_sku on inventory.stock (merchant_id, sku_id, outlet_id);

create table inventory.hold (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  outlet_id uuid not null,
  attempt integer not null default 1,
  sku_id uuid not null,
  quantity integer not null check (quantity > 0),
  consumed integer not null default 0 check (consumed >= 0),
  released integer not null default 0 check (released >= 0),
  at timestamptz not null,
  primary key (merchant_id, order_id, line_no, outlet_id, attempt),
  constraint hold_resolved_once check (consumed + released <= quantity)
) with (fillfactor = 80);

create table inventory.movement ( -- every change of on_hand that is no sale in flight
  merchant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  sku_id uuid not null,
  kind text not null check (kind in ('receive', 'count', 'adjust', 'transfer_out', 'transfer_in',
    'short', 'handover', 'return', 'opening')),
  delta integer not null,
  reason text not null default '',
  ref text not null default '',
  unit_cost_fen bigint check (unit_cost_fen >= 0),
  actor_id uuid,
  at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, outlet_id, sku_id) references inventory.stock
);
create index movement_outlet on inventory.movement (merchant_id, outlet_id, at);
create table inventory.transfer ( -- stock between outlets: sent, then received
  merchant_id uuid not null,
  id uuid not null,
  from_outlet_id uuid not null,
  to_outlet_id uuid not null,
  lines jsonb not null, -- [{sku, quantity, received}]
  state text not null check (state in ('sent', 'received', 'cancelled')),
  sent_by uuid not null,
  sent_at timestamptz not null,
  received_by uuid,
  received_at timestamptz,
  primary key (merchant_id, id),
  check (from_outlet_id <> to_outlet_id)
);

call platform.fence('catalog.category');
call platform.fence('catalog.product');
call platform.fence('catalog.sku');
call platform.fence('catalog.offer');
call platform.fence('catalog.offer_history', 'select, insert');
call platform.fence('catalog.price_day');
call platform.fence('catalog.home_page');
call platform.fence('catalog.pick');
call platform.fence('pricing.promotion');
call platform.fence('inventory.stock');
call platform.fence('inventory.hold');
call platform.fence('inventory.movement', 'select, insert');
call platform.fence('inventory.transfer');
