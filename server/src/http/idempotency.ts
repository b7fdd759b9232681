/**
 * The header `Idempotency-Key` of posts that move money and create nothing with the caller's id.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../kernel/refusal.ts';
import type { Db } from '../platform/db.ts';
import { once } from '../platform/idempotency.ts';

/** For the schema of such a route: documented, checked by `answerOnce` in its own words. */
export const IdempotencyKey = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      description: 'Required: printable ASCII, at most 255 characters; kept 30 days.',
    }),
  ),
});

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/** @throws Refusal `idempotency.key_required`, `idempotency.key_malformed`, and those of `once` */
export async function answerOnce<T>(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  run: (keyed: Db) => Promise<T>,
): Promise<T> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) throw new Refusal('malformed', 'idempotency.key_required');
  if (typeof key !== 'string' || !PRINTABLE.test(key)) {
    throw new Refusal('malformed', 'idempotency.key_malformed');
  }
  const { merchant, method, url, body } = request;
  const wish = JSON.stringify([method, url.split('?')[0], body ?? null]);
  const principal = principalOf(request);
  const { answer, replayed } = await once(db, { merchant, principal, key, wish }, run);
  if (replayed) reply.header('idempotent-replayed', 'true');
  return answer;
}

function principalOf({ staff, member, key }: FastifyRequest): string {
  if (key !== null && key !== undefined) return `key:${key.id}`;
  if (staff !== null && staff !== undefined) return `staff:${staff.id}`;
  return `member:${member ?? 'nobody'}`;
}
