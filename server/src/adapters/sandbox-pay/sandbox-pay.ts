/**
 * The sandbox cashier as a payment channel: signed pages and notifications, in the manner of real
 * providers. Exists in demo and test mode only; the other side is `simulators/sandbox-cashier`.
 */
import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { request } from 'undici';
import type { Id } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type Day, instantAt } from '../../kernel/time.ts';

/** The port is `PaymentChannel` of the payments room; an adapter fills it by shape. */
type Notice =
  | {
      readonly kind: 'paid';
      readonly app: string;
      readonly currency: string;
      readonly outTradeNo: string;
      readonly providerNo: string;
      readonly amount: Fen;
      readonly payer?: string;
    }
  | {
      readonly kind: 'refunded';
      readonly refundNo: string;
      readonly amount: Fen;
      readonly succeeded: boolean;
      readonly reason?: string;
    };
interface Refund {
  readonly refundNo: string;
  readonly providerNo: string;
  readonly amount: Fen;
}

export const SANDBOX_APP = 'quandian-sandbox';
const STALE_MS = 300_000;

export interface SandboxOptions {
  /** Shared with the cashier; different in each installation. */
  readonly secret: string;
  /** Where the cashier's own doors are. */
  readonly base: () => Promise<string>;
  /** Of the merchant's own; null: the installation's. */
  readonly account?: AccountId;
}
type AccountId = Id<'account'>;

export const signatureOf = (secret: string, timestamp: string, nonce: string, body: string) =>
  createHmac('sha256', secret).update(`${timestamp}\n${nonce}\n${body}\n`).digest('base64url');

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export function sandboxPay({ secret, base, account }: SandboxOptions) {
  return {
    name: 'sandbox',
    account: account ?? null,
    app: SANDBOX_APP,
    checkout(
      { outTradeNo, amount }: { readonly outTradeNo: string; readonly amount: Fen },
      page: { readonly description: string; readonly host: string; readonly back: string },
    ): string {
      const { description, host, back } = page;
      const trade = Buffer.from(
        JSON.stringify({ ...{ outTradeNo, amount, description, host, back }, account }),
      );
      const body = trade.toString('base64url');
      return `/sim/cashier?trade=${body}&signature=${signatureOf(secret, '', '', body)}`;
    },
    read: (headers: Readonly<Record<string, unknown>>, body: string, nowMs: number): Notice =>
      read(secret, headers, body, nowMs),
    async refund({ refundNo, providerNo, amount }: Refund): Promise<void> {
      await ask(secret, `${await base()}/sandbox/refunds`, { refundNo, providerNo, amount });
    },
    async payOut(no: string, amount: Fen): Promise<'paid' | 'failed'> {
      const answer = await ask(secret, `${await base()}/sandbox/payouts`, { no, amount });
      return (answer as { state?: string }).state === 'paid' ? 'paid' : 'failed';
    },
    probe: async (): Promise<string | null> => null,
    bills: sandboxBills({ secret, base, ...(account && { account }) }),
  };
}

function read(
  secret: string,
  headers: Readonly<Record<string, unknown>>,
  body: string,
  nowMs: number,
): Notice {
  const text = (name: string): string => {
    const value = headers[`sandbox-${name}`];
    return typeof value === 'string' ? value : '';
  };
  const [timestamp, nonce, signature] = [text('timestamp'), text('nonce'), text('signature')];
  if (nonce === '' || !equal(signature, signatureOf(secret, timestamp, nonce, body))) {
    throw new Refusal('unauthorized', 'payments.bad_signature');
  }
  if (!/^\d{1,16}$/.test(timestamp) || Math.abs(Number(timestamp) - nowMs) > STALE_MS) {
    throw new Refusal('unauthorized', 'payments.stale_notice');
  }
  return noticeOf(body);
}

