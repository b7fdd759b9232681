/** How the house says no over HTTP: problem details, RFC 9457. The only place that knows 409. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Refusal, type RefusalKind } from '../kernel/refusal.ts';
import { isAway } from '../platform/away.ts';
import { Again } from '../platform/db.ts';

const STATUS: Readonly<Record<RefusalKind, number>> = {
  malformed: 400,
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  unauthorized: 401,
  too_many: 429,
  busy: 503,
};

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({
      description: 'Stable, `module.what_was_found`; the front-ends translate it.',
    }),
    facts: Type.Record(Type.String(), Type.Any()),
    ref: Type.String({ description: 'The request id, to quote to whoever operates this server.' }),
  },
  { $id: 'Problem' },
);

interface Failure extends Error {
  readonly validation?: unknown;
  readonly statusCode?: number;
  readonly code?: string;
}

/** Text with a nought byte in it, which PostgreSQL keeps nowhere. */
const NO_TEXT = /^(22021|22P05)$/;
/** A cursor that is none: `after` is ours, and only its reading says whether it was left alone. */
const NO_CURSOR = /^(22P02|22003|22007|22008)$/;

export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: Failure, request, reply) => {
    const ref = request.id;
    const problem = (status: number, code: string, title: string, facts: object = {}) =>
      reply
        .code(status)
        .type('application/problem+json')
        .send({ type: 'about:blank', title, status, code, facts, ref });
    if (error instanceof Refusal) {
      const wait = error.facts.retryAfterS ?? (error.kind === 'too_many' ? 60 : undefined);
      if (wait !== undefined) reply.header('retry-after', wait);
      return problem(STATUS[error.kind], error.code, error.message, error.facts);
    }
    if (error.validation !== undefined) return problem(400, 'http.bad_request', error.message);
    const status = error.statusCode ?? 500;
    if (status === 429) return problem(429, 'http.too_many_requests', error.message);
    if (status < 500) return problem(status, 'http.bad_request', error.message);
    const sqlstate = error.code ?? (error.cause as { code?: string } | undefined)?.code ?? '';
    if (NO_TEXT.test(sqlstate) || (request.method === 'GET' && NO_CURSOR.test(sqlstate)))
      return problem(400, 'http.bad_request', 'No such value.');
    request.log.error(error);
    // Who lost every race has done nothing, and may try again as well.
    if (error instanceof Again || isAway(error)) {
      reply.header('retry-after', 1);
      return problem(503, 'http.unavailable', 'The database is away for a moment.');
    }
    return problem(500, 'http.our_fault', 'Our fault. It is logged.');
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).type('application/problem+json').send({
      type: 'about:blank',
      title: 'Nothing here.',
      status: 404,
      code: 'http.not_found',
      facts: {},
      ref: request.id,
    }),
  );
}
