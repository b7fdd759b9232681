/**
 * What buyers complain of at the provider: read there when it is asked for, answered there, kept
 * nowhere here. The trail says who answered which, not in what words.
 */
import type { MerchantId, NodeId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { before, type Day, days, dayOf } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as payments from '../modules/payments/payments.ts';
import { audit, type Actor } from '../platform/audit.ts';
import { channelThrough, type PaymentDesk } from './steps/payment-channel.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}
/** As far back as a provider shows at once. */
const BACK = days(29);

async function bookOf(desk: PaymentDesk, { merchant, branches }: Deed, id: payments.AccountId) {
  const { account, today, from } = await desk.db.reading(merchant, async (reader) => {
    const [found, directory] = await Promise.all([
      payments.getAccount(reader, id),
      chain.directory(reader),
    ]);
    const path = directory.nodes.get(found.node)?.path ?? [];
    if (!chain.reaches(branches, path)) {
      throw new Refusal('not_found', 'payments.no_such_account');
    }
    return { account: found, today: dayOf(reader.now), from: dayOf(before(reader.now, BACK)) };
  });
  const through = { channel: account.channel, account: id };
  const channel = await channelThrough(desk, merchant, through);
  if (channel.complaints === undefined) {
    throw new Refusal('conflict', 'payments.no_such_channel');
  }
  return { book: channel.complaints, from: from as Day, today: today as Day };
}

/**
 * Of the last thirty days, those that wait for us first.
 * @throws Refusal `payments.no_such_account`, `payments.no_such_channel`, `payments.provider_away`
 */
export async function readComplaints(
  desk: PaymentDesk,
  deed: Deed,
  id: payments.AccountId,
): Promise<payments.Complaint[]> {
  const { book, from, today } = await bookOf(desk, deed, id);
  const found = await book.list(from, today);
  return found.toSorted((one, other) => Number(other.waits) - Number(one.waits));
}

/** @throws Refusal as `readComplaints` */
export async function answerComplaint(
  desk: PaymentDesk,
  deed: Deed,
  account: payments.AccountId,
  answer: { readonly complaint: string; readonly words: string | null },
): Promise<void> {
  const { book } = await bookOf(desk, deed, account);
  const { complaint, words } = answer;
  if (words === null) await book.complete(complaint);
  else await book.reply(complaint, words);
  await desk.db.transaction(deed.merchant, async (tx) =>
    audit(tx, deed.actor, {
      verb: words === null ? 'payments.complaint_ended' : 'payments.complaint_answered',
      object: { kind: 'payment_account', id: account },
      facts: { complaint },
    }),
  );
}
