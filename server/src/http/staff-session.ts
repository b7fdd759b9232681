/** Who the staff member is and how far she reaches: session and grants, read on every request. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { NodeId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { instantAt, type Instant } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import type { Actor } from '../platform/audit.ts';
import { hashOf } from '../platform/secret.ts';
import { tokenOf } from './member-session.ts';

declare module 'fastify' {
  interface FastifyRequest {
    staff: chain.SignedInStaff | null;
    staffSession: string | null;
  }
}

export const STAFF_COOKIES = { console: 'qd_console', workbench: 'qd_work' } as const;

/**
 * Every route of the folder is closed unless it says `permission: 'none'`; else the grant must
 * carry the permission it names, somewhere. How far it reaches is `reach`.
 */
export function knowStaff(
  app: FastifyInstance,
  { db, clock }: House,
  at: 'console' | 'workbench',
): void {
  app.decorateRequest('staff', null);
  app.decorateRequest('staffSession', null);
  app.addHook('onRequest', async (request) => {
    const token = tokenOf(request, STAFF_COOKIES[at]);
    if (token !== null) {
      const hash = hashOf(token);
      request.staff = await db.reading(request.merchant, (r) => chain.signedIn(r, hash, at));
      request.staffSession = hash;
      if (request.staff?.stale === true)
        await db.transaction(request.merchant, async (tx) => chain.sawSession(tx, hash));
    }
    const { permission, fresh, whileMustChange } = request.routeOptions.config;
    if (permission === 'none') {
      if (fresh !== undefined) mustBeFresh(staffOf(request), fresh, instantAt(clock.now()));
      return;
    }
    const staff = staffOf(request);
    if (permission === undefined || chain.reachOf(staff, permission).length === 0)
      throw new Refusal('forbidden', 'chain.not_allowed', { permission: permission ?? 'unset' });
    if (staff.mustChange && whileMustChange !== true)
      throw new Refusal('forbidden', 'chain.change_password_first');
    if (staff.enrolment.state === 'over') throw new Refusal('forbidden', 'session.enrol_first');
    if (fresh !== undefined) mustBeFresh(staff, fresh, instantAt(clock.now()));
  });
}

/**
 * What a person at an unwatched screen must not do: who sits there has shown it minutes ago.
 * @throws Refusal `session.enrol_first`, `session.prove_again`
 */
function mustBeFresh(staff: chain.SignedInStaff, how: Fresh, now: Instant): void {
  if (how === 'export' && staff.exportNeedsCode && !staff.hasFactor)
    throw new Refusal('forbidden', 'session.enrol_first');
  if (!chain.isProofFresh(staff.provedAt, now))
    throw new Refusal('forbidden', 'session.prove_again', {
      by: staff.hasFactor ? 'code' : 'password',
    });
}
type Fresh = true | 'export';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A sensitive act: shown again who she is, minutes ago; `export`: personal data as a file. */
    readonly fresh?: Fresh;
    /** May be used before the first password change. */
    readonly whileMustChange?: boolean;
  }
}

/** @throws Refusal `chain.sign_in_first` */
export function staffOf(request: FastifyRequest): chain.SignedInStaff {
  if (request.staff === null) throw new Refusal('unauthorized', 'chain.sign_in_first');
  return request.staff;
}

/** The nodes, with all below them, in which this person may do it. Never empty after the hook. */
export const reach = (request: FastifyRequest, permission: string): readonly NodeId[] =>
  chain.reachOf(staffOf(request), permission);

export const actorOf = (request: FastifyRequest): Actor => ({
  kind: 'staff',
  id: staffOf(request).id,
  requestId: request.id,
});

/** Whose merchant, by whom, and in which branches: what every deed of staff starts with. */
export const deedOf = (request: FastifyRequest, permission: string) => ({
  merchant: request.merchant,
  actor: actorOf(request),
  branches: reach(request, permission),
});
