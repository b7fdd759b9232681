-- Targets, contests, penalties: what is expected of people, and what follows.
create schema incentives;
grant usage on schema incentives to quandian_app;

create domain incentives.measure as text check (value in
  ('sales', 'share_sales', 'new_members', 'orders'));
create table incentives.target ( -- of a node or a guide, for a month
  merchant_id uuid not null,
  month date not null check (extract(day from month) = 1),
  measure incentives.measure not null,
  subject_kind text not null check (subject_kind in ('node', 'staff')),
  subject_id uuid not null,
  goal bigint not null check (goal > 0), -- fen, members or orders
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (merchant_id, month, measure, subject_id)
);
create table incentives.contest (
  merchant_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  measure incentives.measure not null,
  node_id uuid not null, -- guides of this branch
  from_day date not null,
  until_day date not null,
  prize_by text not null check (prize_by in ('rank', 'threshold')),
  prizes jsonb not null, -- [{at, fen}]: a place, or a score
  least bigint not null default 0 check (least >= 0), -- who has less has no place
  ties text not null check (ties in ('split', 'each')),
  shown text not null check (shown in ('names', 'masked', 'own')),
  state text not null default 'open' check (state in ('open', 'closed', 'cancelled')),
  made_by uuid not null,
  made_at timestamptz not null,
  closed_at timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, node_id) references chain.node,
  check (from_day <= until_day),
  check ((state = 'closed') = (closed_at is not null))
);
create table incentives.contest_result ( -- frozen when it is closed
  merchant_id uuid not null,
  contest_id uuid not null,
  staff_id uuid not null,
  place integer not null check (place > 0),
  score bigint not null,
  prize_fen platform.amount_fen not null,
  primary key (merchant_id, contest_id, staff_id),
  foreign key (merchant_id, contest_id) references incentives.contest
);
create table incentives.hidden_name ( -- guides who keep their name out of rankings
  merchant_id uuid not null,
  staff_id uuid not null,
  at timestamptz not null,
  primary key (merchant_id, staff_id)
);
create table incentives.penalty (
  merchant_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  rule text not null check (rule <> ''),
  amount_fen platform.amount_fen not null,
  points integer not null default 0 check (points >= 0),
  reason text not null check (reason <> ''),
  evidence text not null default '',
  state text not null check (state in ('imposed', 'appealed', 'upheld', 'waived', 'booked')),
  imposed_by uuid not null,
  imposed_at timestamptz not null,
  appeal_until timestamptz not null,
  appeal text not null default '',
  appealed_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  words text not null default '',
  booked_fen platform.amount_fen not null default 0,
  booked_at timestamptz,
  seen_at timestamptz,
  primary key (merchant_id, id),
  constraint penalty_is_something check (amount_fen > 0 or points > 0),
  constraint appeal_by_another check (decided_by <> imposed_by),
  constraint penalty_within_its_amount check (booked_fen <= amount_fen),
  check ((state = 'booked') = (booked_at is not null)),
  check (appeal_until >= imposed_at)
);
create index penalty_staff on incentives.penalty (merchant_id, staff_id, imposed_at);
call platform.fence('incentives.target');
call platform.fence('incentives.contest', 'select, insert, update');
call platform.fence('incentives.contest_result', 'select, insert');
call platform.fence('incentives.hidden_name', 'select, insert, delete');
call platform.fence('incentives.penalty', 'select, insert, update');
