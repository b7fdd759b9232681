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

/** A suspension is felt within a second. */
const FRESH_MS = 1_000;

export function knowMerchant(app: FastifyInstance, { db }: House): void {
  let known: { readonly rows: readonly MerchantRow[]; readonly atMs: number } | null = null;
  async function rows(): Promise<readonly MerchantRow[]> {
    // The process's own time: a clock that tests set must not keep a suspended merchant alive.
    const nowMs = performance.now();
    if (known === null || nowMs - known.atMs > FRESH_MS) {
      known = { rows: await findMerchants(db), atMs: nowMs };
    }
    return known.rows;
  }
  app.decorateRequest('merchant', '' as MerchantId);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    if (request.routeOptions.config.anyMerchant === true) return;
    const all = await rows();
    const host = request.hostname.toLowerCase();
    const found =
      all.find((each) => each.hosts.includes(host)) ?? (all.length === 1 ? all[0] : null);
    if (found === undefined || found === null)
      throw new Refusal('not_found', 'platform.no_such_shop');
    if (found.suspended) throw new Refusal('forbidden', 'platform.shop_is_suspended');
    request.merchant = found.id;
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
