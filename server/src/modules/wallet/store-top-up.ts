import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { CashAsk, TopUp } from './types.ts';

const member = col.id<'member'>();
const id = col.id<'top_up'>();
const plan = col.id<'top_up_plan'>();
const staff = col.id<'staff'>();

export const selectPlans = statement(
  'wallet.find_plans',
  {},
  `select id, pay_fen as "payFen", bonus_fen as "bonusFen" from wallet.plan
   where merchant_id = :merchant and ended_at is null order by pay_fen, id`,
  { id: plan, payFen: col.fen, bonusFen: col.fen },
);
export const insertPlan = guard(
  'wallet.insert_plan',
  { id: plan, payFen: col.fen, bonusFen: col.fen, by: staff },
  `insert into wallet.plan as p (merchant_id, id, pay_fen, bonus_fen, made_by, made_at)
   values (:merchant, :id, :payFen, :bonusFen, :by, :now)
   on conflict (merchant_id, id) do update set pay_fen = p.pay_fen
   where p.pay_fen = :payFen and p.bonus_fen = :bonusFen`,
);
export const endPlan = guard(
  'wallet.end_plan',
  { id: plan },
  `update wallet.plan set ended_at = :now
   where merchant_id = :merchant and id = :id and ended_at is null`,
);

export const selectHolder = statement(
  'wallet.find_holder',
  { member },
  `select name_masked as name from wallet.holder
   where merchant_id = :merchant and member_id = :member`,
  { name: col.text() },
);
export const putHolder = statement(
  'wallet.put_holder',
  { member, enc: col.text(), masked: col.text() },
  `insert into wallet.holder (merchant_id, member_id, name_enc, name_masked, made_at)
   values (:merchant, :member, :enc, :masked, :now)
   on conflict (merchant_id, member_id)
   do update set name_enc = excluded.name_enc, name_masked = excluded.name_masked`,
);

const row = {
  id,
  member,
  principal: col.fen,
  bonus: col.fen,
  state: col.text<TopUp['state']>(),
  channel: col.maybe(col.text()),
  account: col.maybe(col.id<'account'>()),
  providerNo: col.maybe(col.text()),
  refunded: col.fen,
  madeAt: col.instant,
};
const COLUMNS = `id, member_id as member, principal_fen as principal, bonus_fen as bonus, state,
  channel, account_id as account, provider_no as "providerNo", refunded_fen as refunded,
  made_at as "madeAt"`;
export const selectTopUp = statement(
  'wallet.find_top_up',
  { id },
  `select ${COLUMNS} from wallet.top_up where merchant_id = :merchant and id = :id`,
  row,
);
export const selectPaidTopUps = statement(
  'wallet.find_paid_top_ups',
  { ids: col.list(id) },
  `select ${COLUMNS} from wallet.top_up
   where merchant_id = :merchant and id = any(:ids) and state = 'paid' order by id`,
  row,
);
export const insertTopUp = guard(
  'wallet.insert_top_up',
  {
    id,
    member,
    plan: col.maybe(plan),
    principal: col.fen,
    bonus: col.fen,
    termsVersion: col.text(),
    version: col.int,
  },
  `insert into wallet.top_up (merchant_id, id, member_id, plan_id, principal_fen, bonus_fen,
     terms_version, state, policy_version, made_at)
   values (:merchant, :id, :member, :plan, :principal, :bonus, :termsVersion, 'unpaid', :version,
     :now)
   on conflict do nothing`,
);
/** One at a time is open; another wish shuts it. */
export const shutOpen = statement(
  'wallet.shut_open_top_up',
  { member },
  `update wallet.top_up set state = 'shut'
   where merchant_id = :merchant and member_id = :member and state = 'unpaid'`,
);
export const payTopUp = guard(
  'wallet.pay_top_up',
  {
    id,
    channel: col.text(),
    account: col.maybe(col.id<'account'>()),
    providerNo: col.text(),
  },
  `update wallet.top_up set state = 'paid', paid_at = :now, channel = :channel,
     account_id = :account, provider_no = :providerNo
   where merchant_id = :merchant and id = :id and state = 'unpaid'`,
);
export const noteRefunded = guard(
  'wallet.note_top_up_refunded',
  { ids: col.list(id), amounts: col.list(col.fen) },
  `update wallet.top_up t set refunded_fen = refunded_fen + x.amount
   from unnest(:ids::uuid[], :amounts::bigint[]) as x(id, amount)
   where t.merchant_id = :merchant and t.id = x.id
     and t.refunded_fen + x.amount <= t.principal_fen`,
  { rows: 'cardinality(:ids)' },
);

const ask = col.id<'cash_ask'>();
export const selectCashAsk = statement(
  'wallet.lock_cash_ask',
  { id: ask },
  `select id, member_id as member, amount_fen as amount, asked_by as "askedBy", state
   from wallet.cash_ask where merchant_id = :merchant and id = :id for update`,
  {
    id: ask,
    member,
    amount: col.fen,
    askedBy: col.maybe(staff),
    state: col.text<CashAsk['state']>(),
  },
);
export const insertCashAsk = guard(
  'wallet.insert_cash_ask',
  { id: ask, member, amount: col.fen, reason: col.text(), by: col.maybe(staff) },
  `insert into wallet.cash_ask (merchant_id, id, member_id, amount_fen, reason, asked_by, state,
     made_at)
   values (:merchant, :id, :member, :amount, :reason, :by, 'asked', :now) on conflict do nothing`,
);
export const endCashAsk = guard(
  'wallet.end_cash_ask',
  {
    id: ask,
    state: col.text<CashAsk['state']>(),
    by: staff,
    answer: col.text(),
    lost: col.fen,
  },
  `update wallet.cash_ask set state = :state, decided_by = :by, answer = :answer,
     bonus_lost_fen = :lost, done_at = :now
   where merchant_id = :merchant and id = :id and state = 'asked'
     and asked_by is distinct from :by`,
);
export const renameRest = [
  statement(
    'wallet.rename_top_ups',
    { from: member, to: member },
    `update wallet.top_up set member_id = :to,
       state = case when state = 'unpaid' then 'shut' else state end
     where merchant_id = :merchant and member_id = :from`,
  ),
  statement(
    'wallet.rename_earnings',
    { from: member, to: member },
    `update wallet.earning set member_id = :to
     where merchant_id = :merchant and member_id = :from`,
  ),
];
