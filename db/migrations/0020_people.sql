-- Whose sign-in shares a device with whom; who merged into whom as sharing must know it; whose
-- private account is a staff member's. The view looks with its caller's rights, so the fence holds.
create index session_device on members.session (merchant_id, device_hash)
  where device_hash is not null;
create view members.private_account with (security_invoker = true) as
  select merchant_id, member_id, id as staff_id from chain.staff
  where member_id is not null and left_at is null;
grant select on members.private_account to quandian_app;

-- Visits and links keep the id of a merged member for ever; here it leads to the survivor.
create table sharing.merged (
  merchant_id uuid not null,
  member_id uuid not null,
  survivor_id uuid not null,
  at timestamptz not null,
  primary key (merchant_id, member_id),
  check (member_id <> survivor_id)
);
create index merged_survivor on sharing.merged (merchant_id, survivor_id);
call platform.fence('sharing.merged');
-- A visit forgets its device after 30 days unless a member has joined it.
create index visit_unjoined on sharing.visit (merchant_id, at)
  where device_hash is not null and member_id is null;
-- What a sharer's page asks of an order: whose link brought it.
create index credit_visit on attribution.credit (merchant_id, root_code) where root_code is not null;
create index note_staff on members.note (merchant_id, staff_id, at);
create index device_member on members.device (merchant_id, member_id) where member_id is not null;
create index member_merged on members.member (merchant_id, merged_into)
  where merged_into is not null;
