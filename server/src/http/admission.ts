/**
 * Under more than it can do the house says so at the door, early and cheaply, instead of failing in
 * the middle: whoever only looks is sent away first, whoever buys next; notices of payments never.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/refusal.ts';
import type { Db } from '../platform/db.ts';
import { oneOf } from '../platform/uuid.ts';
import { count, LoopWatch } from '../platform/vitals.ts';

interface Bound {
  readonly lagMs: number;
  /** Who waits for a connection to the database, in front of this one. */
  readonly waiting: number;
}
export interface Bounds {
  readonly looks: Bound;
  readonly deeds: Bound;
}
/** A loop that is late by this is late for everybody; a queue this long takes seconds. */
export const BOUNDS: Bounds = {
  looks: { lagMs: 700, waiting: 100 },
  deeds: { lagMs: 2_000, waiting: 300 },
};
/** Signs of life and money that has moved already. */
const ALWAYS = /^\/(api\/callbacks|livez|readyz|health|metrics)\b/;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Quotes write nothing, but nobody buys without one. */
const boundOf = ({ looks, deeds }: Bounds, { method }: FastifyRequest): Bound =>
  SAFE.has(method) ? looks : deeds;

/** How long to stay away: the longer the queue, and never all at the same moment. */
export const waitFor = (waiting: number): number =>
  Math.min(30, 1 + Math.floor(waiting / 40) + oneOf(3));

/** @param bounds undefined: everybody comes in */
export function admit(app: FastifyInstance, db: Db, bounds?: Bounds): LoopWatch {
  const loop = new LoopWatch();
  app.addHook('onClose', async () => loop.stop());
  if (bounds === undefined) return loop;
  app.addHook('onRequest', (request, _reply, done) => {
    if (ALWAYS.test(request.url)) return done();
    const bound = boundOf(bounds, request);
    const waiting = db.load().waiting;
    if (loop.lagMs <= bound.lagMs && waiting <= bound.waiting) return done();
    count('quandian_shed', { by: waiting > bound.waiting ? 'database' : 'loop' });
    done(new Refusal('busy', 'http.overloaded', { retryAfterS: waitFor(waiting) }));
  });
  return loop;
}
