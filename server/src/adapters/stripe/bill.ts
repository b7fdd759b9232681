/** Stripe's balance transactions of a business day, which are its bill. */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { fen } from '../../kernel/money.ts';
import { addDays, epochOf, instantAt, startOf, type Day } from '../../kernel/time.ts';

const HOUR_MS = 3_600_000;
const A_TIME = 100;

interface Ours {
  readonly app: string;
  readonly currency: string;
  readonly nowMs: () => number;
}
type Row = Stripe.BalanceTransaction;

export async function stripeBill(sdk: Stripe, day: Day, ours: Ours) {
  const [from, end] = [epochOf(startOf(day)) / 1_000, epochOf(startOf(addDays(day, 1))) / 1_000];
  if (ours.nowMs() < end * 1_000 + HOUR_MS) return null;
  const rows: Row[] = [];
  const created = { gte: from, lt: end };
  const wish = { created, limit: A_TIME, expand: ['data.source'] };
  for await (const row of sdk.balanceTransactions.list(wish)) rows.push(row);
  rows.sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
  const hash = createHash('sha256');
  for (const { id, amount, fee, created: at } of rows)
    hash.update(`${id} ${amount} ${fee} ${at}\n`);
  return { hash: hash.digest('hex'), lines: linesOf(rows, ours) };
}

async function* linesOf(rows: readonly Row[], { app, currency }: Ours) {
  for (const row of rows) {
    const { source } = row;
    if (source === null || typeof source === 'string') continue;
    // Presented in one currency, settled in another: then the fee is not ours to count here.
    const fee = row.currency === currency ? row.fee : 0;
    const rest = { at: instantAt(row.created * 1_000), app, rateBps: null };
    if (source.object === 'charge') {
      const { payment_intent: intent, amount, metadata } = source;
      yield {
        ...rest,
        kind: 'payment' as const,
        providerNo: typeof intent === 'string' ? intent : (intent?.id ?? source.id),
        outTradeNo: metadata.out_trade_no ?? '',
        refundNo: '',
        amount: fen(amount),
        fee: fen(fee),
        currency: source.currency.toUpperCase(),
        state: 'done' as const,
      };
    } else if (source.object === 'refund') {
      const { payment_intent: intent, amount, metadata, status } = source;
      const state = status === 'succeeded' ? 'done' : status === 'failed' ? 'failed' : 'under_way';
      yield {
        ...rest,
        kind: 'refund' as const,
        providerNo: typeof intent === 'string' ? intent : (intent?.id ?? ''),
        outTradeNo: '',
        refundNo: metadata?.refund_no ?? source.id,
        amount: fen(amount),
        fee: fen(fee),
        currency: source.currency.toUpperCase(),
        state: state as 'done' | 'failed' | 'under_way',
      };
    }
  }
}
