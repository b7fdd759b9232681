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
  /** Requests that are being answered: at any speed, what they take is their number over it. */
  readonly underWay: number;
}
export interface Bounds {
  readonly looks: Bound;
  readonly deeds: Bound;
}
/** A loop that is late by this is late for everybody; a queue this long takes seconds. */
export const BOUNDS: Bounds = {
  looks: { lagMs: 500, waiting: 60, underWay: 100 },
  deeds: { lagMs: 1_500, waiting: 200, underWay: 300 },
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
  const inside = new Set<FastifyRequest>();
  const leave = (request: FastifyRequest): void => void inside.delete(request);
  // What the house asks of itself closes no connection.
  app.addHook('onResponse', (request, _reply, done) => {
    leave(request);
    done();
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (ALWAYS.test(request.url)) return done();
    const bound = boundOf(bounds, request);
    const { waiting } = db.load();
    const by =
      waiting > bound.waiting
        ? 'database'
        : inside.size >= bound.underWay
          ? 'requests'
          : loop.lagMs > bound.lagMs
            ? 'loop'
            : null;
    if (by !== null) {
      count('quandian_shed', { by });
      const retryAfterS = waitFor(Math.max(waiting, inside.size));
      return done(new Refusal('busy', 'http.overloaded', { retryAfterS }));
    }
    inside.add(request);
    reply.raw.once('close', () => leave(request)); // also when she hangs up
    done();
  });
  return loop;
}
