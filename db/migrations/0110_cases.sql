-- After-sales whole: more kinds, goods that come back before the money goes, one appeal, time limits,
-- and a line of history for each step. What was promised of a product is kept on the order's line.
alter table orders.aftersales
  drop constraint aftersales_kind_check,
  drop constraint aftersales_state_check,
  add constraint aftersales_kind_check check (kind in ('refund_only', 'return_and_refund',
    'exchange', 'price_protection', 'not_happy', 'amount', 'short', 'cancel')),
  add constraint aftersales_state_check check (state in ('asked', 'appealed', 'approved',
    'sent_back', 'exchanging', 'accepted', 'rejected', 'withdrawn')),
  add column desk text not null default 'store' check (desk in ('store', 'hq')),
  add column due_at timestamptz, -- when time decides
  add column appealed_at timestamptz, -- once
  add column return_code text, -- eight digits, shown at the counter with the goods
  add column tracking text not null default '', -- goods that are sent, not brought
  add column opened boolean not null default false, -- what the member says of the packing
  add column swap_sku uuid, -- exchange: what she wants instead
  add column swap_order uuid, -- exchange: the order by which she gets it
  add constraint case_swaps_for_something check ((kind = 'exchange') = (swap_sku is not null));
drop index orders.aftersales_open;
create index aftersales_open on orders.aftersales (merchant_id, asked_at)
  where state in ('asked', 'appealed', 'approved', 'sent_back', 'exchanging');
-- One open case an order: behind the order's lock, this is the constraint.
create unique index aftersales_one_open on orders.aftersales (merchant_id, order_id)
  where state in ('asked', 'appealed', 'approved', 'sent_back', 'exchanging');
create unique index aftersales_return_code on orders.aftersales (merchant_id, return_code)
  where state in ('approved', 'sent_back');

create table orders.case_step (
  merchant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  verb text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null check (actor_kind in ('member', 'staff', 'key', 'system', 'payment')),
  actor_id uuid,
  words text not null default '',
  facts jsonb not null default '{}',
  at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, case_id) references orders.aftersales
);
create index case_step_case on orders.case_step (merchant_id, case_id, id);
call platform.fence('orders.case_step', 'select, insert');
grant update (words) on orders.case_step to quandian_app; -- erasure empties what was said
-- Cases of before have a history of two lines: asked, and what was decided.
insert into orders.case_step (merchant_id, id, case_id, verb, from_state, to_state, actor_kind, at)
  select merchant_id, uuidv7(), id, 'asked', null, 'asked', asked_by, asked_at
  from orders.aftersales;
insert into orders.case_step
    (merchant_id, id, case_id, verb, from_state, to_state, actor_kind, actor_id, words, at)
  select merchant_id, uuidv7(), id, state, 'asked', state,
    case when decided_by is null then 'system' else 'staff' end, decided_by, decision_words,
    coalesce(decided_at, asked_at)
  from orders.aftersales where state <> 'asked';

-- What is promised of a product beyond the law, and what the law excepts; null: as the rule says.
alter table catalog.product add column terms jsonb;
alter table orders.line add column terms jsonb;

update chain.policy set body = '{"answerHours": 48, "autoAgreeFen": 5000, "returnDays": 7,
  "appealDays": 7, "noReasonDays": 7, "priceDays": 7}'::jsonb || body where kind = 'aftersales';
update chain.policy_draft set body = '{"answerHours": 48, "autoAgreeFen": 5000, "returnDays": 7,
  "appealDays": 7, "noReasonDays": 7, "priceDays": 7}'::jsonb || body where kind = 'aftersales';
