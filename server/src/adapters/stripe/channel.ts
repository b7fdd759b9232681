/**
 * Stripe as a payment channel, by its official SDK, for chains abroad: a Checkout Session, whose
 * page is Stripe's, so no card ever comes near us, and which brings its own 3-D Secure and wallets
 * (a Payment Intent would need a page of ours). The port is `PaymentChannel` of the payments room.
 */
import type Stripe from 'stripe';
import type { Id } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { epochOf, type Day, type Instant } from '../../kernel/time.ts';
import { stripeBill } from './bill.ts';

export interface StripeSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** ISO 4217, small; the merchant's own. */
  readonly currency: string;
  readonly base: () => Promise<string>;
  readonly nowMs: () => number;
}
interface Page {
  readonly description: string;
  readonly host: string;
  readonly back: string;
  readonly payBy: Instant;
}
interface Refund {
  readonly refundNo: string;
  readonly providerNo: string;
  readonly amount: Fen;
}
/** Nothing of the SDK's own words, which may name a key or a person. */
export class StripeFault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`Stripe: ${code}`);
    this.code = code;
  }
}

const TOLERANCE_S = 300;
/** Stripe opens no session that ends sooner; what is paid after our own end goes back as late. */
const LEAST_MS = 31 * 60_000;
const PAID_EVENTS = ['checkout.session.completed', 'checkout.session.async_payment_succeeded'];
const REFUND_EVENTS = ['refund.created', 'refund.updated', 'refund.failed'];
/** Ours to mend; whatever else went wrong may go right in a moment. */
const WRONG = /^(api_key|parameter_|StripeAuthentication|StripeInvalidRequest|StripePermission)/;
const bad = (): Refusal => new Refusal('unauthorized', 'payments.bad_signature');

export function stripeChannel(settings: StripeSettings, account: Id<'account'>) {
  const { webhookSecret, currency, base, nowMs } = settings;
  let opened: Promise<Stripe> | undefined;
  const sdk = (): Promise<Stripe> => {
    opened ??= open(settings.secretKey, base);
    return opened;
  };
  const app = `stripe:${account}`;
  /** The house counts in the merchant's one currency; another one is told by its name. */
  const moneyOf = (amount: number, of: string) => ({
    app,
    currency: of === currency ? 'CNY' : of.toUpperCase(),
    amount: fen(amount),
  });
  const ask = async (outTradeNo: string) => {
    const query = `metadata['out_trade_no']:'${outTradeNo}'`;
    const found = await faulted((await sdk()).paymentIntents.search({ query, limit: 10 }));
    const paid = found.data.find(({ status }) => status === 'succeeded');
    if (paid === undefined || paid.metadata.out_trade_no !== outTradeNo) return null;
    const money = moneyOf(paid.amount_received, paid.currency);
    return { kind: 'paid' as const, outTradeNo, providerNo: paid.id, ...money };
  };
  return {
    name: 'stripe',
    account,
    app,
    async checkout(
      { outTradeNo, amount }: { readonly outTradeNo: string; readonly amount: Fen },
      { description, host, back, payBy }: Page,
    ): Promise<string> {
      const metadata = { out_trade_no: outTradeNo };
      const product_data = { name: [...description].slice(0, 250).join('') };
      const price_data = { currency, unit_amount: amount, product_data };
      const url = `https://${host}${back}`;
      const session = await faulted(
        (await sdk()).checkout.sessions.create(
          {
            mode: 'payment',
            line_items: [{ price_data, quantity: 1 }],
            client_reference_id: outTradeNo,
            metadata,
            payment_intent_data: { metadata },
            success_url: url,
            cancel_url: url,
            // Of the order alone, so that pressing again is the same wish.
            expires_at: Math.floor((epochOf(payBy) + LEAST_MS) / 1_000),
          },
          { idempotencyKey: outTradeNo },
        ),
      ).catch((fault: StripeFault) => {
        throw WRONG.test(fault.code) ? fault : new Refusal('conflict', 'payments.provider_away');
      });
      if (session.url === null) throw new Refusal('conflict', 'payments.trade_is_over');
      return session.url;
    },
    async read(headers: Readonly<Record<string, unknown>>, body: string, atMs: number) {
      const event = await eventIn(await sdk(), webhookSecret, headers, body, atMs);
      if (PAID_EVENTS.includes(event.type)) {
        return paidIn(event.data.object as Stripe.Checkout.Session, moneyOf);
      }
      if (!REFUND_EVENTS.includes(event.type)) return null;
      return refundedIn(event.data.object as Stripe.Refund);
    },
    async find(outTradeNo: string) {
      const notice = await ask(outTradeNo);
      return notice === null ? { state: 'unpaid' as const } : { state: 'paid' as const, notice };
    },
    /** The same number is the same refund. */
    async refund({ refundNo, providerNo, amount }: Refund) {
      const wish = { payment_intent: providerNo, amount, metadata: { refund_no: refundNo } };
      const made = await faulted((await sdk()).refunds.create(wish, { idempotencyKey: refundNo }));
      return refundedIn(made) ?? undefined;
    },
    async payOut(): Promise<'paid' | 'failed'> {
      throw new Refusal('conflict', 'payments.no_such_channel');
    },
    async probe(): Promise<string | null> {
      return faulted((await sdk()).balance.retrieve()).then(
        () => null,
        (fault: StripeFault) => fault.code,
      );
    },
    bills: {
      bill: async (day: Day) => stripeBill(await sdk(), day, { app, currency, nowMs }),
      ask,
    },
  };
}

