/** A draft of a rule, tried on past orders before anybody lives by it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { before, instantAt } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { stopwatch } from '../../platform/stopwatch.ts';
import { findPastPortions, findPastRoutes, findPastUnmet } from '../../views/past-orders.ts';
import { Body, Fen, Nullable, problems, Uuid } from '../schema.ts';
import { reach } from '../staff-session.ts';
import { TRIED } from './plan-cost.ts';
import { tryRouting, TRIED_MOST } from './trials.ts';
import { tryCommission } from './trials-plan.ts';

const Kind = Type.Enum([...chain.POLICY_KINDS]);
const Rule = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown());

const Routing = Type.Object({
  moved: Type.Integer(),
  parkedBefore: Type.Integer(),
  parkedAfter: Type.Integer(),
  unmet: Type.Object(
    {
      orders: Type.Integer(),
      found: Type.Integer(),
      parked: Type.Integer(),
      refunded: Type.Integer(),
    },
    { description: 'Paid orders that nobody could fulfil any more, and what the draft does' },
  ),
  earlierMinutes: Type.Integer({ description: 'Mean over the orders that move; negative: later' }),
  distanceBeforeM: Type.Integer(),
  distanceAfterM: Type.Integer(),
  outlets: Type.Array(
    Type.Object({ outletId: Uuid(), outletName: Type.String(), delta: Type.Integer() }),
  ),
  samples: Type.Array(
    Type.Object({
      orderId: Uuid(),
      number: Type.String(),
      before: Nullable(Type.String()),
      after: Nullable(Type.String()),
    }),
  ),
});
const Difference = { beforeFen: Fen, afterFen: Fen };
const Commission = Type.Object({
  netFen: Fen,
  roles: Type.Array(Type.Object({ role: Type.String(), ...Difference })),
  outlets: Type.Array(Type.Object({ outletId: Uuid(), outletName: Type.String(), ...Difference })),
  cost: Type.Object(Difference, { description: 'All but head office, differences of tiers too' }),
  tiers: Type.Object(Difference),
  riseBps: Type.Integer({ description: 'How much more of the net it costs' }),
  people: Type.Array(
    Type.Object({
      staffId: Uuid(),
      name: Type.String(),
      orders: Type.Integer(),
      ...Difference,
      tierBeforeFen: Fen,
      tierAfterFen: Fen,
      overCapFen: Fen,
    }),
  ),
  caps: Type.Object(
    {
      orders: Type.Integer(),
      ordersFen: Fen,
      people: Type.Integer(),
      peopleFen: Fen,
      merchantFen: Fen,
    },
    { description: 'Where caps cut, and by how much' },
  ),
});
const Trial = Type.Object({
  orders: Type.Integer(),
  tookMs: Type.Integer(),
  /** What the answer cannot know; the front-ends have the words. */
  limits: Type.Array(
    Type.Enum([
      'newest_only',
      'stored_candidates',
      'hidden_stock',
      'loads_as_then',
      'reward_kept',
      'categories_of_today',
      'a_month_of_30_days',
    ]),
  ),
  /** Null where this kind is not tried on past orders. */
  routing: Nullable(Routing),
  commission: Nullable(Commission),
});

export const policyTrialRoutes =
  ({ db, clock }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const permission = 'policies.read';
    app.post(
      '/policies/simulate',
      {
        config: { permission },
        schema: {
          tags: ['policies'],
          summary: 'Try a draft on the paid orders of 30 days; nothing is written',
          body: Body({ kind: Kind, nodeId: Uuid<NodeId>(), body: Rule }),
          response: { 200: Trial, ...problems },
        },
      },
      async (request) => {
        const { nodeId: node, body } = request.body;
        const kind = request.body.kind as chain.PolicyKind;
        const branches = reach(request, permission);
        const now = instantAt(clock.now());
        const wish = { reach: branches, node, since: before(now, TRIED), most: TRIED_MOST };
        const lap = stopwatch();
        const trial = await db.reading(request.merchant, async (reader) => {
          const directory = await chain.directory(reader);
          chain.nodeWithin(directory, node, branches);
          chain.mustFit(directory, { kind, node, body }, now);
          const draft = { node, body };
          if (kind === 'routing') {
            const asked = [findPastRoutes(reader, wish), findPastUnmet(reader, wish)] as const;
            return tryRouting(directory, draft, now, ...(await Promise.all(asked)));
          }
          if (kind === 'commission')
            return tryCommission(directory, draft, now, await findPastPortions(reader, wish));
          return { orders: 0, limits: [], routing: null, commission: null };
        });
        return { ...trial, tookMs: Math.round(lap() / 1_000) };
      },
    );
  };
