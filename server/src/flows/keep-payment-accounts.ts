/**
 * Accounts at payment providers: made, changed, given new keys, put to rest, tried out. Who may do
 * it for a branch does it for nodes of that branch only. The trail says what was changed, never to
 * which key.
 */
import type { MerchantId, NodeId, OutletId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as payments from '../modules/payments/payments.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Reader, Tx } from '../platform/db.ts';
import { accountsFor, type PaymentDesk } from './steps/payment-channel.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}
const by = ({ actor }: Deed): StaffId | null => actor.id as StaffId | null;
const note = (tx: Tx, { actor }: Deed, verb: string, id: string, facts = {}): void =>
  audit(tx, actor, {
    verb: `payments.${verb}`,
    object: { kind: 'payment_account', id },
    facts,
  });

/** What is out of reach is not there. */
async function mustReach(reader: Reader, { branches }: Deed, node: NodeId): Promise<void> {
  const directory = await chain.directory(reader);
  const path = directory.nodes.get(node)?.path;
  if (path === undefined || !chain.reaches(branches, path)) {
    throw new Refusal('not_found', 'chain.no_such_node');
  }
}

/** Keys are tried for shape before they are kept; the provider is not asked. */
function mustOpen(
  tx: Tx,
  { payments: channels }: PaymentDesk,
  account: payments.KeyedAccount,
): void {
  let opened: payments.PaymentChannel | null = null;
  try {
    // Under an id of its own: what may be rolled back must not stay in anybody's memory.
    opened = channels.through({ ...account, id: tx.newId<'account'>() });
  } catch {
    throw new Refusal('invalid', 'payments.account_wrong', { field: 'keys' });
  }
  if (opened === null) throw new Refusal('conflict', 'payments.no_such_channel');
}

/**
 * @throws Refusal `chain.no_such_node`, `payments.account_wrong`, `payments.account_stands`,
 * `payments.no_such_channel`
 */
export const makePaymentAccount = (
  desk: PaymentDesk,
  deed: Deed,
  form: payments.AccountForm,
): Promise<void> =>
  desk.db.transaction(deed.merchant, async (tx) => {
    await mustReach(tx, deed, form.node);
    const made = await payments.makeAccount(tx, desk.vault, form, by(deed));
    mustOpen(tx, desk, made);
    const { node, channel, mode, settings } = form;
    note(tx, deed, 'account_made', form.id, { node, channel, mode, settings });
  });

async function locked(tx: Tx, deed: Deed, id: payments.AccountId): Promise<payments.Account> {
  const account = await payments.lockAccount(tx, id);
  await mustReach(tx, deed, account.node).catch((no: unknown) => {
    if (no instanceof Refusal) throw new Refusal('not_found', 'payments.no_such_account');
    throw no;
  });
  return account;
}

/** @throws Refusal `payments.no_such_account`, `payments.account_wrong` */
export const changePaymentAccount = (
  desk: PaymentDesk,
  deed: Deed,
  { id, name, settings }: Pick<payments.AccountForm, 'id' | 'name' | 'settings'>,
): Promise<void> =>
  desk.db.transaction(deed.merchant, async (tx) => {
    const account = await locked(tx, deed, id);
    payments.changeAccount(tx, account, { name, settings });
    const keyed = await payments.keyed(tx, desk.vault, id);
    mustOpen(tx, desk, { ...keyed, settings });
    note(tx, deed, 'account_changed', id, { before: account.settings, after: settings });
  });

export interface TurnKeys {
  readonly id: payments.AccountId;
  readonly keys: payments.Texts;
  /** Until then what comes under the old keys is still heard; null: not a moment longer. */
  readonly oldUntil: Instant | null;
}
/** @throws Refusal `payments.no_such_account`, `payments.account_wrong` */
export const turnPaymentKeys = (
  desk: PaymentDesk,
  deed: Deed,
  { id, keys, oldUntil }: TurnKeys,
): Promise<void> =>
  desk.db.transaction(deed.merchant, async (tx) => {
    await locked(tx, deed, id);
    const standing = await payments.keyed(tx, desk.vault, id);
    const turned = payments.turnKeys(tx, desk.vault, standing, { keys, oldUntil, by: by(deed) });
    mustOpen(tx, desk, turned);
    note(tx, deed, 'account_keys_turned', id, { keys: Object.keys(keys).sort(), oldUntil });
  });

/** @throws Refusal `payments.no_such_account`, `payments.account_stands` */
export const switchPaymentAccount = (
  { db }: PaymentDesk,
  deed: Deed,
  id: payments.AccountId,
  awake: boolean,
): Promise<void> =>
  db.transaction(deed.merchant, async (tx) => {
    const { disabledAt } = await locked(tx, deed, id);
    if (awake === (disabledAt === null)) return;
    if (awake) payments.enableAccount(tx, id);
    else payments.disableAccount(tx, id);
    note(tx, deed, awake ? 'account_enabled' : 'account_disabled', id);
  });

/**
 * Asks the provider whether it knows us; null when it does, else its short word.
 * @throws Refusal `payments.no_such_account`, `payments.no_such_channel`
 */
export async function probePaymentAccount(
  desk: PaymentDesk,
  deed: Deed,
  id: payments.AccountId,
): Promise<string | null> {
  const keyed = await desk.db.transaction(deed.merchant, async (tx) => {
    await locked(tx, deed, id);
    return payments.keyed(tx, desk.vault, id);
  });
  const channel = desk.payments.through(keyed);
  if (channel === null) throw new Refusal('conflict', 'payments.no_such_channel');
  const why = await channel.probe();
  await desk.db.transaction(deed.merchant, async (tx) => {
    note(tx, deed, 'account_tried', id, { why });
  });
  return why;
}

/** Which accounts an order of this outlet would be offered; none: the platform's own. */
export const accountsOfOutlet = (
  { db }: PaymentDesk,
  deed: Deed,
  outlet: OutletId,
): Promise<{ readonly accounts: readonly payments.Account[]; readonly ownOnly: boolean }> =>
  db.reading(deed.merchant, async (reader) => {
    await mustReach(reader, deed, outlet);
    return accountsFor(reader, outlet);
  });
