import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Account, Pending, TransferType } from './types.ts';

const account = col.text<Account>();
const maybeOrder = col.maybe(col.id<'order'>());
const maybeText = col.maybe(col.text());

export const insertTransfers = statement(
  'ledger.insert_transfers',
  {
    ids: col.list(col.id<'transfer'>()),
    from: col.list(account),
    to: col.list(account),
    amounts: col.list(col.fen),
    types: col.list(col.text<TransferType>()),
    sources: col.list(col.text()),
    orders: col.list(maybeOrder),
    roles: col.list(maybeText),
  },
  `insert into ledger.transfer (merchant_id, id, from_account, to_account, amount_fen, type,
     source, order_id, role, at)
   select :merchant, id, f, t, amount, type, source, order_id, role, :now
   from unnest(:ids::uuid[], :from::text[], :to::text[], :amounts::bigint[], :types::text[],
     :sources::text[], :orders::uuid[], :roles::text[])
     as x(id, f, t, amount, type, source, order_id, role)`,
);

export const insertPendings = statement(
  'ledger.insert_pendings',
  {
    ids: col.list(col.id<'pending'>()),
    from: account,
    to: col.list(account),
    amounts: col.list(col.fen),
    type: col.text<Pending['type']>(),
    sources: col.list(col.text()),
    order: maybeOrder,
    roles: col.list(maybeText),
    attempts: col.list(col.int),
    suspended: col.list(col.bool),
  },
  `insert into ledger.pending (merchant_id, id, from_account, to_account, amount_fen, type, source,
     order_id, role, attempt, suspended, at)
   select :merchant, id, :from, t, amount, :type, source, :order, role, attempt, suspended, :now
   from unnest(:ids::uuid[], :to::text[], :amounts::bigint[], :sources::text[], :roles::text[],
     :attempts::integer[], :suspended::boolean[])
     as x(id, t, amount, source, role, attempt, suspended)`,
);

/** The three writes of captures as one: the cheapest way to put the many rows of paid orders. */
export const insertCaptures = statement(
  'ledger.insert_captures',
  {
    transfers: col.list(col.id<'transfer'>()),
    cash: col.list(account),
    numbers: col.list(col.text()),
    orders: col.list(col.id<'order'>()),
    accounts: col.list(account),
    captured: col.list(col.fen),
    ids: col.list(col.id<'pending'>()),
    from: col.list(account),
    to: col.list(account),
    amounts: col.list(col.fen),
    sources: col.list(col.text()),
    of: col.list(col.id<'order'>()),
    roles: col.list(col.text()),
    attempts: col.list(col.int),
    suspended: col.list(col.bool),
  },
  `with moved as (
     insert into ledger.transfer (merchant_id, id, from_account, to_account, amount_fen, type,
       source, order_id, at)
     select :merchant, id, cash, account, amount, 'capture', source, of, :now
     from unnest(:transfers::uuid[], :cash::text[], :accounts::text[], :captured::bigint[],
       :numbers::text[], :orders::uuid[]) as x(id, cash, account, amount, source, of)
   ), opened as (
     insert into ledger.account (merchant_id, account, balance_fen, pending_out_fen)
     select :merchant, account, amount, amount
     from unnest(:accounts::text[], :captured::bigint[]) as x(account, amount)
   )
   insert into ledger.pending (merchant_id, id, from_account, to_account, amount_fen, type, source,
     order_id, role, attempt, suspended, at)
   select :merchant, id, f, t, amount, 'portion', source, of, role, attempt, suspended, :now
   from unnest(:ids::uuid[], :from::text[], :to::text[], :amounts::bigint[], :sources::text[],
     :of::uuid[], :roles::text[], :attempts::integer[], :suspended::boolean[])
     as x(id, f, t, amount, source, of, role, attempt, suspended)`,
);

const pendingColumns = `id, from_account as "from", to_account as "to", amount_fen as amount,
  voided_fen as voided, posted_fen as posted, type, source, role, attempt, suspended,
  resolved_at is not null as resolved`;
const pendingRow = {
  id: col.id<'pending'>(),
  from: account,
  to: account,
  amount: col.fen,
  voided: col.fen,
  posted: col.fen,
  type: col.text<Pending['type']>(),
  source: col.text(),
  role: maybeText,
  attempt: col.int,
  suspended: col.bool,
  resolved: col.bool,
};

