/**
 * Accounts at providers: kept per node and channel, their keys sealed. A key is told to nobody:
 * what leaves this file in the open goes to the channel that speaks with it.
 */
import type { NodeId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import { partedKeys, tailOf, wrongField } from './account-rules.ts';
import * as rows from './store-account.ts';
import type { Account, AccountForm, AccountId, KeyedAccount, Texts } from './account-types.ts';

const missing = (): Refusal => new Refusal('not_found', 'payments.no_such_account');
const taken = (): Refusal => new Refusal('conflict', 'payments.account_stands');

export const findAccountsOn = (reader: Reader, nodes: readonly NodeId[]): Promise<Account[]> =>
  reader.ask(rows.findAccountsOn, { nodes });

/** @throws Refusal `payments.no_such_account` */
export async function getAccount(reader: Reader, id: AccountId): Promise<Account> {
  const [found] = await reader.ask(rows.findAccount, { id });
  if (found === undefined) throw missing();
  return found;
}
/** Whoever changes it next waits. @throws Refusal `payments.no_such_account` */
export async function lockAccount(tx: Tx, id: AccountId): Promise<Account> {
  const [found] = await tx.ask(rows.lockAccount, { id });
  if (found === undefined) throw missing();
  return found;
}

/** With every set of keys that still counts. @throws Refusal `payments.no_such_account` */
export async function keyed(reader: Reader, vault: Vault, id: AccountId): Promise<KeyedAccount> {
  const [account, sets] = await Promise.all([
    getAccount(reader, id),
    reader.ask(rows.findKeys, { account: id }),
  ]);
  const open = ({ facts, sealed }: { facts: Texts; sealed: string }): Texts => ({
    ...facts,
    ...(JSON.parse(vault.open(sealed)) as Texts),
  });
  return { ...account, keys: sets.map(open), keyNos: sets.map(({ no }) => no) };
}

function mustBeWell(form: Pick<AccountForm, 'channel' | 'mode'>, settings: Texts, keys?: Texts) {
  const { channel, mode } = form;
  const field =
    wrongField(channel, mode, 'settings', settings) ??
    (keys === undefined ? null : wrongField(channel, mode, 'keys', keys));
  if (field !== null) throw new Refusal('invalid', 'payments.account_wrong', { field });
}

/**
 * Saying it twice is saying it once.
 * @throws Refusal `payments.account_wrong` with `field`, `payments.account_stands`
 */
export async function makeAccount(
  tx: Tx,
  vault: Vault,
  form: AccountForm,
  by: StaffId | null,
): Promise<KeyedAccount> {
  const { keys, ...account } = form;
  mustBeWell(form, form.settings, keys);
  const nodes = [form.node];
  const [same, near] = await Promise.all([
    tx.ask(rows.findAccount, { id: form.id }),
    tx.ask(rows.findAccountsOn, { nodes }),
  ]);
  if (same.length > 0 || near.some(({ channel }) => channel === form.channel)) throw taken();
  tx.guard(rows.insertAccount, { ...account, madeBy: by }, () => new Again('made meanwhile'));
  keep(tx, vault, account, keys, by);
  return { ...account, version: 1, disabledAt: null, keys: [keys], keyNos: [1] };
}

function keep(
  tx: Tx,
  vault: Vault,
  { id: account, channel }: Pick<Account, 'id' | 'channel'>,
  keys: Texts,
  madeBy: StaffId | null,
): void {
  const { facts, secrets } = partedKeys(channel, keys);
  const tails = Object.fromEntries(
    Object.entries(secrets).map(([name, secret]) => [name, tailOf(secret)]),
  );
  const sealed = vault.seal(JSON.stringify(secrets));
  const row = { account, facts, sealed, tails, madeBy };
  tx.guard(rows.insertKeys, row, () => new Again('new keys meanwhile'));
}

/** Under its lock. @throws Refusal `payments.account_wrong` */
export function changeAccount(
  tx: Tx,
  account: Account,
  { name, settings }: Pick<AccountForm, 'name' | 'settings'>,
): void {
  mustBeWell(account, settings);
  tx.tell(rows.updateAccount, { id: account.id, name, settings });
}

/**
 * Under its lock: the new keys speak from now on; what they leave out stays as it was. The old ones
 * still hear until their day.
 * @throws Refusal `payments.account_wrong`
 */
export function turnKeys(
  tx: Tx,
  vault: Vault,
  standing: KeyedAccount,
  { keys, oldUntil, by }: { keys: Texts; oldUntil: Instant | null; by: StaffId | null },
): KeyedAccount {
  const all = { ...standing.keys[0], ...keys };
  mustBeWell(standing, standing.settings, all);
  const { id } = standing;
  if (oldUntil === null || oldUntil <= tx.now) tx.tell(rows.cutKeys, { account: id });
  tx.tell(rows.endKeys, { account: id, until: oldUntil ?? tx.now });
  keep(tx, vault, standing, all, by);
  tx.tell(rows.bumpAccount, { id });
  return { ...standing, keys: [all, ...standing.keys], version: standing.version + 1 };
}

/** Orders go to the next account up the path; what came through it goes back through it. */
export const disableAccount = (tx: Tx, id: AccountId): void => tx.tell(rows.disableAccount, { id });
/** @throws Refusal `payments.account_stands` */
export const enableAccount = (tx: Tx, id: AccountId): void =>
  tx.guard(rows.enableAccount, { id }, taken);
