/**
 * Open breaks are looked at again: what a later bill, a late word or the provider itself explains
 * is resolved without a person. Whatever moves money does so by the flows that always move it.
 */
import type { MerchantId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Db } from '../../platform/db.ts';
import { findMerchants } from '../../platform/merchant.ts';
import type { Vault } from '../../platform/secret.ts';
import type { Hear } from './hear.ts';

const { bills, breaks } = payments;
const A_TIME = 200;
export interface Parts {
  readonly db: Db;
  readonly vault: Vault;
  readonly payments: payments.PaymentChannels;
  readonly hear: Hear;
}
/** Of the others only a person can say what they mean. */
const LOOKED_AT: readonly payments.BreakKind[] = [
  'missing_here',
  'missing_there',
  'amount_differs',
  'state_differs',
];

/** @returns how many are resolved */
export async function healBreaks(
  parts: Parts,
  merchant: MerchantId,
  channel: payments.BillChannel,
  complain: (error: unknown) => void,
): Promise<number> {
  const account = bills.keyOf(channel);
  const days = new Map<string, payments.BillDay>();
  let healed = 0;
  for (let after: payments.Break['id'] | null = null; ; ) {
    const page: payments.Break[] = await parts.db.reading(merchant, (reader) =>
      breaks.open(reader, account, after, A_TIME),
    );
    for (const each of page.filter(({ kind }) => LOOKED_AT.includes(kind))) {
      const resolution = await healOne(parts, merchant, channel, each).catch((error: unknown) => {
        complain(error); // a provider that is away answers tomorrow
        return null;
      });
      if (resolution === null) continue;
      healed += 1;
      days.set(each.day, each);
    }
    if (page.length < A_TIME) break;
    after = page.at(-1)!.id;
  }
  for (const day of days.values())
    await parts.db.transaction(merchant, async (tx) => bills.total(tx, day));
  return healed;
}

/** @returns how it is resolved; null: it stays open */
export async function healOne(
  parts: Parts,
  merchant: MerchantId,
  channel: payments.BillChannel,
  each: payments.Break,
  by: Parameters<typeof breaks.resolve>[3] = null,
): Promise<payments.Resolution | null> {
  const { db } = parts;
  const seen = await db.reading(merchant, (reader) => breaks.look(reader, each));
  if (seen === null) return null;
  const resolution = await resolutionOf(parts, merchant, channel, each, seen);
  if (resolution === null) return null;
  await db.transaction(merchant, async (tx) => {
    await breaks.lock(tx, each.id);
    breaks.resolve(tx, each.id, resolution, by);
  });
  return resolution;
}

async function resolutionOf(
  parts: Parts,
  merchant: MerchantId,
  channel: payments.BillChannel,
  each: payments.Break,
  { found }: payments.breaks.Look,
): Promise<payments.Resolution | null> {
  if (found === null) return each.kind === 'missing_there' ? 'other_bill' : 'agrees_now';
  if (found.resolution !== undefined) return found.resolution;
  if (found.reason === 'never_told' || found.reason === 'told_wrongly') {
    const notice = await channel.bills.ask(each.outTradeNo);
    if (notice === null || notice.providerNo !== each.subject) return null;
    const { use } = await parts.hear.paid(merchant, channel, notice);
    if (use === 'mismatch') return null;
    return use === 'order' ? 'captured' : 'sent_back';
  }
  if (found.reason === 'refunded_there' && each.there !== null) {
    const notice = {
      kind: 'refunded' as const,
      refundNo: each.subject,
      amount: each.there,
      succeeded: true,
    };
    const { state } = await parts.hear.refunded(merchant, channel, notice);
    return state === 'succeeded' ? 'refund_confirmed' : null;
  }
  return null;
}

/** Through whom a merchant's bills come: her own accounts, also sleeping ones, and the house's. */
export async function billChannelsOf(
  { db, vault, payments: known }: Omit<Parts, 'hear'>,
  merchant: MerchantId,
): Promise<{ readonly hosts: readonly string[]; readonly channels: payments.BillChannel[] }> {
  const shop = (await findMerchants(db)).find(({ id }) => id === merchant);
  const hosts = shop?.hosts ?? [];
  const own = await db.reading(merchant, async (reader) => {
    const directory = await chain.directory(reader);
    const accounts = await payments.findAccountsOn(reader, [...directory.nodes.keys()]);
    return Promise.all(accounts.map(({ id }) => payments.keyed(reader, vault, id)));
  });
  const all = [...own.map((each) => known.through(each)), ...hosts.map((host) => known.at(host))];
  const found = new Map<string, payments.BillChannel>();
  for (const each of all) {
    if (each?.bills === undefined) continue;
    const { name, account, app, bills: source } = each;
    found.set(`${name}:${account}`, { name, account, app, bills: source });
  }
  return { hosts, channels: [...found.values()] };
}
/** @throws Refusal `payments.no_such_channel` for one that sends no bills any more */
export async function billChannelOf(
  parts: Omit<Parts, 'hear'>,
  merchant: MerchantId,
  { channel, account }: payments.BillKey,
): Promise<{ readonly hosts: readonly string[]; readonly channel: payments.BillChannel }> {
  const { hosts, channels } = await billChannelsOf(parts, merchant);
  const found = channels.find((each) => {
    const key = bills.keyOf(each);
    return key.channel === channel && key.account === account;
  });
  if (found === undefined) throw new Refusal('not_found', 'payments.no_such_channel');
  return { hosts, channel: found };
}