export const selectPendings = statement(
  'ledger.find_pendings',
  { order: col.id<'order'>() },
  `select ${pendingColumns} from ledger.pending
   where merchant_id = :merchant and order_id = :order order by id`,
  pendingRow,
);
export const suspend = statement(
  'ledger.suspend',
  { order: col.id<'order'>(), roles: col.list(col.text()) },
  `update ledger.pending set suspended = true
   where merchant_id = :merchant and order_id = :order and role = any(:roles)
     and resolved_at is null and not suspended and source not like '%_decided'`,
);
export const selectPendingOf = statement(
  'ledger.find_pending_of',
  { type: col.text<Pending['type']>(), source: col.text() },
  `select ${pendingColumns} from ledger.pending
   where merchant_id = :merchant and type = :type and source = :source`,
  pendingRow,
);

/** Never beyond what is left: the row's own CHECK stands behind. */
export const voidPendings = guard(
  'ledger.void_pendings',
  { ids: col.list(col.id<'pending'>()), amounts: col.list(col.fen) },
  `update ledger.pending p set voided_fen = voided_fen + x.amount,
     resolved_at = case when voided_fen + x.amount = amount_fen then :now::timestamptz end
   from unnest(:ids::uuid[], :amounts::bigint[]) as x(id, amount)
   where p.merchant_id = :merchant and p.id = x.id and resolved_at is null
     and voided_fen + posted_fen + x.amount <= amount_fen`,
  { rows: 'cardinality(:ids)' },
);
export const insertVoids = statement(
  'ledger.insert_voids',
  {
    ids: col.list(col.id<'pending'>()),
    amounts: col.list(col.fen),
    source: col.text(),
  },
  `insert into ledger.void (merchant_id, pending_id, source, amount_fen, at)
   select :merchant, id, :source, amount, :now
   from unnest(:ids::uuid[], :amounts::bigint[]) as x(id, amount)`,
);
/** One final post: what is left, once. */
export const postPendings = guard(
  'ledger.post_pendings',
  { ids: col.list(col.id<'pending'>()), amounts: col.list(col.fen) },
  `update ledger.pending p set posted_fen = x.amount, resolved_at = :now
   from unnest(:ids::uuid[], :amounts::bigint[]) as x(id, amount)
   where p.merchant_id = :merchant and p.id = x.id and resolved_at is null
     and amount_fen - voided_fen = x.amount`,
  { rows: 'cardinality(:ids)' },
);

/** The rows are locked one by one in the order of their names, so no two flows wait crosswise. */
export const openAccounts = statement(
  'ledger.open_accounts',
  { accounts: col.list(account) },
  `insert into ledger.account (merchant_id, account)
   select :merchant, name from unnest(:accounts::text[]) as x(name) order by name
   on conflict do nothing`,
);
export const lockAccounts = statement(
  'ledger.lock_accounts',
  { accounts: col.list(account) },
  `select account, balance_fen as balance, pending_out_fen as "pendingOut" from ledger.account
   where merchant_id = :merchant and account = any(:accounts) order by account for update`,
  { account, balance: col.fen, pendingOut: col.fen },
);
export const selectAccounts = statement(
  'ledger.find_accounts',
  { accounts: col.list(account) },
  `select account, balance_fen as balance, pending_out_fen as "pendingOut" from ledger.account
   where merchant_id = :merchant and account = any(:accounts)`,
  { account, balance: col.fen, pendingOut: col.fen },
);
/** What is not there cannot leave: available never falls below nothing, debts aside. */
export const changeAccounts = guard(
  'ledger.change_accounts',
  {
    accounts: col.list(account),
    balances: col.list(col.big),
    pendingOuts: col.list(col.big),
  },
  `update ledger.account a set balance_fen = a.balance_fen + x.balance,
     pending_out_fen = a.pending_out_fen + x.pending_out
   from unnest(:accounts::text[], :balances::bigint[], :pendingOuts::bigint[])
     as x(account, balance, pending_out)
   where a.merchant_id = :merchant and a.account = x.account
     and (a.account like 'debt:%' or a.balance_fen + x.balance
       - a.pending_out_fen - x.pending_out >= 0)`,
  { rows: 'cardinality(:accounts)' },
);
/** Money on its way out of the house passes here; the row is made when it is first needed. */
export const changePayout = statement(
  'ledger.change_payout',
  { account, balance: col.big },
  `insert into ledger.account (merchant_id, account, balance_fen)
   values (:merchant, :account, :balance)
   on conflict (merchant_id, account)
   do update set balance_fen = account.balance_fen + excluded.balance_fen`,
);