/** Even a signed notice is read with care: only whole fen and short texts come in. */
function noticeOf(body: string): Notice {
  const found = parsed(body);
  const text = (name: string): string => {
    const value = found[name];
    if (typeof value !== 'string' || value.length > 100) throw malformed();
    return value;
  };
  const amount = found.amountFen;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0) throw malformed();
  if (found.event === 'refund') {
    const [refundNo, state] = [text('refundNo'), text('state')];
    const reason = found.reason === undefined ? {} : { reason: text('reason') };
    const succeeded = state === 'succeeded';
    return { kind: 'refunded', refundNo, amount: fen(amount), succeeded, ...reason };
  }
  if (found.event !== 'payment') throw malformed();
  const [app, currency] = [text('app'), text('currency')];
  const [outTradeNo, providerNo] = [text('outTradeNo'), text('providerNo')];
  const payer = found.payer === undefined ? {} : { payer: text('payer') };
  return { kind: 'paid', app, currency, outTradeNo, providerNo, amount: fen(amount), ...payer };
}

const malformed = (): Refusal => new Refusal('invalid', 'payments.malformed_notice');

function parsed(body: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(body);
    if (typeof found === 'object' && found !== null) return found as Record<string, unknown>;
  } catch {
    // told below, in our own words
  }
  throw malformed();
}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 64_000_000;

/** Its bills, in the manner of real providers; the port is `BillSource` of the payments room. */
const sandboxBills = ({ secret, base, account }: SandboxOptions) => ({
  async bill(day: Day, hosts: readonly string[]) {
    const wish = { day, hosts, account };
    const answer = await ask(secret, `${await base()}/sandbox/bills`, wish);
    const { hash: said, file } = answer as { hash: string | null; file?: string };
    if (said === null || file === undefined) return null;
    if (hash('sha256', file, 'hex') !== said) throw new Error('the bill is not the one it says');
    const lines = file.split('\n').filter((line) => line !== '');
    return { hash: said, lines: each(lines.map((line) => JSON.parse(line))) };
  },
  async ask(outTradeNo: string) {
    const found = (await ask(secret, `${await base()}/sandbox/trades`, { outTradeNo })) as Listed;
    if (found.providerNo === undefined) return null;
    const { providerNo, payer } = found;
    const money = { app: SANDBOX_APP, currency: 'CNY', amount: fen(found.amountFen) };
    return {
      kind: 'paid' as const,
      outTradeNo,
      providerNo,
      ...money,
      ...(payer === undefined ? {} : { payer }),
    };
  },
});
interface Listed {
  readonly kind: 'payment' | 'refund';
  readonly atMs: number;
  readonly providerNo: string;
  readonly outTradeNo: string;
  readonly refundNo: string;
  readonly amountFen: number;
  readonly feeFen: number;
  readonly payer?: string;
}
async function* each(listed: readonly Listed[]) {
  for (const { kind, atMs, providerNo, outTradeNo, refundNo, amountFen, feeFen } of listed)
    yield {
      kind,
      at: instantAt(atMs),
      app: SANDBOX_APP,
      providerNo,
      outTradeNo,
      refundNo,
      amount: fen(amountFen),
      fee: fen(feeFen),
      rateBps: 60,
      currency: 'CNY',
      state: 'done' as const,
    };
}

/** Signed like a notification. Anything but a short, good answer means: unknown, ask again. */
export async function ask(secret: string, url: string, wish: object): Promise<unknown> {
  const body = JSON.stringify(wish);
  const timestamp = '0'; // the cashier keeps no time of ours
  const nonce = createHmac('sha256', secret).update(body).digest('base64url').slice(0, 16);
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'sandbox-timestamp': timestamp,
      'sandbox-nonce': nonce,
      'sandbox-signature': signatureOf(secret, timestamp, nonce, body),
    },
    body,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  let text = '';
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length > MAX_ANSWER) throw new Error('the cashier says too much');
  }
  if (statusCode !== 200) throw new Error(`the cashier answered ${statusCode}`);
  return JSON.parse(text);
}
