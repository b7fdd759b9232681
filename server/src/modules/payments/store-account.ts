import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Account, Texts } from './account-types.ts';

const accountRow = {
  id: col.id<'account'>(),
  node: col.id<'node'>(),
  channel: col.text<Account['channel']>(),
  mode: col.text<Account['mode']>(),
  name: col.text(),
  settings: col.json<Texts>(),
  version: col.int,
  disabledAt: col.maybe(col.instant),
};
const ACCOUNT = `id, node_id as node, channel, mode, name, settings, version,
  disabled_at as "disabledAt"`;
export const findAccount = statement(
  'payments.find_account',
  { id: accountRow.id },
  `select ${ACCOUNT} from payments.account where merchant_id = :merchant and id = :id`,
  accountRow,
);
/** Behind it, nobody else changes the account until we are done. */
export const lockAccount = statement(
  'payments.lock_account',
  { id: accountRow.id },
  `select ${ACCOUNT} from payments.account where merchant_id = :merchant and id = :id for update`,
  accountRow,
);
export const findAccountsOn = statement(
  'payments.find_accounts_on',
  { nodes: col.list(accountRow.node) },
  `select ${ACCOUNT} from payments.account
   where merchant_id = :merchant and node_id = any(:nodes) and disabled_at is null`,
  accountRow,
);
export const insertAccount = guard(
  'payments.insert_account',
  {
    id: accountRow.id,
    node: accountRow.node,
    channel: accountRow.channel,
    mode: accountRow.mode,
    name: col.text(),
    settings: accountRow.settings,
    madeBy: col.maybe(col.id<'staff'>()),
  },
  `insert into payments.account (merchant_id, id, node_id, channel, mode, name, settings, made_by,
     made_at, changed_at)
   values (:merchant, :id, :node, :channel, :mode, :name, :settings, :madeBy, :now, :now)
   on conflict do nothing`,
);
export const updateAccount = statement(
  'payments.update_account',
  { id: accountRow.id, name: col.text(), settings: accountRow.settings },
  `update payments.account
   set name = :name, settings = :settings, version = version + 1, changed_at = :now
   where merchant_id = :merchant and id = :id`,
);
export const disableAccount = statement(
  'payments.disable_account',
  { id: accountRow.id },
  `update payments.account set disabled_at = :now, version = version + 1, changed_at = :now
   where merchant_id = :merchant and id = :id and disabled_at is null`,
);
export const enableAccount = guard(
  'payments.enable_account',
  { id: accountRow.id },
  `update payments.account a set disabled_at = null, version = version + 1, changed_at = :now
   where merchant_id = :merchant and id = :id and not exists (
     select 1 from payments.account o
     where o.merchant_id = :merchant and o.node_id = a.node_id and o.channel = a.channel
       and o.id <> a.id and o.disabled_at is null)`,
);

const keyRow = {
  account: col.id<'account'>(),
  no: col.int,
  facts: col.json<Texts>(),
  sealed: col.text(),
  tails: col.json<Texts>(),
  madeBy: col.maybe(col.id<'staff'>()),
  madeAt: col.instant,
  endsAt: col.maybe(col.instant),
};
/** Newest first, without those whose day is over. */
export const findKeys = statement(
  'payments.find_account_keys',
  { account: keyRow.account },
  `select account_id as account, no, facts, sealed, tails, made_by as "madeBy",
     made_at as "madeAt", ends_at as "endsAt"
   from payments.account_key
   where merchant_id = :merchant and account_id = :account
     and (ends_at is null or ends_at > :now)
   order by no desc`,
  keyRow,
);
export const endKeys = statement(
  'payments.end_account_keys',
  { account: keyRow.account, until: col.instant },
  `update payments.account_key set ends_at = :until
   where merchant_id = :merchant and account_id = :account and ends_at is null`,
);
/** Also what was still to be heard for a while: a key that leaked has no grace. */
export const cutKeys = statement(
  'payments.cut_account_keys',
  { account: keyRow.account },
  `update payments.account_key set ends_at = :now
   where merchant_id = :merchant and account_id = :account and ends_at > :now`,
);
export const insertKeys = guard(
  'payments.insert_account_keys',
  {
    account: keyRow.account,
    facts: keyRow.facts,
    sealed: keyRow.sealed,
    tails: keyRow.tails,
    madeBy: keyRow.madeBy,
  },
  `insert into payments.account_key
     (merchant_id, account_id, no, facts, sealed, tails, made_by, made_at)
   select :merchant, :account, coalesce(max(no), 0) + 1, :facts, :sealed, :tails, :madeBy, :now
   from payments.account_key where merchant_id = :merchant and account_id = :account
   on conflict do nothing`,
);
export const bumpAccount = statement(
  'payments.bump_account',
  { id: accountRow.id },
  `update payments.account set version = version + 1, changed_at = :now
   where merchant_id = :merchant and id = :id`,
);
