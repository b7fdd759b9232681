/** Which program asks: its key, looked up on every request, so that revoking it holds at once. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { NodeId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { dayOf, instantAt } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import type { Actor } from '../platform/audit.ts';

declare module 'fastify' {
  interface FastifyRequest {
    key: chain.ApiKeyHolder | null;
  }
  interface FastifyContextConfig {
    /** What a key must be allowed to do (`API_SCOPES` in `modules/chain/types.ts`). */
    readonly scope?: chain.ApiScope;
  }
}

const KEY = /^Bearer (qk_[\w-]{43})$/;

/** Every route of the folder names a scope; one that names none is closed. */
export function knowKey(app: FastifyInstance, { db, clock }: House): void {
  app.decorateRequest('key', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const sent = KEY.exec(request.headers.authorization ?? '')?.[1];
    if (sent === undefined) throw new Refusal('unauthorized', 'chain.key_needed');
    const holder = await db.reading(request.merchant, (r) => chain.keyHolder(r, sent));
    if (holder === null) throw new Refusal('unauthorized', 'chain.key_needed');
    request.key = holder;
    const { scope } = request.routeOptions.config;
    if (scope === undefined || !holder.scopes.includes(scope))
      throw new Refusal('forbidden', 'chain.scope_missing', { scope: scope ?? 'unset' });
    if (holder.lastUsedOn !== dayOf(instantAt(clock.now())))
      await db.transaction(request.merchant, async (tx) => chain.sawKey(tx, holder.id));
  });
}

/** @throws Refusal `chain.key_needed` */
export function keyOf(request: FastifyRequest): chain.ApiKeyHolder {
  if (request.key === null) throw new Refusal('unauthorized', 'chain.key_needed');
  return request.key;
}
/** The branch: its node and all below. */
export const branchOf = (request: FastifyRequest): readonly NodeId[] => [keyOf(request).node];
export const keyActor = (request: FastifyRequest): Actor => ({
  kind: 'key',
  id: keyOf(request).id,
  requestId: request.id,
});
export const keyDeed = (request: FastifyRequest) => ({
  merchant: request.merchant,
  actor: keyActor(request),
  branches: branchOf(request),
});
