-- Words and amounts of the rows that every order writes, as types of their own. A CHECK on a table
-- is parsed anew by every statement that writes there, a domain's once a session: an order's
-- twenty statements spent a seventh of their time on it.
create domain platform.amount_fen as bigint check (value >= 0);
create domain platform.some_fen as bigint check (value > 0);
create domain platform.pieces as integer check (value >= 0);

create domain orders.order_state as text check (value in
  ('unpaid', 'paid', 'picking', 'ready', 'on_the_way', 'received', 'settled', 'cancelled'));
create domain orders.way as text check (value in ('pickup', 'delivery'));
alter table orders.order
  drop constraint order_state_check,
  drop constraint order_way_check,
  drop constraint order_gross_fen_check,
  drop constraint order_discount_fen_check,
  drop constraint order_freight_fen_check,
  drop constraint order_payable_fen_check,
  drop constraint refund_within_capture,
  alter state type orders.order_state,
  alter way type orders.way,
  alter gross_fen type platform.amount_fen,
  alter discount_fen type platform.amount_fen,
  alter freight_fen type platform.amount_fen,
  alter payable_fen type platform.some_fen,
  alter refunded_fen type platform.amount_fen,
  add constraint refund_within_capture check (refunded_fen <= captured_fen);

alter table orders.line
  drop constraint line_net_fen_check,
  drop constraint line_price_fen_check,
  drop constraint line_refund_within_net,
  alter price_fen type platform.amount_fen,
  alter net_fen type platform.amount_fen,
  alter refunded_fen type platform.amount_fen,
  alter refunded_pieces type platform.pieces,
  add constraint line_refund_within_net
    check (refunded_fen <= net_fen and refunded_pieces <= quantity);

create domain fulfilment.parcel_state as text check (value in
  ('waiting', 'paid', 'picking', 'ready', 'on_the_way', 'received', 'gone'));
create domain fulfilment.outcome as text check (value in
  ('allocated', 'split', 'parked', 'refunded'));
alter table fulfilment.parcel
  drop constraint parcel_state_check,
  alter state type fulfilment.parcel_state;
alter table fulfilment.route
  drop constraint route_outcome_check,
  alter outcome type fulfilment.outcome;

create domain platform.traffic as text check (value in ('onsite', 'private', 'public', 'wide'));
create domain attribution.sale_kind as text check (value in ('share', 'guide', 'member', 'other'));
create domain attribution.guide_from as text check (value in ('link', 'home', 'none'));
alter table attribution.credit
  drop constraint credit_domain_check,
  drop constraint credit_sale_kind_check,
  drop constraint credit_service_guide_from_check,
  alter domain type platform.traffic,
  alter sale_kind type attribution.sale_kind,
  alter service_guide_from type attribution.guide_from;

create domain sharing.entry as text check (value in
  ('link', 'scan', 'direct', 'search', 'map', 'advert'));
alter table sharing.visit
  drop constraint visit_domain_check,
  drop constraint visit_entry_check,
  alter domain type platform.traffic,
  alter entry type sharing.entry;

alter table inventory.hold
  drop constraint hold_consumed_check,
  drop constraint hold_released_check,
  alter consumed type platform.pieces,
  alter released type platform.pieces;
alter table inventory.stock
  drop constraint stock_never_oversold,
  alter held type platform.pieces,
  add constraint stock_never_oversold check (held <= on_hand);

alter table commission.portion
  drop constraint portion_net_fen_check,
  drop constraint portion_guide_fen_check,
  drop constraint portion_sharer_1_fen_check,
  drop constraint portion_sharer_2_fen_check,
  drop constraint portion_invitee_fen_check,
  drop constraint portion_selling_fen_check,
  drop constraint portion_fulfilling_fen_check,
  drop constraint portion_dealer_fen_check,
  drop constraint portion_hq_fen_check,
  alter net_fen type platform.amount_fen,
  alter guide_fen type platform.amount_fen,
  alter sharer_1_fen type platform.amount_fen,
  alter sharer_2_fen type platform.amount_fen,
  alter invitee_fen type platform.amount_fen,
  alter selling_fen type platform.amount_fen,
  alter fulfilling_fen type platform.amount_fen,
  alter dealer_fen type platform.amount_fen,
  alter hq_fen type platform.amount_fen;

create domain ledger.transfer_type as text check (value in
  ('capture', 'post', 'refund', 'claw_back', 'debt', 'debt_paid', 'withdraw', 'payout',
   'payout_back', 'merge', 'provider_back'));
create domain ledger.pending_type as text check (value in ('portion', 'refund', 'withdraw'));
alter table ledger.transfer
  drop constraint transfer_amount_fen_check,
  drop constraint transfer_type_check,
  alter amount_fen type platform.some_fen,
  alter type type ledger.transfer_type;
alter table ledger.pending
  drop constraint pending_amount_fen_check,
  drop constraint pending_posted_fen_check,
  drop constraint pending_voided_fen_check,
  drop constraint pending_type_check,
  alter amount_fen type platform.some_fen,
  alter posted_fen type platform.amount_fen,
  alter voided_fen type platform.amount_fen,
  alter type type ledger.pending_type;
alter table ledger.account
  drop constraint account_pending_out_fen_check,
  alter pending_out_fen type platform.amount_fen;
