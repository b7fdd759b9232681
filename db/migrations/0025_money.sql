-- Money: a return worth nothing is still a return; what increment is judged from stays in its room.
alter table orders.refund drop constraint refund_amount_fen_check;
alter table orders.refund add constraint refund_amount_fen_check check (amount_fen >= 0);

alter table insight.increment
  add column member_id uuid not null,
  add column placed_at timestamptz not null,
  add column paid_at timestamptz not null,
  add column space_lines integer[] not null default '{}';
create index increment_member on insight.increment (merchant_id, member_id, paid_at);
create index increment_paid on insight.increment (merchant_id, paid_at) where not is_time and not is_space;
