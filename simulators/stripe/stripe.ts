/**
 * Stripe in small, over real HTTP: sessions with their page, payments, refunds, balance
 * transactions, idempotency keys, errors in its shape, events signed as its webhooks are.
 */
import { createHash, createHmac } from 'node:crypto';
import { request } from 'undici';
import type { SimReply, SimRequest } from '../serve.ts';

export interface StripeOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly nowMs: () => number;
  readonly base: () => Promise<string>;
  /** Where events go, as set on its dashboard; answers with the status. */
  readonly deliver: (letter: Letter) => Promise<number>;
}
export interface Letter {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
type Tree = { [key: string]: Tree | string };
interface Session {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly reference: string;
  readonly expiresS: number;
  readonly back: string;
  status: 'open' | 'complete' | 'expired';
}
interface Movement {
  readonly id: string;
  readonly createdS: number;
  readonly amount: number;
  readonly fee: number;
  readonly source: object;
}
class No extends Error {
  readonly status: number;
  readonly error: object;
  constructor(status: number, type: string, code: string, message: string) {
    super(message);
    this.status = status;
    this.error = { type, code, message };
  }
}
const invalid = (code: string, why: string): No => new No(400, 'invalid_request_error', code, why);
const idOf = (kind: string, of: string): string =>
  `${kind}_${createHash('sha256').update(`${kind}${of}`).digest('hex').slice(0, 24)}`;
const feeOf = (amount: number): number => Math.round(amount * 0.029) + 30;

export class StripeSimulator {
  readonly #options: StripeOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #intents = new Map<string, Session>();
  readonly #refunded = new Map<string, number>();
  readonly #keys = new Map<string, { readonly said: string; readonly reply: SimReply }>();
  readonly #movements: Movement[] = [];
  #waiting: object[] = [];
  readonly mishaps = { drop: 0, duplicate: 0, forged: 0, stale: 0, busy: 0 };

  constructor(options: StripeOptions) {
    this.#options = options;
  }

  async answer(asked: SimRequest): Promise<SimReply> {
    const { pathname } = asked.url;
    if (pathname.startsWith('/pay/')) return this.#page(pathname.slice(5), asked.method);
    try {
      if (asked.headers.authorization !== `Bearer ${this.#options.secretKey}`) {
        throw new No(401, 'invalid_request_error', 'api_key_invalid', 'Invalid API Key provided');
      }
      if (this.#happens('busy')) throw new No(500, 'api_error', 'api_error', 'Try again');
      return await this.#once(asked);
    } catch (no) {
      if (!(no instanceof No)) throw no;
      return { status: no.status, json: { error: no.error } };
    }
  }

  /** The same key is the same answer; with other parameters it is an error. */
  async #once(asked: SimRequest): Promise<SimReply> {
    const key = asked.headers['idempotency-key'];
    if (asked.method !== 'POST' || key === undefined) return this.#deed(asked);
    const said = `${asked.url.pathname} ${asked.body}`;
    const known = this.#keys.get(key);
    if (known !== undefined) {
      if (known.said === said) return known.reply;
      throw new No(400, 'idempotency_error', 'idempotency_key_in_use', 'Other parameters');
    }
    const reply = await this.#deed(asked);
    this.#keys.set(key, { said, reply });
    return reply;
  }

