/**
 * A payment provider in small: its cashier pays, refuses, pays late or twice, and tells us by a
 * signed notification over HTTP, again until it hears 200. Refunds and pay-outs come in signed.
 */
import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { SimReply, SimRequest } from '../serve.ts';
import { type BillWish, Book } from './book.ts';
import { SandboxPayouts } from './payouts.ts';

export interface Trade {
  readonly outTradeNo: string;
  readonly amount: number;
  readonly description: string;
  /** Which of our shops asked. */
  readonly host: string;
  /** The page to go back to. */
  readonly back: string;
  /** Of the shop's own; told at an address of its own. */
  readonly account?: string;
}
export interface Notification {
  readonly host: string;
  readonly account?: string;
  /** Where else than at the cashier's door. */
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
type Teller = Pick<Trade, 'host' | 'account'>;
interface Paid {
  readonly trade: Trade;
  /** Whoever holds it pays; the same wallet is the same payer. */
  readonly wallet: string | null;
}
export type HowToPay = 'pay' | 'refuse' | 'late' | 'twice';
export interface CashierOptions {
  readonly app: string;
  readonly secret: string;
  readonly nowMs: () => number;
  /** Where its book is kept; absent: as long as it lives. */
  readonly bookFile?: string;
  /** Over HTTP to our callback; answers with its status. */
  readonly deliver: (notification: Notification) => Promise<number>;
}

/** After the time in which an order must be paid. */
const LATE_MS = 16 * 60_000;
const RETRY_MS = [0, 500, 2_000, 5_000, 15_000];

export class SandboxCashier {
  readonly #options: CashierOptions;
  readonly book: Book;
  readonly #late: { readonly atMs: number; readonly paid: Paid }[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #watch: NodeJS.Timeout;
  #closed = false;
  readonly payouts: SandboxPayouts;
  /** While a reason stands here no refund goes out, and each is told of with it. */
  refusesRefunds: string | null = null;

  constructor(options: CashierOptions) {
    this.#options = options;
    this.payouts = new SandboxPayouts(options.nowMs);
    this.book = new Book(options.bookFile ?? null);
    this.#watch = setInterval(() => this.tick(), 1_000).unref();
  }

