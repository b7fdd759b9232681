/**
 * Through whom an order is paid: the accounts of its outlet, nearest up the path, else what the
 * installation has. And through whom money came in, whoever serves the outlet today.
 */
import type { MerchantId, OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Db, Reader } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';

export interface PaymentDesk {
  readonly db: Db;
  readonly vault: Vault;
  readonly payments: payments.PaymentChannels;
}
export interface Through {
  readonly channel: string;
  readonly account: payments.AccountId | null;
}
const none = (): Refusal => new Refusal('conflict', 'payments.no_such_channel');

/** One account a channel, in the order in which a buyer is offered them. */
export async function accountsFor(
  reader: Reader,
  outlet: OutletId,
): Promise<{ readonly accounts: readonly payments.Account[]; readonly ownOnly: boolean }> {
  const directory = await chain.directory(reader);
  const found = directory.outlet(outlet);
  const path = found?.path ?? [directory.root.id];
  // Whose stock it is takes the money: head office may not collect for another legal entity.
  const ownOnly = found?.stockOwner === 'dealer';
  const owner = ownOnly ? (found.dealer ?? outlet) : null;
  const standing = await payments.findAccountsOn(reader, path);
  const near = payments.accountsAt(standing, path, owner);
  const rank = ({ channel }: payments.Account): number => payments.CHANNELS.indexOf(channel);
  return { accounts: near.toSorted((one, other) => rank(one) - rank(other)), ownOnly };
}

/** @throws Refusal `payments.no_such_channel`, `payments.no_such_account` */
export async function channelThrough(
  { db, vault, payments: known }: PaymentDesk,
  merchant: MerchantId,
  { channel, account }: Through,
): Promise<payments.PaymentChannel> {
  const found =
    account === null
      ? known.of(channel)
      : known.through(await db.reading(merchant, (r) => payments.keyed(r, vault, account)));
  if (found === null || found.name !== channel) throw none();
  return found;
}

/**
 * All ways to pay at this outlet, the first by default; empty where there is none.
 * @param host of the shop that asks: the installation's own account is for one shop only
 */
export async function channelsFor(
  desk: PaymentDesk,
  merchant: MerchantId,
  outlet: OutletId,
  host: string,
): Promise<payments.PaymentChannel[]> {
  const { db, vault, payments: known } = desk;
  const { accounts, ownOnly } = await db.reading(merchant, (r) => accountsFor(r, outlet));
  const keyed = await db.reading(merchant, (reader) =>
    Promise.all(accounts.map(({ id }) => payments.keyed(reader, vault, id))),
  );
  const own = keyed.map((each) => known.through(each)).filter((each) => each !== null);
  if (own.length > 0 || ownOnly) return own;
  const standard = known.at(host);
  return standard === null ? [] : [standard];
}

/**
 * Through whom this chain pays people: head office's own account that may, else what the
 * installation has. Null: only the bank file is left.
 */
export async function payoutChannelOf(
  { db, vault, payments: known }: PaymentDesk,
  merchant: MerchantId,
): Promise<payments.PayoutChannel | null> {
  const own = await db.reading(merchant, async (reader) => {
    const { root } = await chain.directory(reader);
    const accounts = await payments.findAccountsOn(reader, [root.id]);
    return Promise.all(accounts.map(({ id }) => payments.keyed(reader, vault, id)));
  });
  for (const account of own) {
    const channel = known.payouts(account);
    if (channel !== null) return channel;
  }
  return known.payouts(null);
}