  async #deed({ method, url, body }: SimRequest): Promise<SimReply> {
    const { pathname, searchParams } = url;
    const wish = treeOf(new URLSearchParams(body));
    if (method === 'POST' && pathname === '/v1/checkout/sessions') return this.#open(wish);
    if (method === 'POST' && pathname === '/v1/refunds') return this.#refund(wish);
    if (pathname === '/v1/payment_intents/search') {
      const no = /:'([^']+)'/.exec(searchParams.get('query') ?? '')?.[1];
      const found = [...this.#intents].filter(([, { reference }]) => reference === no);
      return { status: 200, json: listOf(found.map(([id, each]) => intentOf(id, each))) };
    }
    if (pathname === '/v1/balance_transactions') return this.#balance(searchParams);
    if (pathname === '/v1/balance') return { status: 200, json: { object: 'balance' } };
    throw new No(404, 'invalid_request_error', 'resource_missing', `Unrecognized: ${pathname}`);
  }

  async #open(wish: Tree): Promise<SimReply> {
    const item = (wish.line_items as Tree)['0'] as Tree;
    const price = item.price_data as Tree;
    const reference = String(wish.client_reference_id);
    const expiresS = Number(wish.expires_at);
    const leftS = expiresS - this.#options.nowMs() / 1_000;
    if (leftS < 30 * 60 || leftS > 86_400) throw invalid('parameter_invalid', 'expires_at');
    const id = idOf('cs', reference);
    const session: Session = {
      id,
      amount: Number(price.unit_amount),
      currency: String(price.currency),
      reference,
      expiresS,
      back: String(wish.success_url),
      status: 'open',
    };
    this.#sessions.set(id, session);
    const url = `${await this.#options.base()}/pay/${id}`;
    return { status: 200, json: { id, object: 'checkout.session', url, status: 'open' } };
  }

  async #page(id: string, method: string): Promise<SimReply> {
    const session = this.#sessions.get(id);
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    if (session === undefined) return { status: 404, text: 'gone', headers };
    if (method === 'POST') await this.pay(session.reference);
    const text = `${session.currency} ${(session.amount / 100).toFixed(2)} ${session.status}`;
    return { status: 200, text, headers };
  }

  /** @returns why it cannot be paid, or null */
  async pay(reference: string): Promise<string | null> {
    const session = [...this.#sessions.values()].find((each) => each.reference === reference);
    if (session === undefined) return 'unknown';
    const nowS = Math.floor(this.#options.nowMs() / 1_000);
    if (session.status !== 'open' || nowS >= session.expiresS) return 'over';
    session.status = 'complete';
    const intent = idOf('pi', reference);
    this.#intents.set(intent, session);
    const { amount, currency } = session;
    const metadata = { out_trade_no: reference };
    const id = idOf('ch', reference);
    const charge = { id, object: 'charge', amount, currency, payment_intent: intent, metadata };
    this.#move(idOf('txn', id), amount, feeOf(amount), charge);
    this.#tell('checkout.session.completed', {
      id: session.id,
      object: 'checkout.session',
      client_reference_id: reference,
      payment_intent: intent,
      payment_status: 'paid',
      amount_total: amount,
      currency,
    });
    await this.tick();
    return null;
  }

  #refund(wish: Tree): SimReply {
    const intent = String(wish.payment_intent);
    const session = this.#intents.get(intent);
    if (session === undefined) throw new No(404, 'invalid_request_error', 'resource_missing', 'pi');
    const amount = Number(wish.amount);
    const before = this.#refunded.get(intent) ?? 0;
    if (!(amount > 0) || before + amount > session.amount) {
      throw invalid('amount_too_large', 'Refund amount is greater than the unrefunded amount');
    }
    this.#refunded.set(intent, before + amount);
    const { currency } = session;
    const metadata = wish.metadata as Tree;
    const id = idOf('re', `${intent}${before}`);
    const money = { amount, currency, payment_intent: intent };
    const made = { id, object: 'refund', ...money, metadata, status: 'succeeded' };
    this.#move(idOf('txn', id), 0 - amount, 0, made);
    this.#tell('refund.updated', made);
    return { status: 200, json: made };
  }

  #move(id: string, amount: number, fee: number, source: object): void {
    const createdS = Math.floor(this.#options.nowMs() / 1_000);
    this.#movements.push({ id, createdS, amount, fee, source });
  }

  #balance(query: URLSearchParams): SimReply {
    const [from, end] = [Number(query.get('created[gte]')), Number(query.get('created[lt]'))];
    const all = this.#movements.filter(({ createdS }) => createdS >= from && createdS < end);
    const newest = all.toReversed();
    const after = newest.findIndex(({ id }) => id === query.get('starting_after'));
    const size = Number(query.get('limit') ?? 10);
    const page = newest.slice(after + 1, after + 1 + size);
    const data = page.map(({ id, createdS: created, amount, fee, source }) => {
      const { currency } = source as Session;
      return { id, object: 'balance_transaction', created, amount, fee, currency, source };
    });
    return { status: 200, json: listOf(data, after + 1 + size < newest.length) };
  }

  #tell(type: string, object: object): void {
    const created = Math.floor(this.#options.nowMs() / 1_000);
    const id = idOf('evt', `${type}${JSON.stringify(object)}`);
    this.#waiting.push({ id, object: 'event', type, created, data: { object } });
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  async tick(): Promise<void> {
    for (const event of this.#waiting.splice(0)) {
      if (this.#happens('drop')) continue;
      const body = JSON.stringify(event);
      const [stale, forged] = [this.#happens('stale'), this.#happens('forged')];
      const secret = forged ? 'whsec_of_somebody_else' : this.#options.webhookSecret;
      const letter = { body, headers: headersOf(secret, body, this.#options.nowMs(), stale) };
      const status = await this.#options.deliver(letter).catch(() => 0);
      if (this.#happens('duplicate')) await this.#options.deliver(letter).catch(() => 0);
      if (status < 200 || status >= 300) this.#waiting.push(event);
    }
  }

  #happens(mishap: keyof StripeSimulator['mishaps']): boolean {
    if (this.mishaps[mishap] <= 0) return false;
    this.mishaps[mishap] -= 1;
    return true;
  }
}

export function headersOf(secret: string, body: string, nowMs: number, stale = false) {
  const t = Math.floor(nowMs / 1_000) - (stale ? 600 : 0);
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return { 'content-type': 'application/json', 'stripe-signature': `t=${t},v1=${v1}` };
}
const listOf = (data: readonly object[], has_more = false) => ({ object: 'list', data, has_more });
const intentOf = (id: string, { amount, currency, reference }: Session) => ({
  id,
  object: 'payment_intent',
  status: 'succeeded',
  amount,
  amount_received: amount,
  currency,
  metadata: { out_trade_no: reference },
});

/** `line_items[0][price_data][currency]=cny` and the like. */
function treeOf(fields: URLSearchParams): Tree {
  const root: Tree = {};
  for (const [path, value] of fields) {
    const names = path.replaceAll(']', '').split('[');
    let at = root;
    for (const name of names.slice(0, -1)) {
      at[name] ??= {};
      at = at[name] as Tree;
    }
    at[names.at(-1)!] = value;
  }
  return root;
}

export async function overHttp(url: string, { headers, body }: Letter): Promise<number> {
  const answer = await request(url, { method: 'POST', headers, body });
  await answer.body.dump();
  return answer.statusCode;
}
