-- What a member may say of her own data: to agree by purpose and controller, to take it back, to
-- have it all in a file, to have it destroyed. And what goes by itself with time.
alter table members.code drop constraint code_purpose_check;
alter table members.code add constraint code_purpose_check
  check (purpose in ('sign_in', 'change_phone', 'prove'));

alter table members.consent drop constraint consent_purpose_check;
alter table members.consent
  add constraint consent_purpose_check check (purpose in ('terms', 'privacy', 'show_name',
    'marketing', 'marketing_sms', 'marketing_wechat', 'profiling', 'place', 'share_dealer')),
  add column withdrawn_by text; -- by which door; null while it stands
update members.consent set withdrawn_by = 'me' where withdrawn_at is not null;
alter table members.consent add constraint consent_withdrawn_somewhere
  check ((withdrawn_at is null) = (withdrawn_by is null));
create unique index consent_stands_once on members.consent
  (merchant_id, member_id, purpose, controller) where withdrawn_at is null;

create table members.consent_text ( -- a purpose without a row speaks in the words that we bring
  merchant_id uuid not null,
  purpose text not null,
  version text not null,
  words_zh text not null,
  words_en text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (merchant_id, purpose, version)
);
call platform.fence('members.consent_text', 'select, insert');

create table members.erasure (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  asked_by text not null check (asked_by in ('member', 'staff')),
  actor_id uuid, -- who wrote down her letter; null: she herself
  asked_at timestamptz not null,
  due_at timestamptz not null, -- until then she may change her mind
  state text not null default 'asked' check (state in ('asked', 'withdrawn', 'done')),
  ended_at timestamptz,
  hindered_by text[] not null default '{}', -- what stood against it when it fell due
  primary key (merchant_id, id),
  foreign key (merchant_id, member_id) references members.member,
  check ((state = 'asked') = (ended_at is null))
);
call platform.fence('members.erasure', 'select, insert, update');
create unique index erasure_asked_once on members.erasure (merchant_id, member_id)
  where state = 'asked';
create index erasure_by_time on members.erasure (merchant_id, asked_at);

-- Rows that nobody may change lose a person's words, and nothing else: the column may be emptied.
grant update (reason) on belonging.event to quandian_app;
create policy only_emptied on belonging.event as restrictive for update
  using (true) with check (reason = '');
grant update (words) on sharing.link to quandian_app;
create policy only_emptied on sharing.link as restrictive for update
  using (true) with check (words = '');
create function platform.only_less() returns trigger language plpgsql as $$
begin
  if not (new.facts <@ old.facts) then
    raise exception 'facts of what happened may become fewer, never other ones';
  end if;
  return new;
end $$;
grant update (facts) on orders.history to quandian_app;
create trigger only_less before update on orders.history
  for each row execute function platform.only_less();
grant delete on payments.payer to quandian_app;
grant delete on platform.idempotency to quandian_app;

create table platform.retention ( -- when a rule last looked, and what it took away in all
  merchant_id uuid not null,
  rule text not null,
  ran_at timestamptz not null,
  removed bigint not null default 0,
  primary key (merchant_id, rule)
);
call platform.fence('platform.retention', 'select, insert, update');
create index code_over on members.code (merchant_id, ends_at);
create index idempotency_at on platform.idempotency using brin (merchant_id, at);

-- The daily round begins for whoever was set up before.
do $$ declare one record; begin
  for one in select id, made_at from platform.merchant loop
    perform set_config('platform.merchant', one.id::text, true);
    insert into platform.timer (merchant_id, kind, ref, due_at)
    values (one.id, 'platform.tidy_up', 'daily', one.made_at);
  end loop;
  perform set_config('platform.merchant', '', true);
end $$;
