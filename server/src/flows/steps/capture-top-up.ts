/** A top-up is paid: both parts stand in her wallet, once; too late or too much goes back. */
import { fen } from '../../kernel/money.ts';
import { after, days } from '../../kernel/time.ts';
import type * as chain from '../../modules/chain/chain.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as payments from '../../modules/payments/payments.ts';
import * as wallet from '../../modules/wallet/wallet.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import { endTimer } from './bucket-timer.ts';
import { sendBackUnwanted } from './send-back.ts';
import { walletTermsIn } from './wallet-terms.ts';

interface Paid {
  readonly intent: payments.Intent;
  readonly channel: Pick<payments.PaymentChannel, 'name' | 'app'> &
    Partial<Pick<payments.PaymentChannel, 'account'>>;
  readonly notice: Extract<payments.Notice, { kind: 'paid' }>;
  readonly reported: readonly payments.CaptureRow[];
  readonly directory: chain.Directory;
}

/** Null: it is of no top-up either. */
export async function captureTopUp(
  tx: Tx,
  { intent, channel, notice, reported, directory }: Paid,
): Promise<payments.CaptureUse | null> {
  const { order } = intent;
  const id = order as string as wallet.TopUpId;
  const topUp = await wallet.findTopUp(tx, id);
  if (topUp === null) return null;
  const under = (no: string) => (each: payments.CaptureRow) =>
    each.channel === channel.name && each.providerNo === no;
  const seen = reported.find(under(notice.providerNo));
  if (seen !== undefined && payments.isSame(seen, intent, notice)) return seen.use;
  const { member, principal, bonus } = topUp;
  const [buckets, holder] = await Promise.all([
    wallet.lockBuckets(tx, member),
    wallet.findHolder(tx, member),
  ]);
  const { stored } = walletTermsIn(directory, tx.now);
  const whole = wallet.sumOf(buckets, 'principal') + principal;
  const fits = whole <= wallet.capFor(holder !== null, stored);
  const use = payments.useOf(notice, intent, channel, {
    unpaid: topUp.state === 'unpaid' && fits,
    captured: payments.paying(reported.filter((each) => each.order === order)) !== null,
    payable: principal,
  });
  const providerNo = payments.captureNoOf(notice, use);
  const twin = reported.find((each) => each.order === order && under(providerNo)(each));
  if (twin !== undefined) return twin.use;
  const account = channel.account ?? null;
  const through = { channel: channel.name, account, providerNo };
  const kept = { ...through, intent: intent.id, order, amount: notice.amount };
  payments.capture(tx, [{ ...kept, use }]);
  if (use === 'order') {
    wallet.payTopUp(tx, { id, ...through });
    const hq = { kind: 'hq', id: directory.root.id } as const;
    ledger.topUp(tx, { member, ...through, principal, bonus, hq, source: id });
    wallet.fill(tx, member, { kind: 'principal', source: id, amount: principal, expiresAt: null });
    const expiresAt = after(tx.now, days(stored.bonusDays));
    wallet.fill(tx, member, { kind: 'bonus', source: id, amount: bonus, expiresAt });
    if (bonus > 0) endTimer(tx, member, expiresAt);
    outbox.put(tx, {
      name: 'wallet.topped_up',
      facts: { topUp: id, member, principalFen: principal, bonusFen: fen(bonus) },
    });
  } else if (use === 'mismatch')
    outbox.put(tx, { name: 'payments.mismatch', facts: { order, providerNo } });
  else sendBackUnwanted(tx, kept, use);
  return use;
}
