/** Whose shop this request speaks to: by Host header, or the only merchant there is. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { findMerchants, type MerchantRow } from '../platform/merchant.ts';

declare module 'fastify' {
  interface FastifyRequest {
    merchant: MerchantId;
  }
}

/** What speaks against it, if anything does. */
function enter(request: FastifyRequest, rows: readonly MerchantRow[]): Refusal | undefined {
  const host = request.hostname.toLowerCase();
  const found =
    rows.find((each) => each.hosts.includes(host)) ?? (rows.length === 1 ? rows[0] : undefined);
  if (found === undefined) return new Refusal('not_found', 'platform.no_such_shop');
  if (found.suspended) return new Refusal('forbidden', 'platform.shop_is_suspended');
  request.merchant = found.id;
  return undefined;
}

/** A suspension is felt within a second. */
const FRESH_MS = 1_000;

export function knowMerchant(app: FastifyInstance, { db }: House): void {
  let known: { readonly rows: readonly MerchantRow[]; readonly atMs: number } | null = null;
  // The process's own time: a clock that tests set must not keep a suspended merchant alive.
  const fresh = (): readonly MerchantRow[] | null =>
    known !== null && performance.now() - known.atMs <= FRESH_MS ? known.rows : null;
  async function learn(): Promise<readonly MerchantRow[]> {
    const atMs = performance.now();
    known = { rows: await findMerchants(db), atMs };
    return known.rows;
  }
  app.decorateRequest('merchant', '' as MerchantId);
  app.addHook('onRequest', (request: FastifyRequest, _reply, done) => {
    if (request.routeOptions.config.anyMerchant === true) return done();
    const rows = fresh();
    if (rows !== null) return done(enter(request, rows));
    learn().then((all) => done(enter(request, all)), done);
  });
  app.decorate('forgetMerchants', () => {
    known = null;
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For pages that belong to no merchant: health, set-up. */
    readonly anyMerchant?: boolean;
    /** What a staff member must be allowed to do (`modules/chain/rules.ts`). */
    readonly permission?: string;
  }
  interface FastifyInstance {
    forgetMerchants(): void;
  }
}
