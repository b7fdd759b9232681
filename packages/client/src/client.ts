/**
 * The API of a chain as one typed function. Types are written from `contract/openapi.json`; how a
 * request travels is yours to give, so it runs where there is no `fetch` too.
 */
import type { paths } from './schema.d.ts';

export type { components, paths } from './schema.d.ts';
type Sent = { readonly method: string; readonly url: string } & {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};
/** Sends one request and gives back what came: the only thing this package asks of its world. */
export type Transport = (sent: Sent) => Promise<{ readonly status: number; readonly body: string }>;

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type PathOf<M extends Method> = {
  [P in keyof paths]: M extends keyof paths[P] ? (paths[P][M] extends object ? P : never) : never;
}[keyof paths];
type Operation<M extends Method, P extends PathOf<M>> = M extends keyof paths[P]
  ? paths[P][M]
  : never;
type Part<O, K extends string> = O extends { parameters: { [_ in K]?: infer V } } ? V : undefined;
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? B
  : undefined;
type Good<O> = O extends { responses: infer R }
  ? R[keyof R & (200 | 201 | 202)] extends { content: { 'application/json': infer A } }
    ? A
    : undefined
  : never;
export interface Wish<O> {
  readonly path?: Part<O, 'path'>;
  readonly query?: Part<O, 'query'>;
  readonly body?: BodyOf<O>;
  /** For posts that create nothing with an id of yours. */
  readonly idempotencyKey?: string;
}

/** What the chain refused: `code` is stable, `facts` says why. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  constructor(status: number, { code = 'http.unreadable', facts = {} }: Partial<Problem>) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = facts;
  }
}

/** @throws Problem, and whatever the transport throws */
export function openClient(origin: string, key: string, send: Transport) {
  return async <M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    wish: Wish<Operation<M, P>> = {},
  ): Promise<Good<Operation<M, P>>> => {
    const named = wish.path as Record<string, string> | undefined;
    const query = Object.entries((wish.query ?? {}) as Record<string, string | number | boolean>)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    const where = String(path).replace(/\{(\w+)\}/g, (_, n) => encodeURIComponent(named![n]!));
    const headers: Record<string, string> = { authorization: `Bearer ${key}` };
    if (wish.body !== undefined) headers['content-type'] = 'application/json';
    if (wish.idempotencyKey !== undefined) headers['idempotency-key'] = wish.idempotencyKey;
    const body = wish.body === undefined ? undefined : JSON.stringify(wish.body);
    const url = `${origin}${where}${query === '' ? '' : `?${query}`}`;
    const answer = await send({ method: method.toUpperCase(), url, headers, body });
    const said = answer.body === '' ? undefined : JSON.parse(answer.body);
    if (answer.status >= 400) throw new Problem(answer.status, said ?? {});
    return said;
  };
}
