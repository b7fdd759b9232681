-- Written from the catalogue by `npm run schema`; a test fails when it is stale. Read it, never
-- run it: the migrations make the schema.


CREATE OR REPLACE PROCEDURE platform.fence(IN fenced regclass, IN rights text DEFAULT 'select, insert, update, delete'::text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', fenced);
  execute format('alter table %s force row level security', fenced);
  execute format('create policy own_merchant on %s using (merchant_id = platform.merchant())
    with check (merchant_id = platform.merchant())', fenced);
  execute format('grant %s on %s to quandian_app', rights, fenced);
end $procedure$
;

CREATE OR REPLACE FUNCTION platform.merchant()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('platform.merchant', true), '')::uuid $function$
;

CREATE OR REPLACE FUNCTION platform.must(kept boolean, code text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if kept is not true then raise exception '%', code using errcode = 'QD001'; end if;
end $function$
;

CREATE OR REPLACE FUNCTION platform.only_less()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not (new.facts <@ old.facts) then
    raise exception 'facts of what happened may become fewer, never other ones';
  end if;
  return new;
end $function$
;

create domain attribution.guide_from as text CHECK ((VALUE = ANY (ARRAY['link'::text, 'home'::text, 'none'::text])));
create domain attribution.sale_kind as text CHECK ((VALUE = ANY (ARRAY['share'::text, 'guide'::text, 'member'::text, 'other'::text])));
create domain chain.guide_level as text CHECK ((VALUE = ANY (ARRAY['trainee'::text, 'regular'::text, 'senior'::text, 'lead'::text, 'store_manager'::text])));
create domain fulfilment.outcome as text CHECK ((VALUE = ANY (ARRAY['allocated'::text, 'split'::text, 'parked'::text, 'refunded'::text])));
create domain fulfilment.parcel_state as text CHECK ((VALUE = ANY (ARRAY['waiting'::text, 'paid'::text, 'picking'::text, 'ready'::text, 'on_the_way'::text, 'received'::text, 'gone'::text])));
create domain incentives.measure as text CHECK ((VALUE = ANY (ARRAY['sales'::text, 'share_sales'::text, 'new_members'::text, 'orders'::text])));
create domain ledger.pending_type as text CHECK ((VALUE = ANY (ARRAY['tender'::text, 'portion'::text, 'refund'::text, 'withdraw'::text])));
create domain ledger.transfer_type as text CHECK ((VALUE = ANY (ARRAY['bonus'::text, 'bonus_ended'::text, 'tender'::text, 'tender_back'::text, 'principal_out'::text, 'points_earned'::text, 'points_taken'::text, 'points_owed'::text, 'points_paid'::text, 'points_spent'::text, 'points_back'::text, 'points_ended'::text, 'fee'::text, 'fee_back'::text, 'withheld'::text, 'withheld_back'::text, 'adjustment'::text, 'bank'::text, 'capture'::text, 'claw_back'::text, 'correction'::text, 'debt'::text, 'debt_paid'::text, 'goods'::text, 'goods_back'::text, 'merge'::text, 'payout'::text, 'payout_back'::text, 'penalty'::text, 'post'::text, 'prize'::text, 'promotion'::text, 'promotion_back'::text, 'provider_back'::text, 'provider_fee'::text, 'provider_fee_back'::text, 'refund'::text, 'tier'::text, 'tier_back'::text, 'withdraw'::text])));
create domain orders.order_state as text CHECK ((VALUE = ANY (ARRAY['unpaid'::text, 'paid'::text, 'picking'::text, 'ready'::text, 'on_the_way'::text, 'received'::text, 'settled'::text, 'cancelled'::text])));
create domain orders.way as text CHECK ((VALUE = ANY (ARRAY['pickup'::text, 'delivery'::text])));
create domain platform.amount_fen as bigint CHECK ((VALUE >= 0));
create domain platform.pieces as integer CHECK ((VALUE >= 0));
create domain platform.some_fen as bigint CHECK ((VALUE > 0));
create domain platform.traffic as text CHECK ((VALUE = ANY (ARRAY['onsite'::text, 'private'::text, 'public'::text, 'wide'::text])));
create domain sharing.entry as text CHECK ((VALUE = ANY (ARRAY['link'::text, 'scan'::text, 'direct'::text, 'search'::text, 'map'::text, 'advert'::text])));

create table attribution.credit (
  merchant_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  selling_outlet_id uuid not null,
  home_outlet_id uuid,
  dealer_id uuid,
  service_guide_id uuid,
  service_guide_from attribution.guide_from not null,
  link_guide_id uuid,
  home_guide_id uuid,
  sharer_1_id uuid,
  sharer_2_id uuid,
  group_id uuid,
  link_code text,
  visit_id uuid,
  visit_at timestamp with time zone,
  root_code text,
  depth integer,
  domain platform.traffic not null,
  sale_kind attribution.sale_kind not null,
  rule_version text not null,
  credit_policy integer not null,
  belonging_policy integer not null,
  suspended boolean default false not null,
  reasons jsonb not null,
  at timestamp with time zone not null,
  constraint credit_pkey PRIMARY KEY (merchant_id, order_id)
);
CREATE INDEX credit_guide ON attribution.credit USING btree (merchant_id, service_guide_id, at) WHERE (service_guide_id IS NOT NULL);
CREATE INDEX credit_link ON attribution.credit USING btree (merchant_id, link_code) WHERE (link_code IS NOT NULL);
CREATE INDEX credit_sharer ON attribution.credit USING btree (merchant_id, sharer_1_id, at) WHERE (sharer_1_id IS NOT NULL);
CREATE INDEX credit_visit ON attribution.credit USING btree (merchant_id, root_code) WHERE (root_code IS NOT NULL);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table attribution.review (
  merchant_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  code text not null,
  at timestamp with time zone not null,
  constraint review_pkey PRIMARY KEY (merchant_id, order_id, member_id, code),
  constraint review_code_check CHECK ((code = ANY (ARRAY['same_payer'::text, 'same_address'::text, 'same_phone'::text])))
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table belonging.event (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  verb text not null,
  from_owner_id uuid,
  to_owner_id uuid,
  source text not null,
  actor_id uuid,
  policy_version integer not null,
  reason text not null,
  at timestamp with time zone not null,
  constraint event_pkey PRIMARY KEY (merchant_id, id),
  constraint event_kind_check CHECK ((kind = ANY (ARRAY['outlet'::text, 'guide'::text]))),
  constraint event_verb_check CHECK ((verb = ANY (ARRAY['bind'::text, 'protect'::text, 'expire'::text, 'snatch'::text, 'transfer'::text, 'inherit'::text, 'merge'::text, 'unbind'::text])))
);
CREATE INDEX event_member ON belonging.event USING btree (merchant_id, member_id, at);
-- row security: enabled, forced; quandian_app: select, insert
-- policy only_emptied for update using (true) with check ((reason = ''::text))
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table belonging.notice (
  merchant_id uuid not null,
  period_id uuid not null,
  renewed_at timestamp with time zone not null,
  at timestamp with time zone not null,
  constraint notice_pkey PRIMARY KEY (merchant_id, period_id, renewed_at),
  constraint notice_merchant_id_period_id_fkey FOREIGN KEY (merchant_id, period_id) REFERENCES belonging.period(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table belonging.period (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  owner_id uuid not null,
  during tstzrange not null,
  bound_at timestamp with time zone not null,
  protected_until timestamp with time zone,
  renewed_at timestamp with time zone not null,
  opened_by uuid not null,
  closed_by uuid,
  constraint period_pkey PRIMARY KEY (merchant_id, id),
  constraint period_one_owner_at_a_time EXCLUDE USING gist (merchant_id WITH =, member_id WITH =, kind WITH =, during WITH &&),
  constraint period_kind_check CHECK ((kind = ANY (ARRAY['outlet'::text, 'guide'::text]))),
  constraint period_merchant_id_closed_by_fkey FOREIGN KEY (merchant_id, closed_by) REFERENCES belonging.event(merchant_id, id),
  constraint period_merchant_id_opened_by_fkey FOREIGN KEY (merchant_id, opened_by) REFERENCES belonging.event(merchant_id, id)
);
CREATE INDEX period_open ON belonging.period USING btree (merchant_id, member_id, kind) WHERE upper_inf(during);
CREATE INDEX period_owner ON belonging.period USING btree (merchant_id, owner_id, kind) WHERE upper_inf(during);
CREATE INDEX period_renewed ON belonging.period USING btree (merchant_id, renewed_at) WHERE ((kind = 'guide'::text) AND upper_inf(during));
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table catalog.category (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  name_en text not null,
  picture text default ''::text not null,
  "position" integer default 0 not null,
  constraint category_pkey PRIMARY KEY (merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table catalog.exception (
  merchant_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  sku_id uuid not null,
  price_fen bigint not null,
  days integer not null,
  why text not null,
  state text default 'asked'::text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  words text default ''::text not null,
  until timestamp with time zone,
  constraint exception_pkey PRIMARY KEY (merchant_id, id),
  constraint exception_check CHECK (((state = ANY (ARRAY['granted'::text, 'ended'::text])) = (until IS NOT NULL))),
  constraint exception_days_check CHECK (((days >= 1) AND (days <= 90))),
  constraint exception_price_fen_check CHECK ((price_fen > 0)),
  constraint exception_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'ended'::text]))),
  constraint exception_merchant_id_sku_id_fkey FOREIGN KEY (merchant_id, sku_id) REFERENCES catalog.sku(merchant_id, id)
);
CREATE INDEX exception_by_time ON catalog.exception USING btree (merchant_id, id) WHERE (state = 'asked'::text);
CREATE UNIQUE INDEX exception_asked_once ON catalog.exception USING btree (merchant_id, scope_id, sku_id) WHERE (state = ANY (ARRAY['asked'::text, 'granted'::text]));
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table catalog.home_page (
  merchant_id uuid not null,
  scope_id uuid not null,
  blocks jsonb not null,
  actor_id uuid,
  at timestamp with time zone not null,
  constraint home_page_pkey PRIMARY KEY (merchant_id, scope_id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table catalog.offer (
  merchant_id uuid not null,
  scope_id uuid not null,
  sku_id uuid not null,
  listed boolean,
  withdrawn boolean default false not null,
  price_fen bigint,
  band_min_fen bigint,
  band_max_fen bigint,
  role text,
  own_price_fen bigint,
  wholesale jsonb default '[]'::jsonb not null,
  actor_id uuid,
  why text default ''::text not null,
  at timestamp with time zone not null,
  exception_fen bigint,
  constraint offer_pkey PRIMARY KEY (merchant_id, scope_id, sku_id),
  constraint offer_band_min_fen_check CHECK ((band_min_fen > 0)),
  constraint offer_check CHECK (((band_max_fen IS NULL) OR (band_min_fen IS NULL) OR (band_max_fen >= band_min_fen))),
  constraint offer_exception_fen_check CHECK ((exception_fen > 0)),
  constraint offer_own_price_fen_check CHECK ((own_price_fen > 0)),
  constraint offer_price_fen_check CHECK ((price_fen > 0)),
  constraint offer_role_check CHECK ((role = ANY (ARRAY['traffic'::text, 'everyday'::text, 'benefit'::text, 'spread'::text, 'profit'::text]))),
  constraint offer_merchant_id_sku_id_fkey FOREIGN KEY (merchant_id, sku_id) REFERENCES catalog.sku(merchant_id, id)
);
CREATE INDEX offer_by_sku ON catalog.offer USING btree (merchant_id, sku_id) WHERE ((listed IS NOT NULL) OR withdrawn);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table catalog.offer_history (
  merchant_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  sku_id uuid not null,
  before jsonb,
  after jsonb,
  actor_id uuid,
  why text default ''::text not null,
  at timestamp with time zone not null,
  constraint offer_history_pkey PRIMARY KEY (merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table catalog.pick (
  merchant_id uuid not null,
  staff_id uuid not null,
  product_id uuid not null,
  words text default ''::text not null,
  "position" integer default 0 not null,
  at timestamp with time zone not null,
  constraint pick_pkey PRIMARY KEY (merchant_id, staff_id, product_id),
  constraint pick_merchant_id_product_id_fkey FOREIGN KEY (merchant_id, product_id) REFERENCES catalog.product(merchant_id, id),
  constraint pick_merchant_id_staff_id_fkey FOREIGN KEY (merchant_id, staff_id) REFERENCES chain.staff(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table catalog.product (
  merchant_id uuid not null,
  id uuid not null,
  title text not null,
  title_en text default ''::text not null,
  category_id uuid not null,
  role text not null,
  origin text default ''::text not null,
  story text default ''::text not null,
  shelf text default ''::text not null,
  search_text text default ''::text not null,
  external_id text,
  made_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  terms jsonb,
  tax_code text default '1030000000000000000'::text not null,
  tax_bps integer default 900 not null,
  constraint product_pkey PRIMARY KEY (merchant_id, id),
  constraint product_merchant_id_external_id_key UNIQUE (merchant_id, external_id),
  constraint product_role_check CHECK ((role = ANY (ARRAY['traffic'::text, 'everyday'::text, 'benefit'::text, 'spread'::text, 'profit'::text]))),
  constraint product_tax_bps_check CHECK ((tax_bps = ANY (ARRAY[0, 100, 300, 500, 600, 900, 1300]))),
  constraint product_merchant_id_category_id_fkey FOREIGN KEY (merchant_id, category_id) REFERENCES catalog.category(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table catalog.sku (
  merchant_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  spec text not null,
  spec_en text default ''::text not null,
  barcode text not null,
  weight_g integer default 0 not null,
  "position" integer default 0 not null,
  supply_price_fen bigint,
  cost_fen bigint default 0 not null,
  constraint sku_pkey PRIMARY KEY (merchant_id, id),
  constraint sku_merchant_id_barcode_key UNIQUE (merchant_id, barcode),
  constraint sku_cost_fen_check CHECK ((cost_fen >= 0)),
  constraint sku_supply_price_fen_check CHECK ((supply_price_fen >= 0)),
  constraint sku_merchant_id_product_id_fkey FOREIGN KEY (merchant_id, product_id) REFERENCES catalog.product(merchant_id, id)
);
CREATE INDEX sku_product ON catalog.sku USING btree (merchant_id, product_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.api_key (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  key_hash text not null,
  prefix text not null,
  scopes text[] not null,
  node_id uuid not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  last_used_on date,
  revoked_at timestamp with time zone,
  ends_at timestamp with time zone,
  successor_id uuid,
  constraint api_key_pkey PRIMARY KEY (merchant_id, id),
  constraint api_key_merchant_id_key_hash_key UNIQUE (merchant_id, key_hash),
  constraint api_key_ends_with_successor CHECK (((ends_at IS NULL) = (successor_id IS NULL))),
  constraint api_key_merchant_id_node_id_fkey FOREIGN KEY (merchant_id, node_id) REFERENCES chain.node(merchant_id, id)
);
CREATE UNIQUE INDEX api_key_successor ON chain.api_key USING btree (merchant_id, successor_id) WHERE (successor_id IS NOT NULL);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.complex (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  district text default ''::text not null,
  lat double precision not null,
  lng double precision not null,
  households integer default 0 not null,
  handed_over_on date,
  house_types jsonb default '[]'::jsonb not null,
  profile_id uuid,
  constraint complex_pkey PRIMARY KEY (merchant_id, id),
  constraint complex_merchant_id_profile_id_fkey FOREIGN KEY (merchant_id, profile_id) REFERENCES chain.profile(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.hours (
  merchant_id uuid not null,
  outlet_id uuid not null,
  weekday integer not null,
  opens_min integer not null,
  closes_min integer not null,
  constraint hours_pkey PRIMARY KEY (merchant_id, outlet_id, weekday, opens_min),
  constraint hours_check CHECK ((closes_min > opens_min)),
  constraint hours_closes_min_check CHECK (((closes_min >= 1) AND (closes_min <= 2879))),
  constraint hours_opens_min_check CHECK (((opens_min >= 0) AND (opens_min <= 1439))),
  constraint hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint hours_merchant_id_outlet_id_fkey FOREIGN KEY (merchant_id, outlet_id) REFERENCES chain.outlet(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.hours_exception (
  merchant_id uuid not null,
  outlet_id uuid not null,
  on_date date not null,
  intervals jsonb not null,
  reason text not null,
  constraint hours_exception_pkey PRIMARY KEY (merchant_id, outlet_id, on_date),
  constraint hours_exception_merchant_id_outlet_id_fkey FOREIGN KEY (merchant_id, outlet_id) REFERENCES chain.outlet(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.node (
  merchant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  kind text not null,
  name text not null,
  path uuid[] not null,
  made_at timestamp with time zone not null,
  constraint node_pkey PRIMARY KEY (merchant_id, id),
  constraint node_check CHECK (((kind = 'hq'::text) = (parent_id IS NULL))),
  constraint node_check1 CHECK ((path[cardinality(path)] = id)),
  constraint node_kind_check CHECK ((kind = ANY (ARRAY['hq'::text, 'dealer'::text, 'outlet'::text]))),
  constraint node_merchant_id_parent_id_fkey FOREIGN KEY (merchant_id, parent_id) REFERENCES chain.node(merchant_id, id)
);
CREATE INDEX node_parent ON chain.node USING btree (merchant_id, parent_id);
CREATE UNIQUE INDEX node_one_root ON chain.node USING btree (merchant_id) WHERE (kind = 'hq'::text);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.node_move (
  merchant_id uuid not null,
  node_id uuid not null,
  at timestamp with time zone not null,
  from_parent_id uuid not null,
  to_parent_id uuid not null,
  actor_id uuid,
  why text not null,
  constraint node_move_pkey PRIMARY KEY (merchant_id, node_id, at),
  constraint node_move_merchant_id_node_id_fkey FOREIGN KEY (merchant_id, node_id) REFERENCES chain.node(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.outlet (
  merchant_id uuid not null,
  id uuid not null,
  kind text not null,
  short_name text not null,
  address text not null,
  district text default ''::text not null,
  phone text default ''::text not null,
  lat double precision not null,
  lng double precision not null,
  area jsonb,
  radius_m integer default 5000 not null,
  daily_capacity integer,
  prepare_minutes integer default 60 not null,
  stock_owner text default 'hq'::text not null,
  profile_id uuid,
  delivers boolean default true not null,
  delivery_bands jsonb default '[]'::jsonb not null,
  paused_at timestamp with time zone,
  paused_reason text,
  paused_by uuid,
  template_id uuid,
  notice text default ''::text not null,
  opened_at timestamp with time zone not null,
  constraint outlet_pkey PRIMARY KEY (merchant_id, id),
  constraint outlet_check CHECK (((paused_at IS NULL) = (paused_reason IS NULL))),
  constraint outlet_daily_capacity_check CHECK ((daily_capacity >= 0)),
  constraint outlet_kind_check CHECK ((kind = ANY (ARRAY['store'::text, 'partner'::text, 'popup'::text, 'shelf'::text, 'office'::text, 'vending'::text]))),
  constraint outlet_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint outlet_lng_check CHECK (((lng >= ('-180'::integer)::double precision) AND (lng <= (180)::double precision))),
  constraint outlet_prepare_minutes_check CHECK (((prepare_minutes >= 0) AND (prepare_minutes <= 1440))),
  constraint outlet_radius_m_check CHECK (((radius_m >= 100) AND (radius_m <= 50000))),
  constraint outlet_stock_owner_check CHECK ((stock_owner = ANY (ARRAY['hq'::text, 'dealer'::text]))),
  constraint outlet_merchant_id_id_fkey FOREIGN KEY (merchant_id, id) REFERENCES chain.node(merchant_id, id),
  constraint outlet_merchant_id_profile_id_fkey FOREIGN KEY (merchant_id, profile_id) REFERENCES chain.profile(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.plan_ask (
  merchant_id uuid not null,
  id uuid not null,
  draft_id uuid,
  node_id uuid not null,
  body jsonb not null,
  valid_from timestamp with time zone,
  why text not null,
  rise_bps integer not null,
  threshold_bps integer not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  state text default 'asked'::text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  version integer,
  words text default ''::text not null,
  constraint plan_ask_pkey PRIMARY KEY (merchant_id, id),
  constraint ask_by_two CHECK ((decided_by <> asked_by)),
  constraint ask_decided CHECK (((state = 'asked'::text) = (decided_by IS NULL))),
  constraint ask_granted CHECK (((state = 'granted'::text) = (version IS NOT NULL))),
  constraint plan_ask_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text]))),
  constraint plan_ask_merchant_id_node_id_fkey FOREIGN KEY (merchant_id, node_id) REFERENCES chain.node(merchant_id, id)
);
CREATE UNIQUE INDEX plan_ask_once ON chain.plan_ask USING btree (merchant_id, node_id) WHERE (state = 'asked'::text);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.policy (
  merchant_id uuid not null,
  node_id uuid not null,
  kind text not null,
  version integer not null,
  body jsonb not null,
  valid_from timestamp with time zone not null,
  actor_id uuid,
  why text not null,
  made_at timestamp with time zone not null,
  constraint policy_pkey PRIMARY KEY (merchant_id, kind, version),
  constraint policy_kind_check CHECK ((kind ~ '^[a-z_]{3,30}$'::text)),
  constraint policy_version_check CHECK ((version >= 1)),
  constraint policy_merchant_id_node_id_fkey FOREIGN KEY (merchant_id, node_id) REFERENCES chain.node(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.policy_draft (
  merchant_id uuid not null,
  id uuid not null,
  kind text not null,
  node_id uuid not null,
  body jsonb not null,
  why text default ''::text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  published_version integer,
  constraint policy_draft_pkey PRIMARY KEY (merchant_id, id),
  constraint policy_draft_merchant_id_node_id_fkey FOREIGN KEY (merchant_id, node_id) REFERENCES chain.node(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.profile (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  constraint profile_pkey PRIMARY KEY (merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.recovery_code (
  merchant_id uuid not null,
  staff_id uuid not null,
  code_hash text not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (merchant_id, staff_id, code_hash),
  constraint recovery_code_merchant_id_staff_id_fkey FOREIGN KEY (merchant_id, staff_id) REFERENCES chain.second_factor(merchant_id, staff_id) ON DELETE CASCADE
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.refused_sign_in (
  merchant_id uuid not null,
  id uuid not null,
  login_hash text not null,
  ip_class text not null,
  at timestamp with time zone not null,
  constraint refused_sign_in_pkey PRIMARY KEY (merchant_id, id)
);
CREATE INDEX refused_sign_in_at ON chain.refused_sign_in USING btree (merchant_id, at);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.second_factor (
  merchant_id uuid not null,
  staff_id uuid not null,
  secret_enc text not null,
  made_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  constraint second_factor_pkey PRIMARY KEY (merchant_id, staff_id),
  constraint second_factor_merchant_id_staff_id_fkey FOREIGN KEY (merchant_id, staff_id) REFERENCES chain.staff(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.sign_in_rule (
  merchant_id uuid not null,
  roles text[] not null,
  permissions text[] not null,
  grace_days integer not null,
  export_needs_code boolean not null,
  since timestamp with time zone not null,
  changed_by uuid,
  changed_at timestamp with time zone not null,
  constraint sign_in_rule_pkey PRIMARY KEY (merchant_id),
  constraint sign_in_rule_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 90)))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.spray_alarm (
  merchant_id uuid not null,
  hour_at timestamp with time zone not null,
  logins integer not null,
  at timestamp with time zone not null,
  constraint spray_alarm_pkey PRIMARY KEY (merchant_id, hour_at)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.staff (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  login text not null,
  password_hash text,
  must_change boolean default true not null,
  reset_hash text,
  reset_until timestamp with time zone,
  title text default ''::text not null,
  story text default ''::text not null,
  motto text default ''::text not null,
  phone_masked text default ''::text not null,
  wechat text default ''::text not null,
  outlet_id uuid,
  member_id uuid,
  works_online_only boolean default false not null,
  made_at timestamp with time zone not null,
  suspended_at timestamp with time zone,
  left_at timestamp with time zone,
  heir_id uuid,
  constraint staff_pkey PRIMARY KEY (merchant_id, id),
  constraint staff_merchant_id_login_key UNIQUE (merchant_id, login),
  constraint staff_merchant_id_heir_id_fkey FOREIGN KEY (merchant_id, heir_id) REFERENCES chain.staff(merchant_id, id),
  constraint staff_merchant_id_outlet_id_fkey FOREIGN KEY (merchant_id, outlet_id) REFERENCES chain.outlet(merchant_id, id)
);
CREATE INDEX staff_member ON chain.staff USING btree (merchant_id, member_id);
CREATE INDEX staff_outlet ON chain.staff USING btree (merchant_id, outlet_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.staff_device (
  merchant_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  token_hash text not null,
  label text not null,
  ip_class text not null,
  first_seen_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  trusted_until timestamp with time zone,
  known_at timestamp with time zone,
  constraint staff_device_pkey PRIMARY KEY (merchant_id, id),
  constraint staff_device_merchant_id_staff_id_token_hash_key UNIQUE (merchant_id, staff_id, token_hash),
  constraint staff_device_merchant_id_staff_id_fkey FOREIGN KEY (merchant_id, staff_id) REFERENCES chain.staff(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.staff_grant (
  merchant_id uuid not null,
  staff_id uuid not null,
  node_id uuid not null,
  role text not null,
  granted_by uuid,
  granted_at timestamp with time zone not null,
  constraint staff_grant_pkey PRIMARY KEY (merchant_id, staff_id, node_id, role),
  constraint staff_grant_role_check CHECK ((role = ANY (ARRAY['hq_admin'::text, 'hq_operator'::text, 'finance'::text, 'dealer'::text, 'store_manager'::text, 'clerk'::text, 'guide'::text, 'creator'::text]))),
  constraint staff_grant_merchant_id_node_id_fkey FOREIGN KEY (merchant_id, node_id) REFERENCES chain.node(merchant_id, id),
  constraint staff_grant_merchant_id_staff_id_fkey FOREIGN KEY (merchant_id, staff_id) REFERENCES chain.staff(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.staff_level (
  merchant_id uuid not null,
  staff_id uuid not null,
  from_at timestamp with time zone not null,
  level chain.guide_level not null,
  why text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint staff_level_pkey PRIMARY KEY (merchant_id, staff_id, from_at),
  constraint level_not_backdated CHECK ((from_at >= set_at)),
  constraint staff_level_why_check CHECK ((why <> ''::text)),
  constraint staff_level_merchant_id_staff_id_fkey FOREIGN KEY (merchant_id, staff_id) REFERENCES chain.staff(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table chain.staff_session (
  merchant_id uuid not null,
  token_hash text not null,
  staff_id uuid not null,
  app text not null,
  made_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  device_label text default ''::text not null,
  ip_class text default ''::text not null,
  proved_at timestamp with time zone,
  device_id uuid,
  constraint staff_session_pkey PRIMARY KEY (merchant_id, token_hash),
  constraint staff_session_app_check CHECK ((app = ANY (ARRAY['console'::text, 'workbench'::text]))),
  constraint staff_session_merchant_id_staff_id_fkey FOREIGN KEY (merchant_id, staff_id) REFERENCES chain.staff(merchant_id, id)
);
CREATE INDEX staff_session_staff ON chain.staff_session USING btree (merchant_id, staff_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table commission.charge (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  kind text not null,
  payer_kind text not null,
  payer_id uuid not null,
  payee_kind text not null,
  payee_id uuid not null,
  attempt integer not null,
  amount_fen bigint not null,
  constraint charge_pkey PRIMARY KEY (merchant_id, order_id, line_no, kind, payer_id, attempt),
  constraint charge_amount_fen_check CHECK ((amount_fen > 0)),
  constraint charge_check CHECK ((payer_id <> payee_id)),
  constraint charge_kind_check CHECK ((kind = ANY (ARRAY['promotion'::text, 'goods'::text]))),
  constraint charge_payee_kind_check CHECK ((payee_kind = ANY (ARRAY['hq'::text, 'dealer'::text, 'outlet'::text]))),
  constraint charge_payer_kind_check CHECK ((payer_kind = ANY (ARRAY['hq'::text, 'dealer'::text, 'outlet'::text])))
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table commission.cut (
  merchant_id uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  amount_fen bigint not null,
  guide_fen bigint default 0 not null,
  sharer_1_fen bigint default 0 not null,
  sharer_2_fen bigint default 0 not null,
  invitee_fen bigint default 0 not null,
  selling_fen bigint default 0 not null,
  fulfilling_fen bigint default 0 not null,
  dealer_fen bigint default 0 not null,
  hq_fen bigint default 0 not null,
  constraint cut_pkey PRIMARY KEY (merchant_id, refund_id, line_no),
  constraint cut_amount_fen_check CHECK ((amount_fen > 0)),
  constraint cut_dealer_fen_check CHECK ((dealer_fen >= 0)),
  constraint cut_fulfilling_fen_check CHECK ((fulfilling_fen >= 0)),
  constraint cut_guide_fen_check CHECK ((guide_fen >= 0)),
  constraint cut_hq_fen_check CHECK ((hq_fen >= 0)),
  constraint cut_invitee_fen_check CHECK ((invitee_fen >= 0)),
  constraint cut_makes_the_amount CHECK (((((((((guide_fen + sharer_1_fen) + sharer_2_fen) + invitee_fen) + selling_fen) + fulfilling_fen) + dealer_fen) + hq_fen) = amount_fen)),
  constraint cut_selling_fen_check CHECK ((selling_fen >= 0)),
  constraint cut_sharer_1_fen_check CHECK ((sharer_1_fen >= 0)),
  constraint cut_sharer_2_fen_check CHECK ((sharer_2_fen >= 0)),
  constraint cut_merchant_id_order_id_line_no_fkey FOREIGN KEY (merchant_id, order_id, line_no) REFERENCES commission.portion(merchant_id, order_id, line_no)
);
CREATE INDEX cut_order ON commission.cut USING btree (merchant_id, order_id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table commission.month_room (
  merchant_id uuid not null,
  month date not null,
  party text not null,
  cap_fen platform.amount_fen not null,
  taken_fen platform.amount_fen default 0 not null,
  constraint month_room_pkey PRIMARY KEY (merchant_id, month, party),
  constraint month_within_cap CHECK (((taken_fen)::bigint <= (cap_fen)::bigint))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table commission.portion (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  net_fen platform.amount_fen not null,
  guide_fen platform.amount_fen default 0 not null,
  sharer_1_fen platform.amount_fen default 0 not null,
  sharer_2_fen platform.amount_fen default 0 not null,
  invitee_fen platform.amount_fen default 0 not null,
  selling_fen platform.amount_fen default 0 not null,
  fulfilling_fen platform.amount_fen default 0 not null,
  dealer_fen platform.amount_fen default 0 not null,
  hq_fen platform.amount_fen not null,
  policy_version integer not null,
  constraint portion_pkey PRIMARY KEY (merchant_id, order_id, line_no),
  constraint portion_makes_the_net CHECK ((((((((((guide_fen)::bigint + (sharer_1_fen)::bigint) + (sharer_2_fen)::bigint) + (invitee_fen)::bigint) + (selling_fen)::bigint) + (fulfilling_fen)::bigint) + (dealer_fen)::bigint) + (hq_fen)::bigint) = (net_fen)::bigint))
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table commission.referral_budget (
  merchant_id uuid not null,
  policy_version integer not null,
  budget_fen bigint not null,
  reserved_fen bigint default 0 not null,
  spent_fen bigint default 0 not null,
  constraint referral_budget_pkey PRIMARY KEY (merchant_id, policy_version),
  constraint referral_budget_budget_fen_check CHECK ((budget_fen >= 0)),
  constraint referral_budget_reserved_fen_check CHECK ((reserved_fen >= 0)),
  constraint referral_budget_spent_fen_check CHECK ((spent_fen >= 0)),
  constraint referral_within_budget CHECK (((reserved_fen + spent_fen) <= budget_fen))
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table commission.referral_first (
  merchant_id uuid not null,
  member_id uuid not null,
  order_id uuid not null,
  inviter_id uuid not null,
  reward_fen bigint not null,
  at timestamp with time zone not null,
  constraint referral_first_pkey PRIMARY KEY (merchant_id, member_id),
  constraint referral_first_reward_fen_check CHECK ((reward_fen > 0))
);
CREATE INDEX referral_inviter ON commission.referral_first USING btree (merchant_id, inviter_id, at);
-- row security: enabled, forced; quandian_app: select, insert, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table commission.sale_line (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  staff_id uuid not null,
  month date not null,
  product_role text not null,
  constraint sale_line_pkey PRIMARY KEY (merchant_id, order_id, line_no),
  constraint sale_line_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint sale_line_merchant_id_order_id_line_no_fkey FOREIGN KEY (merchant_id, order_id, line_no) REFERENCES commission.portion(merchant_id, order_id, line_no)
);
CREATE INDEX sale_line_month ON commission.sale_line USING btree (merchant_id, month, staff_id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table commission.tier_close (
  merchant_id uuid not null,
  month date not null,
  staff_id uuid not null,
  no integer not null,
  tier_id text not null,
  policy_version integer not null,
  sales_fen bigint not null,
  worth_fen platform.amount_fen not null,
  booked_fen bigint not null,
  closed_at timestamp with time zone not null,
  constraint tier_close_pkey PRIMARY KEY (merchant_id, month, staff_id, no),
  constraint tier_close_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint tier_close_no_check CHECK ((no > 0))
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table fulfilment.day_load (
  merchant_id uuid not null,
  outlet_id uuid not null,
  day date not null,
  taken integer not null,
  constraint day_load_pkey PRIMARY KEY (merchant_id, outlet_id, day),
  constraint day_load_taken_check CHECK ((taken >= 0))
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table fulfilment.parcel (
  merchant_id uuid not null,
  order_id uuid not null,
  outlet_id uuid not null,
  attempt integer not null,
  state fulfilment.parcel_state not null,
  line_nos integer[] not null,
  distance_m integer not null,
  promised_at timestamp with time zone not null,
  day date not null,
  accept_by timestamp with time zone,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  picked jsonb default '[]'::jsonb not null,
  ready_at timestamp with time zone,
  dispatched_at timestamp with time zone,
  received_at timestamp with time zone,
  shelf text default ''::text not null,
  pickup_token_hash text,
  pickup_token_enc text,
  pickup_code text,
  constraint parcel_pkey PRIMARY KEY (merchant_id, order_id, outlet_id, attempt)
);
CREATE INDEX parcel_outlet ON fulfilment.parcel USING btree (merchant_id, outlet_id, state, promised_at) WHERE ((state)::text = ANY (ARRAY['paid'::text, 'picking'::text, 'ready'::text, 'on_the_way'::text]));
CREATE UNIQUE INDEX parcel_code ON fulfilment.parcel USING btree (merchant_id, outlet_id, pickup_code) WHERE ((pickup_code IS NOT NULL) AND ((state)::text = ANY (ARRAY['paid'::text, 'picking'::text, 'ready'::text])));
CREATE UNIQUE INDEX parcel_token ON fulfilment.parcel USING btree (merchant_id, pickup_token_hash) WHERE (pickup_token_hash IS NOT NULL);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table fulfilment.refusal (
  merchant_id uuid not null,
  order_id uuid not null,
  outlet_id uuid not null,
  attempt integer not null,
  reason text not null,
  actor_id uuid,
  at timestamp with time zone not null,
  constraint refusal_pkey PRIMARY KEY (merchant_id, order_id, outlet_id, attempt)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table fulfilment.route (
  merchant_id uuid not null,
  order_id uuid not null,
  attempt integer not null,
  why text not null,
  policy_node_id uuid not null,
  policy_version integer not null,
  verdicts jsonb not null,
  outcome fulfilment.outcome not null,
  took_us integer not null,
  at timestamp with time zone not null,
  constraint route_pkey PRIMARY KEY (merchant_id, order_id, attempt)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table groups."group" (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  outlet_id uuid not null,
  owner_id uuid,
  complex_id uuid,
  opengid text,
  headcount integer default 0 not null,
  made_at timestamp with time zone not null,
  constraint group_pkey PRIMARY KEY (merchant_id, id),
  constraint group_merchant_id_opengid_key UNIQUE (merchant_id, opengid),
  constraint group_headcount_check CHECK ((headcount >= 0)),
  constraint group_merchant_id_complex_id_fkey FOREIGN KEY (merchant_id, complex_id) REFERENCES chain.complex(merchant_id, id),
  constraint group_merchant_id_outlet_id_fkey FOREIGN KEY (merchant_id, outlet_id) REFERENCES chain.outlet(merchant_id, id),
  constraint group_merchant_id_owner_id_fkey FOREIGN KEY (merchant_id, owner_id) REFERENCES chain.staff(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table imports.import (
  merchant_id uuid not null,
  id uuid not null,
  kind text not null,
  file_name text not null,
  mapping jsonb default '{}'::jsonb not null,
  state text not null,
  total integer default 0 not null,
  good integer default 0 not null,
  bad integer default 0 not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint import_pkey PRIMARY KEY (merchant_id, id),
  constraint import_kind_check CHECK ((kind = ANY (ARRAY['products'::text, 'members'::text, 'stock'::text]))),
  constraint import_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table imports."row" (
  merchant_id uuid not null,
  import_id uuid not null,
  line integer not null,
  cells jsonb not null,
  state text not null,
  code text,
  facts jsonb default '{}'::jsonb not null,
  key text,
  constraint row_pkey PRIMARY KEY (merchant_id, import_id, line),
  constraint row_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'good'::text, 'bad'::text]))),
  constraint row_merchant_id_import_id_fkey FOREIGN KEY (merchant_id, import_id) REFERENCES imports.import(merchant_id, id)
);
CREATE INDEX row_state ON imports."row" USING btree (merchant_id, import_id, state, line);
CREATE UNIQUE INDEX row_key ON imports."row" USING btree (merchant_id, import_id, key) WHERE (key IS NOT NULL);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table incentives.contest (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  measure incentives.measure not null,
  node_id uuid not null,
  from_day date not null,
  until_day date not null,
  prize_by text not null,
  prizes jsonb not null,
  "least" bigint default 0 not null,
  ties text not null,
  shown text not null,
  state text default 'open'::text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint contest_pkey PRIMARY KEY (merchant_id, id),
  constraint contest_check CHECK ((from_day <= until_day)),
  constraint contest_check1 CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint contest_least_check CHECK (("least" >= 0)),
  constraint contest_name_check CHECK ((name <> ''::text)),
  constraint contest_prize_by_check CHECK ((prize_by = ANY (ARRAY['rank'::text, 'threshold'::text]))),
  constraint contest_shown_check CHECK ((shown = ANY (ARRAY['names'::text, 'masked'::text, 'own'::text]))),
  constraint contest_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'cancelled'::text]))),
  constraint contest_ties_check CHECK ((ties = ANY (ARRAY['split'::text, 'each'::text]))),
  constraint contest_merchant_id_node_id_fkey FOREIGN KEY (merchant_id, node_id) REFERENCES chain.node(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table incentives.contest_result (
  merchant_id uuid not null,
  contest_id uuid not null,
  staff_id uuid not null,
  place integer not null,
  score bigint not null,
  prize_fen platform.amount_fen not null,
  constraint contest_result_pkey PRIMARY KEY (merchant_id, contest_id, staff_id),
  constraint contest_result_place_check CHECK ((place > 0)),
  constraint contest_result_merchant_id_contest_id_fkey FOREIGN KEY (merchant_id, contest_id) REFERENCES incentives.contest(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table incentives.hidden_name (
  merchant_id uuid not null,
  staff_id uuid not null,
  at timestamp with time zone not null,
  constraint hidden_name_pkey PRIMARY KEY (merchant_id, staff_id)
);
-- row security: enabled, forced; quandian_app: select, insert, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table incentives.penalty (
  merchant_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  rule text not null,
  amount_fen platform.amount_fen not null,
  points integer default 0 not null,
  reason text not null,
  evidence text default ''::text not null,
  state text not null,
  imposed_by uuid not null,
  imposed_at timestamp with time zone not null,
  appeal_until timestamp with time zone not null,
  appeal text default ''::text not null,
  appealed_at timestamp with time zone,
  decided_by uuid,
  decided_at timestamp with time zone,
  words text default ''::text not null,
  booked_fen platform.amount_fen default 0 not null,
  booked_at timestamp with time zone,
  seen_at timestamp with time zone,
  constraint penalty_pkey PRIMARY KEY (merchant_id, id),
  constraint appeal_by_another CHECK ((decided_by <> imposed_by)),
  constraint penalty_check CHECK (((state = 'booked'::text) = (booked_at IS NOT NULL))),
  constraint penalty_check1 CHECK ((appeal_until >= imposed_at)),
  constraint penalty_is_something CHECK ((((amount_fen)::bigint > 0) OR (points > 0))),
  constraint penalty_points_check CHECK ((points >= 0)),
  constraint penalty_reason_check CHECK ((reason <> ''::text)),
  constraint penalty_rule_check CHECK ((rule <> ''::text)),
  constraint penalty_state_check CHECK ((state = ANY (ARRAY['imposed'::text, 'appealed'::text, 'upheld'::text, 'waived'::text, 'booked'::text]))),
  constraint penalty_within_its_amount CHECK (((booked_fen)::bigint <= (amount_fen)::bigint))
);
CREATE INDEX penalty_staff ON incentives.penalty USING btree (merchant_id, staff_id, imposed_at);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table incentives.target (
  merchant_id uuid not null,
  month date not null,
  measure incentives.measure not null,
  subject_kind text not null,
  subject_id uuid not null,
  goal bigint not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint target_pkey PRIMARY KEY (merchant_id, month, measure, subject_id),
  constraint target_goal_check CHECK ((goal > 0)),
  constraint target_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint target_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['node'::text, 'staff'::text])))
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table insight.increment (
  merchant_id uuid not null,
  order_id uuid not null,
  outlet_id uuid not null,
  day date not null,
  is_time boolean not null,
  is_space boolean not null,
  p_bps integer not null,
  method integer not null,
  final boolean not null,
  facts jsonb default '{}'::jsonb not null,
  at timestamp with time zone not null,
  member_id uuid not null,
  placed_at timestamp with time zone not null,
  paid_at timestamp with time zone not null,
  space_lines integer[] default '{}'::integer[] not null,
  constraint increment_pkey PRIMARY KEY (merchant_id, order_id),
  constraint increment_p_bps_check CHECK (((p_bps >= 0) AND (p_bps <= 10000)))
);
CREATE INDEX increment_day ON insight.increment USING btree (merchant_id, day, outlet_id);
CREATE INDEX increment_member ON insight.increment USING btree (merchant_id, member_id, paid_at);
CREATE INDEX increment_paid ON insight.increment USING btree (merchant_id, paid_at) WHERE ((NOT is_time) AND (NOT is_space));
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table inventory.hold (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  outlet_id uuid not null,
  attempt integer default 1 not null,
  sku_id uuid not null,
  quantity integer not null,
  consumed platform.pieces default 0 not null,
  released platform.pieces default 0 not null,
  at timestamp with time zone not null,
  constraint hold_pkey PRIMARY KEY (merchant_id, order_id, line_no, outlet_id, attempt),
  constraint hold_quantity_check CHECK ((quantity > 0)),
  constraint hold_resolved_once CHECK ((((consumed)::integer + (released)::integer) <= quantity))
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table inventory.movement (
  merchant_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  sku_id uuid not null,
  kind text not null,
  delta integer not null,
  reason text default ''::text not null,
  ref text default ''::text not null,
  unit_cost_fen bigint,
  actor_id uuid,
  at timestamp with time zone not null,
  constraint movement_pkey PRIMARY KEY (merchant_id, id),
  constraint movement_kind_check CHECK ((kind = ANY (ARRAY['receive'::text, 'count'::text, 'adjust'::text, 'transfer_out'::text, 'transfer_in'::text, 'short'::text, 'handover'::text, 'return'::text, 'opening'::text]))),
  constraint movement_unit_cost_fen_check CHECK ((unit_cost_fen >= 0)),
  constraint movement_merchant_id_outlet_id_sku_id_fkey FOREIGN KEY (merchant_id, outlet_id, sku_id) REFERENCES inventory.stock(merchant_id, outlet_id, sku_id)
);
CREATE INDEX movement_outlet ON inventory.movement USING btree (merchant_id, outlet_id, at);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table inventory.stock (
  merchant_id uuid not null,
  outlet_id uuid not null,
  sku_id uuid not null,
  on_hand integer not null,
  held platform.pieces default 0 not null,
  low_at integer default 0 not null,
  constraint stock_pkey PRIMARY KEY (merchant_id, outlet_id, sku_id),
  constraint stock_never_oversold CHECK (((held)::integer <= on_hand)),
  constraint stock_merchant_id_outlet_id_fkey FOREIGN KEY (merchant_id, outlet_id) REFERENCES chain.outlet(merchant_id, id),
  constraint stock_merchant_id_sku_id_fkey FOREIGN KEY (merchant_id, sku_id) REFERENCES catalog.sku(merchant_id, id)
);
CREATE INDEX stock_by_sku ON inventory.stock USING btree (merchant_id, sku_id, outlet_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = ( SELECT platform.merchant() AS merchant))) with check ((merchant_id = platform.merchant()))

create table inventory.transfer (
  merchant_id uuid not null,
  id uuid not null,
  from_outlet_id uuid not null,
  to_outlet_id uuid not null,
  lines jsonb not null,
  state text not null,
  sent_by uuid not null,
  sent_at timestamp with time zone not null,
  received_by uuid,
  received_at timestamp with time zone,
  constraint transfer_pkey PRIMARY KEY (merchant_id, id),
  constraint transfer_check CHECK ((from_outlet_id <> to_outlet_id)),
  constraint transfer_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'received'::text, 'cancelled'::text])))
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table invoices.invoice (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  colour text not null,
  of_id uuid,
  title_kind text not null,
  title text not null,
  tax_no text default ''::text not null,
  lines jsonb not null,
  amount_fen bigint not null,
  tax_fen bigint not null,
  state text not null,
  number text,
  failure text default ''::text not null,
  tries integer default 0 not null,
  asked_at timestamp with time zone not null,
  issued_at timestamp with time zone,
  constraint invoice_pkey PRIMARY KEY (merchant_id, id),
  constraint invoice_amount_fen_check CHECK ((amount_fen > 0)),
  constraint invoice_check CHECK (((colour = 'red'::text) = (of_id IS NOT NULL))),
  constraint invoice_check1 CHECK (((title_kind = 'company'::text) = (tax_no <> ''::text))),
  constraint invoice_check2 CHECK (((state = 'issued'::text) = ((issued_at IS NOT NULL) AND (number IS NOT NULL)))),
  constraint invoice_colour_check CHECK ((colour = ANY (ARRAY['blue'::text, 'red'::text]))),
  constraint invoice_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'sent'::text, 'issued'::text, 'failed'::text]))),
  constraint invoice_tax_fen_check CHECK ((tax_fen >= 0)),
  constraint invoice_title_kind_check CHECK ((title_kind = ANY (ARRAY['personal'::text, 'company'::text]))),
  constraint invoice_merchant_id_of_id_fkey FOREIGN KEY (merchant_id, of_id) REFERENCES invoices.invoice(merchant_id, id),
  constraint invoice_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES orders."order"(merchant_id, id)
);
CREATE INDEX invoice_asked ON invoices.invoice USING btree (merchant_id, asked_at DESC);
CREATE INDEX invoice_member ON invoices.invoice USING btree (merchant_id, member_id, asked_at DESC);
CREATE INDEX invoice_order ON invoices.invoice USING btree (merchant_id, order_id);
CREATE UNIQUE INDEX invoice_one_blue ON invoices.invoice USING btree (merchant_id, order_id) WHERE ((colour = 'blue'::text) AND (state <> 'failed'::text));
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.account (
  merchant_id uuid not null,
  account text not null,
  balance_fen bigint default 0 not null,
  pending_out_fen platform.amount_fen default 0 not null,
  constraint account_pkey PRIMARY KEY (merchant_id, account),
  constraint account_never_overdrawn CHECK ((((balance_fen - (pending_out_fen)::bigint) >= 0) OR (account ~~ 'debt:%'::text)))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.block (
  merchant_id uuid not null,
  no bigint not null,
  below_xid xid8 not null,
  transfers integer not null,
  hash text not null,
  at timestamp with time zone not null,
  constraint block_pkey PRIMARY KEY (merchant_id, no)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.checkup (
  merchant_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  block_no bigint not null,
  block_hash text not null,
  transfers bigint not null,
  broken bigint[] not null,
  drift jsonb not null,
  constraint checkup_pkey PRIMARY KEY (merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.day_sum (
  merchant_id uuid not null,
  account text not null,
  day date not null,
  in_fen bigint not null,
  out_fen bigint not null,
  constraint day_sum_pkey PRIMARY KEY (merchant_id, account, day),
  constraint day_sum_in_fen_check CHECK ((in_fen >= 0)),
  constraint day_sum_out_fen_check CHECK ((out_fen >= 0))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.pending (
  merchant_id uuid not null,
  id uuid not null,
  from_account text not null,
  to_account text not null,
  amount_fen platform.some_fen not null,
  voided_fen platform.amount_fen default 0 not null,
  posted_fen platform.amount_fen default 0 not null,
  type ledger.pending_type not null,
  source text not null,
  order_id uuid,
  role text,
  attempt integer default 1 not null,
  suspended boolean default false not null,
  at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  constraint pending_pkey PRIMARY KEY (merchant_id, id),
  constraint pending_once UNIQUE (merchant_id, type, source),
  constraint pending_resolved_once CHECK ((((voided_fen)::bigint + (posted_fen)::bigint) <= (amount_fen)::bigint))
);
CREATE INDEX pending_order ON ledger.pending USING btree (merchant_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX pending_review ON ledger.pending USING btree (merchant_id, order_id) WHERE (suspended AND (resolved_at IS NULL));
CREATE INDEX pending_to ON ledger.pending USING btree (merchant_id, to_account, at);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.rollup (
  merchant_id uuid not null,
  account text not null,
  balance_fen bigint not null,
  constraint rollup_pkey PRIMARY KEY (merchant_id, account)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.rollup_cursor (
  merchant_id uuid not null,
  below_xid xid8 not null,
  at timestamp with time zone not null,
  constraint rollup_cursor_pkey PRIMARY KEY (merchant_id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.transfer (
  merchant_id uuid not null,
  id uuid not null,
  from_account text not null,
  to_account text not null,
  amount_fen platform.some_fen not null,
  type ledger.transfer_type not null,
  source text not null,
  order_id uuid,
  role text,
  at timestamp with time zone not null,
  xid xid8 default pg_current_xact_id() not null,
  constraint transfer_pkey PRIMARY KEY (merchant_id, id),
  constraint transfer_once UNIQUE (merchant_id, type, source),
  constraint transfer_keeps_its_currency CHECK (((from_account <> to_account) AND ((from_account ~ '^(debt:)?points:'::text) = (to_account ~ '^(debt:)?points:'::text))))
);
CREATE INDEX transfer_amount ON ledger.transfer USING btree (merchant_id, amount_fen, id);
CREATE INDEX transfer_from ON ledger.transfer USING btree (merchant_id, from_account, at);
CREATE INDEX transfer_order ON ledger.transfer USING btree (merchant_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX transfer_to ON ledger.transfer USING btree (merchant_id, to_account, at);
CREATE INDEX transfer_xid ON ledger.transfer USING btree (merchant_id, xid);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.void (
  merchant_id uuid not null,
  pending_id uuid not null,
  source text not null,
  amount_fen bigint not null,
  at timestamp with time zone not null,
  constraint void_pkey PRIMARY KEY (merchant_id, pending_id, source),
  constraint void_amount_fen_check CHECK ((amount_fen > 0)),
  constraint void_merchant_id_pending_id_fkey FOREIGN KEY (merchant_id, pending_id) REFERENCES ledger.pending(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table ledger.withdrawal (
  merchant_id uuid not null,
  id uuid not null,
  account text not null,
  amount_fen bigint not null,
  state text not null,
  asked_at timestamp with time zone not null,
  done_at timestamp with time zone,
  fee_fen bigint default 0 not null,
  taxable_fen bigint default 0 not null,
  withheld_fen bigint default 0 not null,
  tax_method text default 'agent'::text not null,
  method text default 'transfer'::text not null,
  payee_id uuid,
  needs_second boolean default false not null,
  approved_by uuid,
  approved_at timestamp with time zone,
  released_by uuid,
  released_at timestamp with time zone,
  refused_by uuid,
  reason text default ''::text not null,
  constraint withdrawal_pkey PRIMARY KEY (merchant_id, id),
  constraint withdrawal_amount_fen_check CHECK ((amount_fen > 0)),
  constraint withdrawal_fee_fen_check CHECK ((fee_fen >= 0)),
  constraint withdrawal_has_two CHECK (((released_by IS NULL) OR (NOT needs_second) OR ((approved_by IS NOT NULL) AND (approved_by <> released_by)))),
  constraint withdrawal_leaves_something CHECK (((fee_fen + withheld_fen) < amount_fen)),
  constraint withdrawal_method_check CHECK ((method = ANY (ARRAY['transfer'::text, 'bank'::text]))),
  constraint withdrawal_not_ones_own CHECK (((account IS DISTINCT FROM ('due:staff:'::text || approved_by)) AND (account IS DISTINCT FROM ('due:staff:'::text || released_by)))),
  constraint withdrawal_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'paid'::text, 'failed'::text, 'refused'::text]))),
  constraint withdrawal_tax_method_check CHECK ((tax_method = ANY (ARRAY['labour'::text, 'cumulative'::text, 'agent'::text]))),
  constraint withdrawal_taxable_fen_check CHECK ((taxable_fen >= 0)),
  constraint withdrawal_withheld_fen_check CHECK ((withheld_fen >= 0))
);
CREATE INDEX withdrawal_of ON ledger.withdrawal USING btree (merchant_id, account, asked_at);
CREATE INDEX withdrawal_released ON ledger.withdrawal USING btree (merchant_id, released_at);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.address (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  name_enc text not null,
  phone_enc text not null,
  detail_enc text not null,
  district text default ''::text not null,
  complex_id uuid,
  lat double precision not null,
  lng double precision not null,
  is_default boolean default false not null,
  at timestamp with time zone not null,
  constraint address_pkey PRIMARY KEY (merchant_id, id),
  constraint address_complex_known FOREIGN KEY (merchant_id, complex_id) REFERENCES chain.complex(merchant_id, id) NOT VALID,
  constraint address_merchant_id_member_id_fkey FOREIGN KEY (merchant_id, member_id) REFERENCES members.member(merchant_id, id)
);
CREATE INDEX address_member ON members.address USING btree (merchant_id, member_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.code (
  merchant_id uuid not null,
  phone_hash text not null,
  purpose text not null,
  code_hash text not null,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  tries integer default 0 not null,
  used_at timestamp with time zone,
  constraint code_pkey PRIMARY KEY (merchant_id, phone_hash, purpose),
  constraint code_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'change_phone'::text, 'prove'::text]))),
  constraint code_tries_check CHECK ((tries <= 5))
);
CREATE INDEX code_over ON members.code USING btree (merchant_id, ends_at);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.consent (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  purpose text not null,
  controller text not null,
  text_version text not null,
  channel text not null,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  constraint consent_pkey PRIMARY KEY (merchant_id, id),
  constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['terms'::text, 'privacy'::text, 'show_name'::text, 'marketing'::text, 'marketing_sms'::text, 'marketing_wechat'::text, 'profiling'::text, 'place'::text, 'share_dealer'::text]))),
  constraint consent_withdrawn_somewhere CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL))),
  constraint consent_merchant_id_member_id_fkey FOREIGN KEY (merchant_id, member_id) REFERENCES members.member(merchant_id, id)
);
CREATE INDEX consent_member ON members.consent USING btree (merchant_id, member_id);
CREATE UNIQUE INDEX consent_stands_once ON members.consent USING btree (merchant_id, member_id, purpose, controller) WHERE (withdrawn_at IS NULL);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.consent_text (
  merchant_id uuid not null,
  purpose text not null,
  version text not null,
  words_zh text not null,
  words_en text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint consent_text_pkey PRIMARY KEY (merchant_id, purpose, version)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.device (
  merchant_id uuid not null,
  token_hash text not null,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  member_id uuid,
  member_left_at timestamp with time zone,
  constraint device_pkey PRIMARY KEY (merchant_id, token_hash)
);
CREATE INDEX device_member ON members.device USING btree (merchant_id, member_id) WHERE (member_id IS NOT NULL);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.erasure (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  asked_by text not null,
  actor_id uuid,
  asked_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  state text default 'asked'::text not null,
  ended_at timestamp with time zone,
  hindered_by text[] default '{}'::text[] not null,
  constraint erasure_pkey PRIMARY KEY (merchant_id, id),
  constraint erasure_asked_by_check CHECK ((asked_by = ANY (ARRAY['member'::text, 'staff'::text]))),
  constraint erasure_check CHECK (((state = 'asked'::text) = (ended_at IS NULL))),
  constraint erasure_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'withdrawn'::text, 'done'::text]))),
  constraint erasure_merchant_id_member_id_fkey FOREIGN KEY (merchant_id, member_id) REFERENCES members.member(merchant_id, id)
);
CREATE INDEX erasure_by_time ON members.erasure USING btree (merchant_id, asked_at);
CREATE UNIQUE INDEX erasure_asked_once ON members.erasure USING btree (merchant_id, member_id) WHERE (state = 'asked'::text);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.identity (
  merchant_id uuid not null,
  kind text not null,
  app text default ''::text not null,
  value_hash text not null,
  value_enc text not null,
  masked text not null,
  member_id uuid not null,
  at timestamp with time zone not null,
  constraint identity_pkey PRIMARY KEY (merchant_id, kind, app, value_hash),
  constraint identity_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'openid'::text, 'unionid'::text, 'card'::text]))),
  constraint identity_merchant_id_member_id_fkey FOREIGN KEY (merchant_id, member_id) REFERENCES members.member(merchant_id, id)
);
CREATE INDEX identity_member ON members.identity USING btree (merchant_id, member_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.member (
  merchant_id uuid not null,
  id uuid not null,
  name text default ''::text not null,
  complex_id uuid,
  made_at timestamp with time zone not null,
  entry text default ''::text not null,
  merged_into uuid,
  erased_at timestamp with time zone,
  shows_name boolean default true not null,
  last_seen_at timestamp with time zone,
  constraint member_pkey PRIMARY KEY (merchant_id, id),
  constraint member_check CHECK ((merged_into <> id)),
  constraint member_merchant_id_complex_id_fkey FOREIGN KEY (merchant_id, complex_id) REFERENCES chain.complex(merchant_id, id),
  constraint member_merchant_id_merged_into_fkey FOREIGN KEY (merchant_id, merged_into) REFERENCES members.member(merchant_id, id)
);
CREATE INDEX member_made ON members.member USING btree (merchant_id, made_at);
CREATE INDEX member_merged ON members.member USING btree (merchant_id, merged_into) WHERE (merged_into IS NOT NULL);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.note (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  staff_id uuid not null,
  words text not null,
  at timestamp with time zone not null,
  constraint note_pkey PRIMARY KEY (merchant_id, id),
  constraint note_merchant_id_member_id_fkey FOREIGN KEY (merchant_id, member_id) REFERENCES members.member(merchant_id, id)
);
CREATE INDEX note_member ON members.note USING btree (merchant_id, member_id, at);
CREATE INDEX note_staff ON members.note USING btree (merchant_id, staff_id, at);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.notice (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  ref text not null,
  facts jsonb default '{}'::jsonb not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (merchant_id, id),
  constraint notice_merchant_id_member_id_kind_ref_key UNIQUE (merchant_id, member_id, kind, ref)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table members.session (
  merchant_id uuid not null,
  token_hash text not null,
  member_id uuid not null,
  device_hash text,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (merchant_id, token_hash),
  constraint session_merchant_id_member_id_fkey FOREIGN KEY (merchant_id, member_id) REFERENCES members.member(merchant_id, id)
);
CREATE INDEX session_device ON members.session USING btree (merchant_id, device_hash) WHERE (device_hash IS NOT NULL);
CREATE INDEX session_member ON members.session USING btree (merchant_id, member_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.aftersales (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  kind text not null,
  reason text not null,
  words text default ''::text not null,
  photos jsonb default '[]'::jsonb not null,
  lines jsonb not null,
  state text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_words text default ''::text not null,
  refund_id uuid,
  desk text default 'store'::text not null,
  due_at timestamp with time zone,
  appealed_at timestamp with time zone,
  return_code text,
  tracking text default ''::text not null,
  opened boolean default false not null,
  swap_sku uuid,
  swap_order uuid,
  constraint aftersales_pkey PRIMARY KEY (merchant_id, id),
  constraint aftersales_asked_by_check CHECK ((asked_by = ANY (ARRAY['member'::text, 'staff'::text, 'system'::text]))),
  constraint aftersales_desk_check CHECK ((desk = ANY (ARRAY['store'::text, 'hq'::text]))),
  constraint aftersales_kind_check CHECK ((kind = ANY (ARRAY['refund_only'::text, 'return_and_refund'::text, 'exchange'::text, 'price_protection'::text, 'not_happy'::text, 'amount'::text, 'short'::text, 'cancel'::text]))),
  constraint aftersales_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'appealed'::text, 'approved'::text, 'sent_back'::text, 'exchanging'::text, 'accepted'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint case_swaps_for_something CHECK (((kind = 'exchange'::text) = (swap_sku IS NOT NULL))),
  constraint aftersales_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES orders."order"(merchant_id, id)
);
CREATE INDEX aftersales_open ON orders.aftersales USING btree (merchant_id, asked_at) WHERE (state = ANY (ARRAY['asked'::text, 'appealed'::text, 'approved'::text, 'sent_back'::text, 'exchanging'::text]));
CREATE INDEX aftersales_order ON orders.aftersales USING btree (merchant_id, order_id);
CREATE UNIQUE INDEX aftersales_one_open ON orders.aftersales USING btree (merchant_id, order_id) WHERE (state = ANY (ARRAY['asked'::text, 'appealed'::text, 'approved'::text, 'sent_back'::text, 'exchanging'::text]));
CREATE UNIQUE INDEX aftersales_return_code ON orders.aftersales USING btree (merchant_id, return_code) WHERE (state = ANY (ARRAY['approved'::text, 'sent_back'::text]));
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.cart (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid,
  device_hash text,
  outlet_id uuid not null,
  items jsonb default '[]'::jsonb not null,
  version integer default 1 not null,
  consumed_by uuid,
  at timestamp with time zone not null,
  constraint cart_pkey PRIMARY KEY (merchant_id, id)
);
CREATE UNIQUE INDEX cart_device ON orders.cart USING btree (merchant_id, device_hash, outlet_id) WHERE ((consumed_by IS NULL) AND (device_hash IS NOT NULL) AND (member_id IS NULL));
CREATE UNIQUE INDEX cart_member ON orders.cart USING btree (merchant_id, member_id, outlet_id) WHERE ((consumed_by IS NULL) AND (member_id IS NOT NULL));
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.case_photo (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  case_id uuid,
  width integer not null,
  height integer not null,
  at timestamp with time zone not null,
  forget_at timestamp with time zone not null,
  constraint case_photo_pkey PRIMARY KEY (merchant_id, id),
  constraint case_photo_height_check CHECK ((height > 0)),
  constraint case_photo_width_check CHECK ((width > 0)),
  constraint case_photo_merchant_id_case_id_fkey FOREIGN KEY (merchant_id, case_id) REFERENCES orders.aftersales(merchant_id, id),
  constraint case_photo_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES orders."order"(merchant_id, id)
);
CREATE INDEX case_photo_forget ON orders.case_photo USING btree (merchant_id, forget_at);
CREATE INDEX case_photo_order ON orders.case_photo USING btree (merchant_id, order_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.case_step (
  merchant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  verb text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id uuid,
  words text default ''::text not null,
  facts jsonb default '{}'::jsonb not null,
  at timestamp with time zone not null,
  constraint case_step_pkey PRIMARY KEY (merchant_id, id),
  constraint case_step_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'staff'::text, 'key'::text, 'system'::text, 'payment'::text]))),
  constraint case_step_merchant_id_case_id_fkey FOREIGN KEY (merchant_id, case_id) REFERENCES orders.aftersales(merchant_id, id)
);
CREATE INDEX case_step_case ON orders.case_step USING btree (merchant_id, case_id, id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.history (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  verb text not null,
  from_state text,
  to_state text,
  actor_kind text not null,
  actor_id uuid,
  facts jsonb default '{}'::jsonb not null,
  at timestamp with time zone not null,
  constraint history_pkey PRIMARY KEY (merchant_id, id),
  constraint history_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'staff'::text, 'key'::text, 'system'::text, 'payment'::text]))),
  constraint history_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES orders."order"(merchant_id, id)
);
CREATE INDEX history_order ON orders.history USING btree (merchant_id, order_id, id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.line (
  merchant_id uuid not null,
  order_id uuid not null,
  no integer not null,
  sku_id uuid,
  product_id uuid,
  title text not null,
  spec text default ''::text not null,
  quantity integer not null,
  price_fen platform.amount_fen not null,
  discount_fen bigint default 0 not null,
  net_fen platform.amount_fen not null,
  product_role text,
  refunded_pieces platform.pieces default 0 not null,
  refunded_fen platform.amount_fen default 0 not null,
  terms jsonb,
  constraint line_pkey PRIMARY KEY (merchant_id, order_id, no),
  constraint line_check CHECK (((net_fen)::bigint = (((price_fen)::bigint * quantity) - discount_fen))),
  constraint line_check1 CHECK (((no = 0) = (sku_id IS NULL))),
  constraint line_quantity_check CHECK (((quantity >= 1) AND (quantity <= 999))),
  constraint line_refund_within_net CHECK ((((refunded_fen)::bigint <= (net_fen)::bigint) AND ((refunded_pieces)::integer <= quantity))),
  constraint line_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES orders."order"(merchant_id, id)
);
CREATE INDEX line_sku ON orders.line USING btree (merchant_id, sku_id) WHERE (sku_id IS NOT NULL);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders."order" (
  merchant_id uuid not null,
  id uuid not null,
  number text not null,
  member_id uuid not null,
  outlet_id uuid not null,
  way orders.way not null,
  state orders.order_state default 'unpaid'::text not null,
  wish_hash text not null,
  place_lat double precision not null,
  place_lng double precision not null,
  contact_enc text default ''::text not null,
  contact_masked text default ''::text not null,
  gross_fen platform.amount_fen not null,
  discount_fen platform.amount_fen not null,
  freight_fen platform.amount_fen not null,
  payable_fen platform.amount_fen not null,
  captured_fen bigint default 0 not null,
  refunded_fen platform.amount_fen default 0 not null,
  selling_closed boolean not null,
  split_agreed boolean default false not null,
  quote jsonb not null,
  note text default ''::text not null,
  placed_at timestamp with time zone not null,
  pay_by timestamp with time zone not null,
  paid_at timestamp with time zone,
  parked_at timestamp with time zone,
  received_at timestamp with time zone,
  settles_at timestamp with time zone,
  settled_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  tender_fen platform.amount_fen default 0 not null,
  replaces uuid,
  constraint order_pkey PRIMARY KEY (merchant_id, id),
  constraint free_only_in_exchange CHECK ((((payable_fen)::bigint > 0) OR (replaces IS NOT NULL))),
  constraint order_check CHECK (((payable_fen)::bigint = (((gross_fen)::bigint - (discount_fen)::bigint) + (freight_fen)::bigint))),
  constraint order_check1 CHECK (((cancelled_at IS NULL) = ((state)::text <> 'cancelled'::text))),
  constraint paid_means_captured CHECK (((captured_fen = 0) OR (captured_fen = (payable_fen)::bigint))),
  constraint refund_within_capture CHECK (((refunded_fen)::bigint <= captured_fen))
);
CREATE INDEX order_member ON orders."order" USING btree (merchant_id, member_id, placed_at DESC);
CREATE INDEX order_number ON orders."order" USING btree (merchant_id, number);
CREATE INDEX order_outlet ON orders."order" USING btree (merchant_id, outlet_id, placed_at DESC);
CREATE UNIQUE INDEX order_replaces ON orders."order" USING btree (merchant_id, replaces) WHERE ((replaces IS NOT NULL) AND ((state)::text <> 'cancelled'::text));
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.price_claim (
  merchant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  price_fen bigint not null,
  case_id uuid not null,
  at timestamp with time zone not null,
  constraint price_claim_pkey PRIMARY KEY (merchant_id, order_id, line_no, price_fen),
  constraint price_claim_price_fen_check CHECK ((price_fen > 0)),
  constraint price_claim_merchant_id_case_id_fkey FOREIGN KEY (merchant_id, case_id) REFERENCES orders.aftersales(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.refund (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  case_id uuid,
  reason text not null,
  amount_fen bigint not null,
  state text not null,
  asked_at timestamp with time zone not null,
  done_at timestamp with time zone,
  actor_id uuid,
  constraint refund_pkey PRIMARY KEY (merchant_id, id),
  constraint refund_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint refund_state_check CHECK ((state = ANY (ARRAY['in_flight'::text, 'succeeded'::text, 'failed'::text]))),
  constraint refund_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES orders."order"(merchant_id, id)
);
CREATE INDEX refund_order ON orders.refund USING btree (merchant_id, order_id);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table orders.refund_line (
  merchant_id uuid not null,
  refund_id uuid not null,
  line_no integer not null,
  pieces integer not null,
  amount_fen bigint not null,
  sellable boolean default false not null,
  constraint refund_line_pkey PRIMARY KEY (merchant_id, refund_id, line_no),
  constraint refund_line_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint refund_line_pieces_check CHECK ((pieces >= 0)),
  constraint refund_line_merchant_id_refund_id_fkey FOREIGN KEY (merchant_id, refund_id) REFERENCES orders.refund(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.account (
  merchant_id uuid not null,
  id uuid not null,
  node_id uuid not null,
  channel text not null,
  mode text not null,
  name text not null,
  settings jsonb default '{}'::jsonb not null,
  version integer default 1 not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  constraint account_pkey PRIMARY KEY (merchant_id, id),
  constraint account_channel_check CHECK ((channel = ANY (ARRAY['sandbox'::text, 'wechat-pay'::text, 'alipay'::text, 'stripe'::text]))),
  constraint account_mode_check CHECK ((mode = ANY (ARRAY['direct'::text, 'partner'::text])))
);
CREATE UNIQUE INDEX account_one_awake ON payments.account USING btree (merchant_id, node_id, channel) WHERE (disabled_at IS NULL);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.account_key (
  merchant_id uuid not null,
  account_id uuid not null,
  no integer not null,
  facts jsonb default '{}'::jsonb not null,
  sealed text not null,
  tails jsonb default '{}'::jsonb not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  constraint account_key_pkey PRIMARY KEY (merchant_id, account_id, no),
  constraint account_key_merchant_id_account_id_fkey FOREIGN KEY (merchant_id, account_id) REFERENCES payments.account(merchant_id, id)
);
CREATE UNIQUE INDEX account_key_newest ON payments.account_key USING btree (merchant_id, account_id) WHERE (ends_at IS NULL);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.bill (
  merchant_id uuid not null,
  channel text not null,
  account text not null,
  day date not null,
  state text not null,
  hash text,
  tries integer default 0 not null,
  failure text default ''::text not null,
  tried_at timestamp with time zone,
  taken_until timestamp with time zone,
  line_count integer default 0 not null,
  paid_count integer default 0 not null,
  paid_fen bigint default 0 not null,
  refund_count integer default 0 not null,
  refunded_fen bigint default 0 not null,
  fee_fen bigint default 0 not null,
  fee_back_fen bigint default 0 not null,
  here_paid_fen bigint default 0 not null,
  here_refunded_fen bigint default 0 not null,
  compared_at timestamp with time zone,
  constraint bill_pkey PRIMARY KEY (merchant_id, channel, account, day),
  constraint bill_check CHECK (((paid_fen >= 0) AND (refunded_fen >= 0) AND (fee_fen >= 0) AND (fee_back_fen >= 0))),
  constraint bill_has_its_file CHECK (((state = 'waiting'::text) OR (hash IS NOT NULL))),
  constraint bill_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'importing'::text, 'compared'::text])))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.bill_account (
  merchant_id uuid not null,
  channel text not null,
  account text not null,
  since date not null,
  fee_bps integer,
  constraint bill_account_pkey PRIMARY KEY (merchant_id, channel, account),
  constraint bill_account_fee_bps_check CHECK (((fee_bps >= 0) AND (fee_bps <= 10000)))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.bill_break (
  merchant_id uuid not null,
  id uuid not null,
  channel text not null,
  account text not null,
  day date not null,
  of text not null,
  subject text not null,
  kind text not null,
  reason text not null,
  out_trade_no text default ''::text not null,
  order_id uuid,
  line_no integer,
  there_fen bigint,
  here_fen bigint,
  state text not null,
  owner_id uuid not null,
  found_at timestamp with time zone not null,
  resolution text,
  resolved_by uuid,
  resolved_at timestamp with time zone,
  constraint bill_break_pkey PRIMARY KEY (merchant_id, id),
  constraint break_once UNIQUE (merchant_id, channel, account, of, subject, kind),
  constraint bill_break_kind_check CHECK ((kind = ANY (ARRAY['missing_here'::text, 'missing_there'::text, 'amount_differs'::text, 'state_differs'::text, 'fee_differs'::text, 'duplicate'::text, 'wrong_day'::text]))),
  constraint bill_break_of_check CHECK ((of = ANY (ARRAY['payment'::text, 'refund'::text]))),
  constraint bill_break_reason_check CHECK ((reason <> ''::text)),
  constraint bill_break_resolution_check CHECK ((resolution = ANY (ARRAY['captured'::text, 'sent_back'::text, 'refund_confirmed'::text, 'told_late'::text, 'other_bill'::text, 'agrees_now'::text, 'booked'::text, 'explained'::text]))),
  constraint bill_break_state_check CHECK ((state = ANY (ARRAY['open'::text, 'asked'::text, 'resolved'::text]))),
  constraint break_resolved_with_a_reason CHECK (((state = 'resolved'::text) = ((resolution IS NOT NULL) AND (resolved_at IS NOT NULL)))),
  constraint bill_break_merchant_id_channel_account_day_fkey FOREIGN KEY (merchant_id, channel, account, day) REFERENCES payments.bill(merchant_id, channel, account, day)
);
CREATE INDEX break_day ON payments.bill_break USING btree (merchant_id, channel, account, day);
CREATE INDEX break_open ON payments.bill_break USING btree (merchant_id, channel, account) WHERE (state <> 'resolved'::text);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.bill_line (
  merchant_id uuid not null,
  channel text not null,
  account text not null,
  day date not null,
  no integer not null,
  kind text not null,
  at timestamp with time zone not null,
  app text not null,
  provider_no text not null,
  out_trade_no text not null,
  refund_no text default ''::text not null,
  amount_fen bigint not null,
  fee_fen bigint not null,
  rate_bps integer,
  currency text not null,
  state text not null,
  constraint bill_line_pkey PRIMARY KEY (merchant_id, channel, account, day, no),
  constraint bill_line_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint bill_line_check CHECK (((kind = 'refund'::text) = (refund_no <> ''::text))),
  constraint bill_line_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'refund'::text]))),
  constraint bill_line_no_check CHECK ((no > 0)),
  constraint bill_line_state_check CHECK ((state = ANY (ARRAY['done'::text, 'under_way'::text, 'failed'::text]))),
  constraint bill_line_merchant_id_channel_account_day_fkey FOREIGN KEY (merchant_id, channel, account, day) REFERENCES payments.bill(merchant_id, channel, account, day)
);
CREATE INDEX bill_line_payment ON payments.bill_line USING btree (merchant_id, channel, provider_no) WHERE (kind = 'payment'::text);
CREATE INDEX bill_line_refund ON payments.bill_line USING btree (merchant_id, channel, refund_no) WHERE (kind = 'refund'::text);
-- row security: enabled, forced; quandian_app: select, insert, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.break_booking (
  merchant_id uuid not null,
  break_id uuid not null,
  id uuid not null,
  amount_fen bigint not null,
  gain boolean not null,
  as_fee boolean not null,
  words text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  needs_second boolean not null,
  booked_by uuid,
  booked_at timestamp with time zone,
  refused_by uuid,
  refused_at timestamp with time zone,
  constraint break_booking_pkey PRIMARY KEY (merchant_id, id),
  constraint booked_by_a_second CHECK (((NOT needs_second) OR (booked_by IS DISTINCT FROM asked_by))),
  constraint booked_or_refused CHECK (((booked_at IS NULL) OR (refused_at IS NULL))),
  constraint break_booking_amount_fen_check CHECK ((amount_fen > 0)),
  constraint break_booking_check CHECK (((booked_by IS NULL) = (booked_at IS NULL))),
  constraint break_booking_check1 CHECK (((refused_by IS NULL) = (refused_at IS NULL))),
  constraint break_booking_words_check CHECK ((words <> ''::text)),
  constraint break_booking_merchant_id_break_id_fkey FOREIGN KEY (merchant_id, break_id) REFERENCES payments.bill_break(merchant_id, id)
);
CREATE UNIQUE INDEX booking_of_a_break ON payments.break_booking USING btree (merchant_id, break_id) WHERE (refused_at IS NULL);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.break_event (
  merchant_id uuid not null,
  id uuid not null,
  break_id uuid not null,
  verb text not null,
  actor_id uuid,
  words text default ''::text not null,
  facts jsonb default '{}'::jsonb not null,
  at timestamp with time zone not null,
  constraint break_event_pkey PRIMARY KEY (merchant_id, id),
  constraint break_event_verb_check CHECK ((verb = ANY (ARRAY['found'::text, 'assigned'::text, 'commented'::text, 'booking_asked'::text, 'booking_refused'::text, 'resolved'::text]))),
  constraint break_event_merchant_id_break_id_fkey FOREIGN KEY (merchant_id, break_id) REFERENCES payments.bill_break(merchant_id, id)
);
CREATE INDEX break_event_of ON payments.break_event USING btree (merchant_id, break_id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.capture (
  merchant_id uuid not null,
  channel text not null,
  provider_no text not null,
  intent_id uuid not null,
  order_id uuid not null,
  amount_fen bigint not null,
  use text not null,
  at timestamp with time zone not null,
  account_id uuid,
  constraint capture_pkey PRIMARY KEY (merchant_id, channel, provider_no),
  constraint capture_use_check CHECK ((use = ANY (ARRAY['order'::text, 'late'::text, 'twice'::text, 'mismatch'::text, 'wrong'::text]))),
  constraint capture_account FOREIGN KEY (merchant_id, account_id) REFERENCES payments.account(merchant_id, id),
  constraint capture_merchant_id_intent_id_fkey FOREIGN KEY (merchant_id, intent_id) REFERENCES payments.intent(merchant_id, id)
);
CREATE INDEX capture_at ON payments.capture USING brin (merchant_id, at);
CREATE INDEX capture_order ON payments.capture USING btree (merchant_id, order_id);
CREATE UNIQUE INDEX capture_once ON payments.capture USING btree (merchant_id, intent_id) WHERE (use = 'order'::text);
CREATE UNIQUE INDEX capture_once_an_order ON payments.capture USING btree (merchant_id, order_id) WHERE (use = 'order'::text);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.intent (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  channel text not null,
  amount_fen bigint not null,
  state text not null,
  out_trade_no text not null,
  provider_no text,
  made_at timestamp with time zone not null,
  captured_at timestamp with time zone,
  account_id uuid,
  asks integer default 0 not null,
  asked_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint intent_pkey PRIMARY KEY (merchant_id, id),
  constraint intent_merchant_id_out_trade_no_key UNIQUE (merchant_id, out_trade_no),
  constraint intent_amount_fen_check CHECK ((amount_fen > 0)),
  constraint intent_state_check CHECK ((state = ANY (ARRAY['open'::text, 'captured'::text, 'shut'::text]))),
  constraint intent_account FOREIGN KEY (merchant_id, account_id) REFERENCES payments.account(merchant_id, id)
);
CREATE INDEX intent_order ON payments.intent USING btree (merchant_id, order_id);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.payer (
  merchant_id uuid not null,
  member_id uuid not null,
  payer_hash text not null,
  at timestamp with time zone not null,
  constraint payer_pkey PRIMARY KEY (merchant_id, member_id, payer_hash)
);
-- row security: enabled, forced; quandian_app: select, insert, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payments.refund (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  channel text not null,
  provider_no text not null,
  refund_no text not null,
  amount_fen bigint not null,
  for_order boolean not null,
  state text not null,
  tries integer default 0 not null,
  made_at timestamp with time zone not null,
  done_at timestamp with time zone,
  failed_at timestamp with time zone,
  failure text default ''::text not null,
  account_id uuid,
  constraint refund_pkey PRIMARY KEY (merchant_id, id),
  constraint refund_merchant_id_refund_no_key UNIQUE (merchant_id, refund_no),
  constraint refund_amount_fen_check CHECK ((amount_fen > 0)),
  constraint refund_state_check CHECK ((state = ANY (ARRAY['wanted'::text, 'sent'::text, 'succeeded'::text, 'failed'::text]))),
  constraint refund_account FOREIGN KEY (merchant_id, account_id) REFERENCES payments.account(merchant_id, id)
);
CREATE INDEX payments_refund_order ON payments.refund USING btree (merchant_id, order_id);
CREATE INDEX refund_done ON payments.refund USING btree (merchant_id, done_at) WHERE (state = 'succeeded'::text);
CREATE INDEX refund_due ON payments.refund USING btree (merchant_id, state) WHERE (state = ANY (ARRAY['wanted'::text, 'sent'::text]));
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payouts.allowance (
  merchant_id uuid not null,
  account text not null,
  span text not null,
  times integer not null,
  amount_fen bigint not null,
  constraint allowance_pkey PRIMARY KEY (merchant_id, account, span),
  constraint allowance_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint allowance_times_check CHECK ((times >= 0))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payouts.batch (
  merchant_id uuid not null,
  id uuid not null,
  lines integer not null,
  amount_fen bigint not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint batch_pkey PRIMARY KEY (merchant_id, id),
  constraint batch_amount_fen_check CHECK ((amount_fen > 0)),
  constraint batch_lines_check CHECK ((lines > 0))
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payouts.batch_line (
  merchant_id uuid not null,
  withdrawal_id uuid not null,
  batch_id uuid not null,
  no integer not null,
  amount_fen bigint not null,
  state text not null,
  reason text default ''::text not null,
  done_at timestamp with time zone,
  constraint batch_line_pkey PRIMARY KEY (merchant_id, withdrawal_id),
  constraint batch_line_merchant_id_batch_id_no_key UNIQUE (merchant_id, batch_id, no),
  constraint batch_line_amount_fen_check CHECK ((amount_fen > 0)),
  constraint batch_line_state_check CHECK ((state = ANY (ARRAY['exported'::text, 'paid'::text, 'failed'::text]))),
  constraint batch_line_merchant_id_batch_id_fkey FOREIGN KEY (merchant_id, batch_id) REFERENCES payouts.batch(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table payouts.payee (
  merchant_id uuid not null,
  id uuid not null,
  party_kind text not null,
  party_id uuid not null,
  kind text not null,
  name_enc text not null,
  name_masked text not null,
  id_no_enc text not null,
  id_no_masked text not null,
  id_no_hash text not null,
  account_enc text not null,
  account_masked text not null,
  account_hash text not null,
  bank_name text default ''::text not null,
  is_change boolean not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint payee_pkey PRIMARY KEY (merchant_id, id),
  constraint payee_kind_check CHECK ((kind = ANY (ARRAY['wechat'::text, 'bank'::text]))),
  constraint payee_party_kind_check CHECK ((party_kind = ANY (ARRAY['staff'::text, 'member'::text])))
);
CREATE INDEX payee_account ON payouts.payee USING btree (merchant_id, account_hash);
CREATE UNIQUE INDEX payee_one ON payouts.payee USING btree (merchant_id, party_kind, party_id) WHERE (ended_at IS NULL);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table platform.audit (
  merchant_id uuid not null,
  id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  verb text not null,
  object_kind text not null,
  object_id text not null,
  facts jsonb default '{}'::jsonb not null,
  request_id text,
  at timestamp with time zone not null,
  xid xid8 default pg_current_xact_id() not null,
  constraint audit_pkey PRIMARY KEY (merchant_id, id),
  constraint audit_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'member'::text, 'key'::text, 'system'::text])))
);
CREATE INDEX audit_object ON platform.audit USING btree (merchant_id, object_kind, object_id, at);
CREATE INDEX audit_xid ON platform.audit USING btree (merchant_id, xid);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table platform.audit_block (
  merchant_id uuid not null,
  no bigint not null,
  below_xid xid8 not null,
  lines integer not null,
  hash text not null,
  at timestamp with time zone not null,
  constraint audit_block_pkey PRIMARY KEY (merchant_id, no)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table platform.event (
  merchant_id uuid not null,
  seq bigint generated always as identity not null,
  id uuid not null,
  name text not null,
  facts jsonb not null,
  at timestamp with time zone not null,
  constraint event_pkey PRIMARY KEY (merchant_id, seq),
  constraint event_merchant_id_id_key UNIQUE (merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check (-)
-- policy relay for insert using (-) with check (true)

create table platform.host (
  host text not null,
  merchant_id uuid not null,
  constraint host_pkey PRIMARY KEY (host),
  constraint host_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES platform.merchant(id)
);
-- row security: none; quandian_app: select, insert

create table platform.idempotency (
  merchant_id uuid not null,
  scope text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  answer jsonb not null,
  at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (merchant_id, scope, key)
);
CREATE INDEX idempotency_at ON platform.idempotency USING brin (merchant_id, at);
-- row security: enabled, forced; quandian_app: select, insert, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table platform.merchant (
  id uuid not null,
  name text not null,
  production boolean default false not null,
  demo_seed bigint,
  suspended_at timestamp with time zone,
  made_at timestamp with time zone not null,
  constraint merchant_pkey PRIMARY KEY (id)
);
-- row security: none; quandian_app: select, insert, update

create table platform.outbox (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  facts jsonb not null,
  at timestamp with time zone not null,
  constraint outbox_pkey PRIMARY KEY (merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy lock for update using (true) with check (false)
-- policy own_merchant for insert using (-) with check ((merchant_id = platform.merchant()))
-- policy relay for select using (true) with check (-)
-- policy relayed for delete using (true) with check (-)

create table platform.quota (
  merchant_id uuid not null,
  scope text not null,
  window_at timestamp with time zone not null,
  used integer not null,
  constraint quota_pkey PRIMARY KEY (merchant_id, scope, window_at),
  constraint quota_used_check CHECK ((used >= 0))
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table platform.retention (
  merchant_id uuid not null,
  rule text not null,
  ran_at timestamp with time zone not null,
  removed bigint default 0 not null,
  constraint retention_pkey PRIMARY KEY (merchant_id, rule)
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table platform.throttle (
  merchant_id uuid not null,
  scope text not null,
  tries integer not null,
  last_at timestamp with time zone not null,
  blocked_until timestamp with time zone not null,
  constraint throttle_pkey PRIMARY KEY (merchant_id, scope),
  constraint throttle_tries_check CHECK ((tries >= 0))
);
CREATE INDEX throttle_old ON platform.throttle USING btree (merchant_id, last_at);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table platform.timer (
  merchant_id uuid not null,
  kind text not null,
  ref text not null,
  due_at timestamp with time zone not null,
  constraint timer_pkey PRIMARY KEY (merchant_id, kind, ref)
);
CREATE INDEX timer_due ON platform.timer USING btree (merchant_id, due_at);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy look for select using (true) with check (-)
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table platform.version (
  merchant_id uuid not null,
  chain bigint default 1 not null,
  offer bigint default 1 not null,
  pricing bigint default 1 not null,
  constraint version_pkey PRIMARY KEY (merchant_id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table pricing.promotion (
  merchant_id uuid not null,
  id uuid not null,
  node_id uuid not null,
  name text not null,
  threshold_fen bigint not null,
  off_fen bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  cost_owner text default 'hq'::text not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  cost_dealer_bps integer default 0 not null,
  cost_outlet_bps integer default 0 not null,
  constraint promotion_pkey PRIMARY KEY (merchant_id, id),
  constraint promotion_check CHECK ((off_fen < threshold_fen)),
  constraint promotion_check1 CHECK ((ends_at > starts_at)),
  constraint promotion_cost_dealer_bps_check CHECK ((cost_dealer_bps >= 0)),
  constraint promotion_cost_is_whole CHECK (((cost_dealer_bps + cost_outlet_bps) <= 10000)),
  constraint promotion_cost_outlet_bps_check CHECK ((cost_outlet_bps >= 0)),
  constraint promotion_cost_owner_check CHECK ((cost_owner = ANY (ARRAY['hq'::text, 'dealer'::text, 'outlet'::text]))),
  constraint promotion_off_fen_check CHECK ((off_fen > 0)),
  constraint promotion_threshold_fen_check CHECK ((threshold_fen > 0)),
  constraint promotion_merchant_id_node_id_fkey FOREIGN KEY (merchant_id, node_id) REFERENCES chain.node(merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table migration (
  name text not null,
  digest text not null,
  constraint migration_pkey PRIMARY KEY (name)
);
-- row security: none; quandian_app: nothing

create table settlement.dispute (
  merchant_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  line_no integer,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  state text not null,
  answer text default ''::text not null,
  correction_fen bigint default 0 not null,
  answered_by uuid,
  answered_at timestamp with time zone,
  constraint dispute_pkey PRIMARY KEY (merchant_id, id),
  constraint dispute_corrects_something CHECK (((state = 'corrected'::text) = (correction_fen <> 0))),
  constraint dispute_not_ones_own CHECK ((answered_by IS DISTINCT FROM asked_by)),
  constraint dispute_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint dispute_state_check CHECK ((state = ANY (ARRAY['open'::text, 'kept'::text, 'corrected'::text]))),
  constraint dispute_merchant_id_document_id_fkey FOREIGN KEY (merchant_id, document_id) REFERENCES settlement.document(merchant_id, id)
);
CREATE INDEX dispute_document ON settlement.dispute USING btree (merchant_id, document_id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table settlement.document (
  merchant_id uuid not null,
  id uuid not null,
  kind text not null,
  party_id uuid not null,
  month text not null,
  opening_fen bigint not null,
  earned_fen bigint not null,
  charged_fen bigint not null,
  paid_fen bigint not null,
  pending_fen bigint not null,
  closing_fen bigint not null,
  lines integer not null,
  hash text not null,
  policy_version integer not null,
  needs_second boolean not null,
  state text not null,
  closed_at timestamp with time zone not null,
  state_at timestamp with time zone not null,
  confirmed_by uuid,
  approved_by uuid,
  constraint document_pkey PRIMARY KEY (merchant_id, id),
  constraint document_once UNIQUE (merchant_id, kind, party_id, month),
  constraint document_adds_up CHECK ((((((opening_fen + earned_fen) + charged_fen) - paid_fen) - pending_fen) = closing_fen)),
  constraint document_has_two CHECK (((approved_by IS NULL) OR (approved_by <> confirmed_by))),
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['dealer'::text, 'outlet'::text]))),
  constraint document_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
  constraint document_state_check CHECK ((state = ANY (ARRAY['closed'::text, 'disputed'::text, 'answered'::text, 'confirmed'::text, 'approved'::text])))
);
CREATE INDEX document_month ON settlement.document USING btree (merchant_id, month, id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table settlement.line (
  merchant_id uuid not null,
  document_id uuid not null,
  no integer not null,
  order_id uuid,
  order_number text not null,
  placed_on date,
  role text not null,
  home_outlet text not null,
  selling_outlet text not null,
  fulfilling_outlet text not null,
  discount_fen bigint not null,
  borne_by text not null,
  made_fen bigint not null,
  cut_fen bigint not null,
  former text,
  constraint line_pkey PRIMARY KEY (merchant_id, document_id, no),
  constraint line_merchant_id_document_id_fkey FOREIGN KEY (merchant_id, document_id) REFERENCES settlement.document(merchant_id, id)
);
CREATE INDEX line_order ON settlement.line USING btree (merchant_id, order_id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table settlement.step (
  merchant_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  verb text not null,
  actor_id uuid,
  words text not null,
  at timestamp with time zone not null,
  constraint step_pkey PRIMARY KEY (merchant_id, id),
  constraint step_verb_check CHECK ((verb = ANY (ARRAY['closed'::text, 'disputed'::text, 'kept'::text, 'corrected'::text, 'confirmed'::text, 'approved'::text, 'paid'::text]))),
  constraint step_merchant_id_document_id_fkey FOREIGN KEY (merchant_id, document_id) REFERENCES settlement.document(merchant_id, id)
);
CREATE INDEX step_document ON settlement.step USING btree (merchant_id, document_id, at);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table sharing.link (
  merchant_id uuid not null,
  code text not null,
  sharer_kind text not null,
  sharer_id uuid not null,
  outlet_id uuid not null,
  target_kind text not null,
  target_id uuid not null,
  parent_code text,
  root_code text not null,
  depth integer not null,
  channel text default 'copy'::text not null,
  domain text not null,
  guide_id uuid,
  sharer_1_id uuid,
  sharer_2_id uuid,
  group_id uuid,
  words text default ''::text not null,
  made_at timestamp with time zone not null,
  constraint link_pkey PRIMARY KEY (merchant_id, code),
  constraint link_once UNIQUE NULLS NOT DISTINCT (merchant_id, sharer_id, target_kind, target_id, parent_code, group_id),
  constraint link_check CHECK (((depth = 1) = (parent_code IS NULL))),
  constraint link_check1 CHECK (((sharer_2_id IS NULL) OR (sharer_2_id <> sharer_1_id))),
  constraint link_code_check CHECK ((code ~ '^[0-9a-hjkmnp-tv-z]{13}$'::text)),
  constraint link_depth_check CHECK ((depth >= 1)),
  constraint link_domain_check CHECK ((domain = ANY (ARRAY['onsite'::text, 'private'::text, 'public'::text, 'wide'::text]))),
  constraint link_sharer_kind_check CHECK ((sharer_kind = ANY (ARRAY['staff'::text, 'member'::text]))),
  constraint link_target_kind_check CHECK ((target_kind = ANY (ARRAY['product'::text, 'shop'::text, 'outlet'::text]))),
  constraint link_merchant_id_group_id_fkey FOREIGN KEY (merchant_id, group_id) REFERENCES groups."group"(merchant_id, id),
  constraint link_merchant_id_outlet_id_fkey FOREIGN KEY (merchant_id, outlet_id) REFERENCES chain.outlet(merchant_id, id),
  constraint link_merchant_id_parent_code_fkey FOREIGN KEY (merchant_id, parent_code) REFERENCES sharing.link(merchant_id, code)
);
CREATE INDEX link_parent ON sharing.link USING btree (merchant_id, parent_code);
CREATE INDEX link_root ON sharing.link USING btree (merchant_id, root_code);
CREATE INDEX link_sharer ON sharing.link USING btree (merchant_id, sharer_id, made_at);
-- row security: enabled, forced; quandian_app: select, insert
-- policy only_emptied for update using (true) with check ((words = ''::text))
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table sharing.merged (
  merchant_id uuid not null,
  member_id uuid not null,
  survivor_id uuid not null,
  at timestamp with time zone not null,
  constraint merged_pkey PRIMARY KEY (merchant_id, member_id),
  constraint merged_check CHECK ((member_id <> survivor_id))
);
CREATE INDEX merged_survivor ON sharing.merged USING btree (merchant_id, survivor_id);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table sharing.visit (
  merchant_id uuid not null,
  id uuid not null,
  link_code text,
  entry sharing.entry not null,
  domain platform.traffic not null,
  outlet_id uuid not null,
  device_hash text,
  member_id uuid,
  at timestamp with time zone not null,
  ip_class text default ''::text not null,
  constraint visit_pkey PRIMARY KEY (merchant_id, id),
  constraint visit_check CHECK ((((entry)::text = 'link'::text) = (link_code IS NOT NULL)))
);
CREATE INDEX visit_at ON sharing.visit USING brin (merchant_id, at) WITH (pages_per_range='32');
CREATE INDEX visit_device ON sharing.visit USING btree (merchant_id, device_hash, at DESC) WHERE (member_id IS NULL);
CREATE INDEX visit_link ON sharing.visit USING btree (merchant_id, link_code, at) WHERE (link_code IS NOT NULL);
CREATE INDEX visit_member ON sharing.visit USING btree (merchant_id, member_id, at DESC) WHERE (member_id IS NOT NULL);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.bucket (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  source text not null,
  amount bigint not null,
  rest bigint not null,
  expires_at timestamp with time zone,
  at timestamp with time zone not null,
  constraint bucket_pkey PRIMARY KEY (merchant_id, id),
  constraint bucket_amount_check CHECK ((amount > 0)),
  constraint bucket_check CHECK (((kind <> 'principal'::text) OR (expires_at IS NULL))),
  constraint bucket_kind_check CHECK ((kind = ANY (ARRAY['principal'::text, 'bonus'::text, 'points'::text]))),
  constraint bucket_never_below_nothing CHECK (((rest >= 0) AND (rest <= amount)))
);
CREATE INDEX bucket_ends ON wallet.bucket USING btree (merchant_id, expires_at) WHERE (rest > 0);
CREATE INDEX bucket_member ON wallet.bucket USING btree (merchant_id, member_id, kind) WHERE (rest > 0);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.cash_ask (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  amount_fen bigint not null,
  reason text not null,
  asked_by uuid,
  state text not null,
  decided_by uuid,
  answer text default ''::text not null,
  bonus_lost_fen bigint default 0 not null,
  made_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint cash_ask_pkey PRIMARY KEY (merchant_id, id),
  constraint cash_ask_amount_fen_check CHECK ((amount_fen > 0)),
  constraint cash_ask_bonus_lost_fen_check CHECK ((bonus_lost_fen >= 0)),
  constraint cash_ask_second_person CHECK (((decided_by IS DISTINCT FROM asked_by) OR (decided_by IS NULL))),
  constraint cash_ask_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'done'::text, 'refused'::text])))
);
CREATE UNIQUE INDEX cash_ask_one_open ON wallet.cash_ask USING btree (merchant_id, member_id) WHERE (state = 'asked'::text);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.earning (
  merchant_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  rule jsonb not null,
  points bigint not null,
  posted bigint default 0 not null,
  state text not null,
  seq integer default 0 not null,
  at timestamp with time zone not null,
  constraint earning_pkey PRIMARY KEY (merchant_id, order_id),
  constraint earning_points_check CHECK ((points >= 0)),
  constraint earning_posted_check CHECK ((posted >= 0)),
  constraint earning_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'settled'::text])))
);
CREATE INDEX earning_member ON wallet.earning USING btree (merchant_id, member_id);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.holder (
  merchant_id uuid not null,
  member_id uuid not null,
  name_enc text not null,
  name_masked text not null,
  made_at timestamp with time zone not null,
  constraint holder_pkey PRIMARY KEY (merchant_id, member_id)
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.plan (
  merchant_id uuid not null,
  id uuid not null,
  pay_fen bigint not null,
  bonus_fen bigint not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint plan_pkey PRIMARY KEY (merchant_id, id),
  constraint plan_bonus_fen_check CHECK ((bonus_fen >= 0)),
  constraint plan_pay_fen_check CHECK ((pay_fen > 0))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.take (
  merchant_id uuid not null,
  order_id uuid not null,
  bucket_id uuid not null,
  amount bigint not null,
  given_back bigint default 0 not null,
  constraint take_pkey PRIMARY KEY (merchant_id, order_id, bucket_id),
  constraint take_amount_check CHECK ((amount > 0)),
  constraint take_gives_back_what_it_took CHECK (((given_back >= 0) AND (given_back <= amount))),
  constraint take_merchant_id_bucket_id_fkey FOREIGN KEY (merchant_id, bucket_id) REFERENCES wallet.bucket(merchant_id, id),
  constraint take_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES wallet.tender(merchant_id, order_id)
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.tender (
  merchant_id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  principal_fen bigint not null,
  bonus_fen bigint not null,
  points bigint not null,
  points_fen bigint not null,
  state text not null,
  policy_version integer not null,
  made_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint tender_pkey PRIMARY KEY (merchant_id, order_id),
  constraint tender_bonus_fen_check CHECK ((bonus_fen >= 0)),
  constraint tender_check CHECK ((((principal_fen + bonus_fen) + points_fen) > 0)),
  constraint tender_points_check CHECK ((points >= 0)),
  constraint tender_points_fen_check CHECK ((points_fen >= 0)),
  constraint tender_principal_fen_check CHECK ((principal_fen >= 0)),
  constraint tender_state_check CHECK ((state = ANY (ARRAY['held'::text, 'used'::text, 'freed'::text])))
);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.tender_back (
  merchant_id uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  principal_fen bigint not null,
  bonus_fen bigint not null,
  points bigint not null,
  points_fen bigint not null,
  at timestamp with time zone not null,
  constraint tender_back_pkey PRIMARY KEY (merchant_id, refund_id),
  constraint tender_back_bonus_fen_check CHECK ((bonus_fen >= 0)),
  constraint tender_back_points_check CHECK ((points >= 0)),
  constraint tender_back_points_fen_check CHECK ((points_fen >= 0)),
  constraint tender_back_principal_fen_check CHECK ((principal_fen >= 0)),
  constraint tender_back_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES wallet.tender(merchant_id, order_id)
);
CREATE INDEX tender_back_order ON wallet.tender_back USING btree (merchant_id, order_id);
-- row security: enabled, forced; quandian_app: select, insert
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table wallet.top_up (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  plan_id uuid,
  principal_fen bigint not null,
  bonus_fen bigint not null,
  terms_version text not null,
  state text not null,
  policy_version integer not null,
  made_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  channel text,
  account_id uuid,
  provider_no text,
  refunded_fen bigint default 0 not null,
  constraint top_up_pkey PRIMARY KEY (merchant_id, id),
  constraint top_up_bonus_fen_check CHECK ((bonus_fen >= 0)),
  constraint top_up_check CHECK (((refunded_fen >= 0) AND (refunded_fen <= principal_fen))),
  constraint top_up_principal_fen_check CHECK ((principal_fen > 0)),
  constraint top_up_state_check CHECK ((state = ANY (ARRAY['unpaid'::text, 'paid'::text, 'shut'::text])))
);
CREATE INDEX top_up_member ON wallet.top_up USING btree (merchant_id, member_id, made_at);
CREATE UNIQUE INDEX top_up_one_open ON wallet.top_up USING btree (merchant_id, member_id) WHERE (state = 'unpaid'::text);
-- row security: enabled, forced; quandian_app: select, insert, update
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table webhooks.delivery (
  merchant_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  state text not null,
  tries integer default 0 not null,
  due_at timestamp with time zone not null,
  last_status integer,
  last_error text,
  done_at timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (merchant_id, endpoint_id, event_id),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'given_up'::text]))),
  constraint delivery_merchant_id_endpoint_id_fkey FOREIGN KEY (merchant_id, endpoint_id) REFERENCES webhooks.endpoint(merchant_id, id)
);
CREATE INDEX delivery_due ON webhooks.delivery USING btree (merchant_id, due_at) WHERE (state = 'waiting'::text);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))

create table webhooks.endpoint (
  merchant_id uuid not null,
  id uuid not null,
  url text not null,
  events text[] not null,
  secret_enc text not null,
  old_secret_enc text,
  old_secret_until timestamp with time zone,
  made_by uuid,
  made_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  disabled_reason text,
  constraint endpoint_pkey PRIMARY KEY (merchant_id, id)
);
-- row security: enabled, forced; quandian_app: select, insert, update, delete
-- policy own_merchant for all using ((merchant_id = platform.merchant())) with check ((merchant_id = platform.merchant()))
