/** `Idempotency-Key` of the open API: welcome on every post, never against the body's own id. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/refusal.ts';
import type { Db } from '../../platform/db.ts';
import { answerOnce } from '../idempotency.ts';

/** For posts that carry no id: with a key the answer is stored, without one it is done as asked. */
export const keyed = <T>(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  run: (db: Db) => Promise<T>,
): Promise<T> =>
  request.headers['idempotency-key'] === undefined ? run(db) : answerOnce(db, request, reply, run);

/** Where the body carries the id, its rules hold. @throws `idempotency.key_is_not_the_id` */
export function mustBeTheId(request: FastifyRequest, id: string): void {
  const key = request.headers['idempotency-key'];
  if (key !== undefined && key !== id)
    throw new Refusal('malformed', 'idempotency.key_is_not_the_id');
}