async function open(secretKey: string, base: () => Promise<string>): Promise<Stripe> {
  const { default: Sdk } = await import('stripe');
  const { protocol, hostname, port } = new URL(await base());
  return new Sdk(secretKey, {
    host: hostname,
    port: port || (protocol === 'https:' ? 443 : 80),
    protocol: protocol === 'https:' ? 'https' : 'http',
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
  });
}

export async function faulted<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (fault) {
    const { code, type } = fault as { code?: string; type?: string };
    throw new StripeFault(code ?? type ?? 'NO_ANSWER');
  }
}

async function eventIn(
  sdk: Stripe,
  secret: string,
  headers: Readonly<Record<string, unknown>>,
  body: string,
  atMs: number,
): Promise<Stripe.Event> {
  const signature = headers['stripe-signature'];
  if (typeof signature !== 'string') throw bad();
  try {
    const { webhooks } = sdk;
    return webhooks.constructEvent(body, signature, secret, TOLERANCE_S, undefined, atMs);
  } catch (fault) {
    const stale = fault instanceof Error && fault.message.includes('tolerance');
    throw stale ? new Refusal('unauthorized', 'payments.stale_notice') : bad();
  }
}

function paidIn(
  session: Stripe.Checkout.Session,
  moneyOf: (amount: number, of: string) => { app: string; currency: string; amount: Fen },
) {
  const {
    client_reference_id: outTradeNo,
    payment_intent: intent,
    payment_status: status,
  } = session;
  if (status !== 'paid') return null; // it completes now and is paid later, or never
  const providerNo = typeof intent === 'string' ? intent : intent?.id;
  const { amount_total: amount, currency } = session;
  if (!outTradeNo || !providerNo || amount === null || currency === null) {
    throw new Refusal('invalid', 'payments.malformed_notice');
  }
  return { kind: 'paid' as const, outTradeNo, providerNo, ...moneyOf(amount, currency) };
}

function refundedIn({ metadata, amount, status, failure_reason: why }: Stripe.Refund) {
  const refundNo = metadata?.refund_no;
  if (!refundNo || (status !== 'succeeded' && status !== 'failed' && status !== 'canceled')) {
    return null;
  }
  const succeeded = status === 'succeeded';
  const reason = succeeded ? {} : { reason: why ?? status };
  return { kind: 'refunded' as const, refundNo, amount: fen(amount), succeeded, ...reason };
}
