/** The commission plan: explained on a sample order, asked for and decided by a second person. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { askForPlan, decidePlan } from '../../flows/publish-policy.ts';
import type { House } from '../../house.ts';
import type { CategoryId, NodeId, ProductId, PromotionId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { dayOf, instantAt } from '../../kernel/time.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import { Body, Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { actorOf, reach, staffOf } from '../staff-session.ts';
import { triedBefore } from './plan-cost.ts';

const tags = ['policies'];
const Rule = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown());
const Asks = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid<chain.PlanAskId>(),
      draftId: Nullable(Uuid<chain.DraftId>()),
      why: Type.String(),
      validFrom: Nullable(Instant),
      riseBps: Type.Integer(),
      thresholdBps: Type.Integer(),
      askedBy: Uuid(),
      askedByName: Nullable(Type.String()),
      askedAt: Instant,
      state: Type.Enum(['asked', 'granted', 'refused']),
      decidedByName: Nullable(Type.String()),
      decidedAt: Nullable(Instant),
      words: Type.String(),
      version: Nullable(Type.Integer()),
      body: Rule,
    }),
  ),
});
const Sample = Body({
  nodeId: Uuid<NodeId>(),
  body: Rule,
  outletKind: Type.Enum(['store', 'partner', 'popup', 'shelf', 'office', 'vending']),
  promotion: Nullable(Uuid<PromotionId>()),
  guideLevel: Nullable(Type.Enum([...chain.GUIDE_LEVELS])),
  guideKind: Nullable(Type.Enum([...chain.GUIDE_KINDS])),
  hasSharer: Type.Boolean(),
  product: Uuid<ProductId>(),
  quantity: Type.Integer({ minimum: 1, maximum: 999 }),
  netFen: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
});
const Explained = Type.Object({
  product: Type.String(),
  categoryId: Uuid<CategoryId>(),
  productRole: Type.String(),
  day: Type.String(),
  parts: Type.Array(
    Type.Object({
      role: Type.String(),
      fen: Fen,
      wishedFen: Fen,
      rows: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          conditions: Type.Array(Type.String()),
          verdict: Type.String(),
        }),
      ),
    }),
  ),
});

export const planRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = house;
    const read = { permission: 'policies.read' };

    app.post(
      '/plans/explain',
      {
        config: read,
        schema: {
          tags,
          summary: 'One line under a plan: which row pays each role, and why no other does.',
          body: Sample,
          response: { 200: Explained, ...problems },
        },
      },
      async (request) => {
        const { nodeId: node, body, product, quantity, netFen, ...facts } = request.body;
        const now = instantAt(clock.now());
        const branches = reach(request, 'policies.read');
        return db.reading(request.merchant, async (reader) => {
          const directory = await chain.directory(reader);
          const { path } = chain.nodeWithin(directory, node, branches);
          chain.mustFit(directory, { kind: 'commission', node, body }, now);
          const range = await catalog.rangeOf(reader);
          const article = range.products.get(product)?.[0];
          if (article === undefined) throw new Refusal('not_found', 'catalog.no_such_product');
          const draft = { kind: 'commission' as const, node, body };
          const drafted = chain.bodyWithDraft(directory, draft, path, now);
          const day = dayOf(now);
          const line = {
            product,
            category: article.category,
            productRole: article.productRole,
            quantity,
          };
          const parts = explained(commission.planOf(0, drafted), fen(netFen), line, {
            ...facts,
            day,
          });
          const { title, category, productRole } = article;
          return { product: title, categoryId: category, productRole, day, parts };
        });
      },
    );
    app.get(
      '/plan-asks',
      {
        config: read,
        schema: {
          tags,
          summary: 'Plans that wait for a second person, and those that were decided.',
          response: { 200: Asks, ...problems },
        },
      },
      async (request) => {
        const found = await db.reading(request.merchant, chain.planAsks);
        return { items: found.map((each) => ({ ...each, body: each.body as object })) };
      },
    );
    app.post(
      '/plan-asks',
      {
        config: { permission: 'policies.write' },
        schema: {
          tags,
          summary: 'Ask a second person for a plan that costs more than the threshold.',
          body: Body({
            id: Uuid<chain.PlanAskId>(),
            draft: Uuid<chain.DraftId>(),
            why: Type.String({ minLength: 1, maxLength: 200 }),
            validFrom: Type.Optional(Instant),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { validFrom, ...wish } = request.body;
        const draft = await db.reading(request.merchant, (r) => chain.draftOf(r, wish.draft));
        const tried = await triedBefore(house, request, draft);
        if (tried === null) throw new Refusal('invalid', 'policy.no_such_draft');
        const from = validFrom === undefined ? null : instantAt(Date.parse(validFrom));
        await askForPlan(db, { ...who(request), ...wish, validFrom: from, tried });
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/plan-asks/:id/decide',
      {
        config: { permission: 'money.write' },
        schema: {
          tags,
          summary: 'The second person’s word: granted is published at once.',
          params: Body({ id: Uuid<chain.PlanAskId>() }),
          body: Body({
            granted: Type.Boolean(),
            words: Type.String({ maxLength: 200, default: '' }),
          }),
          response: {
            200: Type.Object({ version: Nullable(Type.Integer()) }),
            ...problems,
          },
        },
      },
      async (request) =>
        decidePlan(db, { ...who(request), id: request.params.id, ...request.body }),
    );
  };

type Sampled = Pick<
  commission.OrderFacts,
  'outletKind' | 'promotion' | 'guideLevel' | 'guideKind' | 'day'
> & { readonly hasSharer: boolean };

/** Each role's part, what it would be without caps, and every row of the plan beside it. */
function explained(
  plan: commission.Plan,
  netFen: ReturnType<typeof fen>,
  facts: commission.LineFacts,
  { hasSharer, ...order }: Sampled,
) {
  const present = {
    guide: order.guideKind !== null || order.guideLevel !== null,
    sharer1: hasSharer,
    sharer2: false,
    selling: true,
    dealer: true,
  };
  const lay = (by: commission.Plan) =>
    commission.portionsOf([{ no: 1, netFen, facts }], null, by, present, null, order)[0]!.parts;
  const [parts, wished] = [lay(plan), lay(commission.withoutCaps(plan))];
  return commission.ROLES.filter((role) => role !== 'invitee').map((role) => ({
    role,
    fen: parts[role],
    wishedFen: wished[role],
    rows: role === 'hq' ? [] : commission.weighed(plan, role, facts, order),
  }));
}

const who = (request: Parameters<typeof actorOf>[0]) => ({
  merchant: request.merchant,
  actor: actorOf(request),
  by: staffOf(request),
});