  /** The order that a signed link names, or null for a link that we never made. */
  trade(token: string, signature: string): Trade | null {
    if (!same(signature, this.#sign('', '', token))) return null;
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Trade;
  }

  /** Resolves when the first word has gone out. */
  async pay(trade: Trade, how: HowToPay, wallet: string | null = null): Promise<void> {
    const paid = { trade, wallet };
    if (how === 'refuse') return;
    if (how === 'late') {
      this.#late.push({ atMs: this.#options.nowMs() + LATE_MS, paid });
      return;
    }
    await this.#paid(paid, 1);
    if (how === 'twice') await this.#paid(paid, 2);
  }

  /** Sends what has become due by our clock. */
  tick(): void {
    const now = this.#options.nowMs();
    for (const held of this.#late.splice(0)) {
      if (held.atMs <= now) void this.#paid(held.paid, 1);
      else this.#late.push(held);
    }
  }

  answer({ url, headers, body }: SimRequest): SimReply {
    const [timestamp = '', nonce = ''] = [headers['sandbox-timestamp'], headers['sandbox-nonce']];
    if (!same(headers['sandbox-signature'] ?? '', this.#sign(timestamp, nonce, body))) {
      return { status: 401, json: { state: 'bad_signature' } };
    }
    const wish = JSON.parse(body) as Record<string, unknown>;
    if (url.pathname === '/sandbox/payouts') return { status: 200, json: { state: 'paid' } };
    if (url.pathname.startsWith('/sandbox/payouts/')) {
      const deed = url.pathname.slice(17);
      return { status: 200, json: this.#payout(deed, wish as Record<string, string>) };
    }
    if (url.pathname === '/sandbox/bills') {
      const found = this.book.bill(wish as unknown as BillWish, this.#options.nowMs());
      return { status: 200, json: found ?? { hash: null } };
    }
    if (url.pathname === '/sandbox/trades') {
      return { status: 200, json: this.book.paymentsOf(String(wish.outTradeNo))[0] ?? {} };
    }
    return this.#refund(wish as Record<string, string | number>);
  }

  #refund(wish: Record<string, string | number>): SimReply {
    const { refundNo, amount: amountFen } = wish;
    const providerNo = String(wish.providerNo);
    const paid = this.book.payment(providerNo);
    const { host = '', account } = paid ?? {};
    const teller = { host, ...(account && { account }) };
    const reason = this.refusesRefunds;
    if (reason === null) {
      const outTradeNo = paid?.outTradeNo ?? '';
      const money = { refundNo: String(refundNo), amountFen: Number(amountFen) };
      const atMs = this.#options.nowMs();
      this.book.put({ kind: 'refund', atMs, ...teller, providerNo, outTradeNo, ...money });
    }
    const end = reason === null ? { state: 'succeeded' } : { state: 'failed', reason };
    const told = { event: 'refund', refundNo, amountFen, ...end };
    this.#track(this.#tell(teller, told));
    return { status: 200, json: { state: 'accepted' } };
  }

  #payout(deed: string, wish: Record<string, string | number>): object {
    const no = String(wish.no);
    if (deed === 'send') {
      const made = this.payouts.ask(no, Number(wish.amount), String(wish.payee));
      return made ?? { state: 'failed', reason: 'ALREADY_EXISTS' };
    }
    return (deed === 'cancel' ? this.payouts.cancel(no) : this.payouts.find(no)) ?? {};
  }

  /** For tests: every word that was to be said has been said. */
  async quiet(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#watch);
  }

  async #paid({ trade, wallet }: Paid, nth: number): Promise<void> {
    const { outTradeNo, amount: amountFen, host, account } = trade;
    const providerNo = `S${hash('sha256', `${outTradeNo}:${nth}`, 'hex').slice(0, 24)}`;
    const teller = { host, ...(account && { account }) };
    const { app, nowMs } = this.#options;
    const payer = wallet === null ? {} : { payer: payerOf(app, wallet) };
    const entry = { kind: 'payment', atMs: nowMs(), ...teller, providerNo, outTradeNo } as const;
    this.book.put({ ...entry, refundNo: '', amountFen, ...payer });
    const money = { currency: 'CNY', amountFen };
    const told = { event: 'payment', app, outTradeNo, providerNo, ...money, ...payer };
    const telling = this.#tell(teller, told);
    this.#track(telling);
    await telling;
  }

  #track(telling: Promise<void>): void {
    const tracked = telling.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #tell(teller: Teller, told: object): Promise<void> {
    const body = JSON.stringify(told);
    for (const waitMs of RETRY_MS) {
      if (this.#closed) return;
      if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs).unref());
      const status = await this.#options
        .deliver({ ...this.signed(teller.host, body), ...teller })
        .catch(() => 0);
      if (status === 200 || (status >= 400 && status < 500)) return;
    }
  }

  signed(host: string, body: string): Notification {
    const timestamp = String(this.#options.nowMs());
    const nonce = hash('sha256', `${timestamp}${body}`, 'hex').slice(0, 16);
    return {
      host,
      body,
      headers: {
        'content-type': 'application/json',
        'sandbox-timestamp': timestamp,
        'sandbox-nonce': nonce,
        'sandbox-signature': this.#sign(timestamp, nonce, body),
      },
    };
  }

  #sign(timestamp: string, nonce: string, body: string): string {
    return createHmac('sha256', this.#options.secret)
      .update(`${timestamp}\n${nonce}\n${body}\n`)
      .digest('base64url');
  }
}

/** As real providers do: a name of the payer that only this shop knows. */
const payerOf = (app: string, wallet: string): string =>
  `sandbox-${hash('sha256', `${app}:${wallet}`, 'hex').slice(0, 28)}`;

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
