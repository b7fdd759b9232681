/** The one way to the server: JSON there and back, a refusal becomes an error with its code. */
import { hear } from '../words/figures.ts';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A "no" with its stable code, or a fault with its number (RFC 9457 on the wire). */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly ref: string;

  constructor(status: number, code: string, facts: Refused['facts'], ref: string) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = facts;
    this.ref = ref;
  }
}

/**
 * A sensitive act asks again who sits here. The dialog that asks answers whether she showed it;
 * nobody there: the refusal stands.
 */
export type Proof = 'password' | 'code';
let prove: (by: Proof) => Promise<boolean> = () => Promise.resolve(false);
export const onProve = (ask: typeof prove): void => {
  prove = ask;
};

export const ROOT = '/api/console';

export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  const tail = search.toString();
  return `${path.startsWith('/api/') ? path : ROOT + path}${tail ? `?${tail}` : ''}`;
}

/** What was refused for want of proof has not begun: after the proof the same is sent again. */
async function call<Answer>(
  method: string,
  url: string,
  body?: unknown,
  key?: string,
): Promise<Answer> {
  try {
    return await once<Answer>(method, url, body, key);
  } catch (no) {
    const isAsked = no instanceof Refused && no.code === 'session.prove_again';
    if (!isAsked || !(await prove(no.facts.by === 'code' ? 'code' : 'password'))) throw no;
    return once<Answer>(method, url, body, key);
  }
}

async function once<Answer>(
  method: string,
  url: string,
  body?: unknown,
  key?: string,
): Promise<Answer> {
  const form = body instanceof FormData;
  const sent: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'x-quandian': '1' }),
      ...(key ? { 'idempotency-key': key } : {}),
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
    },
  };
  if (body !== undefined) sent.body = form ? body : JSON.stringify(body);
  let answer: Response;
  try {
    answer = await fetch(url, sent);
  } catch {
    throw new Refused(0, 'console.offline', {}, '');
  }
  if (answer.ok && answer.headers.get('content-disposition'))
    return (await answer.blob()) as Answer;
  const text = await answer.text();
  const said = text && answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {};
  if (answer.ok) {
    if (typeof said?.nowAt === 'string') hear(said.nowAt);
    return said as Answer;
  }
  const { code, facts } = said;
  const ref = said.ref ?? answer.headers.get('x-request-id') ?? '';
  const unnamed = answer.status >= 500 ? 'console.fault' : `http.${answer.status}`;
  throw new Refused(answer.status, code ?? unnamed, facts ?? {}, String(ref));
}

export const get = <Answer>(path: string, query?: Query) => call<Answer>('GET', urlOf(path, query));
/** A write that creates nothing with an id of ours carries a key: pressed twice, done once. */
export const post = <Answer = unknown>(path: string, body?: unknown, key?: string) =>
  call<Answer>('POST', urlOf(path), body, key);
export const put = <Answer = unknown>(path: string, body: unknown) =>
  call<Answer>('PUT', urlOf(path), body);
export const patch = <Answer = unknown>(path: string, body: unknown) =>
  call<Answer>('PATCH', urlOf(path), body);
export const remove = <Answer = unknown>(path: string) => call<Answer>('DELETE', urlOf(path));

/** UUIDv7: what this screen creates carries this screen's id, so a double press is one thing. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const at = BigInt(Date.now());
  for (let i = 0; i < 6; i += 1) bytes[i] = Number((at >> BigInt(8 * (5 - i))) & 255n);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
