/**
 * A platform that issues electronic invoices, over HTTP with signed bytes on both sides; the other
 * side of demo and test is `simulators/fapiao`. An adapter fills the room's port by shape.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { request } from 'undici';
import type { Id } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';

type InvoiceId = Id<'invoice'>;
type Answer =
  | { readonly state: 'waiting' }
  | { readonly state: 'issued'; readonly number: string }
  | { readonly state: 'refused'; readonly reason: string };

export interface FapiaoOptions {
  readonly app: string;
  readonly secret: string;
  readonly base: () => Promise<string>;
  readonly nowMs: () => number;
}
const STALE_MS = 300_000;
const LIMIT_MS = 8_000;
const MOST_BYTES = 4_194_304;

export const fapiaoSignature = (secret: string, stamp: string, nonce: string, body: string) =>
  createHmac('sha256', secret).update(`${stamp}\n${nonce}\n${body}\n`).digest('base64url');
const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const away = (): Refusal => new Refusal('conflict', 'invoices.platform_away');

export function fapiao({ app, secret, base, nowMs }: FapiaoOptions) {
  async function call(method: 'GET' | 'POST', path: string, said: object | null): Promise<Buffer> {
    const body = said === null ? '' : JSON.stringify(said);
    const [stamp, nonce] = [String(nowMs()), randomUUID()];
    const answer = await request(`${await base()}/fapiao/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-app': app,
        'x-timestamp': stamp,
        'x-nonce': nonce,
        'x-signature': fapiaoSignature(secret, stamp, nonce, `${path}\n${body}`),
      },
      ...(said === null ? {} : { body }),
      headersTimeout: LIMIT_MS,
      bodyTimeout: LIMIT_MS,
    }).catch(() => {
      throw away();
    });
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of answer.body) {
      size += (part as Buffer).length;
      if (size > MOST_BYTES) throw away();
      parts.push(part as Buffer);
    }
    if (answer.statusCode >= 300) throw away();
    return Buffer.concat(parts);
  }
  const asked = async (...said: Parameters<typeof call>): Promise<Answer> => {
    const text = (await call(...said)).toString('utf8');
    return answerIn(text);
  };
  return {
    apply: ({ applyNo, ...rest }: { readonly applyNo: InvoiceId }): Promise<Answer> =>
      asked('POST', '/applications', { applyNo, ...rest }),
    query: (applyNo: InvoiceId): Promise<Answer> =>
      asked('GET', `/applications/${encodeURIComponent(applyNo)}`, null),
    file: (number: string): Promise<Buffer> =>
      call('GET', `/files/${encodeURIComponent(number)}`, null),
    read(headers: Readonly<Record<string, unknown>>, body: string, now: number) {
      const [stamp, nonce] = [String(headers['x-timestamp']), String(headers['x-nonce'])];
      const right = fapiaoSignature(secret, stamp, nonce, body);
      const fresh = Math.abs(now - Number(stamp)) <= STALE_MS;
      if (!fresh || !equal(String(headers['x-signature']), right))
        throw new Refusal('unauthorized', 'payments.bad_signature');
      const { applyNo } = JSON.parse(body) as { applyNo: InvoiceId };
      return { applyNo, answer: answerIn(body) };
    },
  };
}

/** Garbage is no answer: the state stays, and it is asked again. */
function answerIn(text: string): Answer {
  try {
    const { state, number, reason } = JSON.parse(text) as Record<string, unknown>;
    if (state === 'issued' && typeof number === 'string') return { state, number };
    if (state === 'refused') return { state, reason: String(reason ?? '') };
    return { state: 'waiting' };
  } catch {
    throw away();
  }
}
