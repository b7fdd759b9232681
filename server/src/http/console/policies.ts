/** Policies: what is in force where, versions with their differences, the fields of each kind. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { instantAt } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findPolicyHistory } from '../../views/policy-history.ts';
import { Instant, Nullable, problems, Query, Uuid } from '../schema.ts';
import { reach } from '../staff-session.ts';

const tags = ['policies'];
const Kind = Type.Enum([...chain.POLICY_KINDS]);
const Rule = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), {
  description: 'The fields of this kind (GET /policies/fields), and `bounds` for levels below.',
});
const Change = Type.Object({
  field: Type.String(),
  before: Nullable(Type.String()),
  after: Nullable(Type.String()),
});
const History = Type.Object({
  items: Type.Array(
    Type.Object({
      version: Type.Integer(),
      nodeId: Uuid<NodeId>(),
      nodeName: Type.String(),
      body: Rule,
      why: Type.String(),
      validFrom: Instant,
      madeAt: Instant,
      actorName: Nullable(Type.String()),
      isInForce: Type.Boolean(),
      changes: Type.Array(Change),
    }),
  ),
  next: Nullable(Type.String()),
});
const InForce = Type.Object({
  kind: Kind,
  nodeId: Uuid<NodeId>(),
  nodeName: Type.String(),
  version: Type.Integer(),
  body: Rule,
});
const Fields = Type.Object({
  items: Type.Array(
    Type.Object({
      kind: Kind,
      field: Type.String(),
      type: Type.Enum(['whole', 'flag', 'choice', 'many', 'rows']),
      narrow: Type.Enum(['range', 'list', 'fixed']),
      least: Nullable(Type.Number()),
      most: Nullable(Type.Number()),
      of: Nullable(Type.Array(Type.String())),
    }),
  ),
});

export const policyRoutes =
  ({ db, clock }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const read = { permission: 'policies.read' };

    app.get(
      '/policies',
      {
        config: read,
        schema: {
          tags,
          summary: 'Versions of one kind, newest first, each with what it changed at its node.',
          querystring: Query({
            kind: Kind,
            after: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
            count: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
          }),
          response: { 200: History, ...problems },
        },
      },
      async (request) => {
        const { kind, count } = request.query;
        const before = Number(request.query.after ?? 2_147_483_647);
        const now = instantAt(clock.now());
        return db.reading(request.merchant, async (reader) => {
          const filters = { reach: reach(request, 'policies.read'), kind, before };
          const [standing, found] = await Promise.all([
            chain.directory(reader),
            findPolicyHistory(reader, { ...filters, count: count + 1 }),
          ]);
          const inForce = (node: NodeId): number | undefined =>
            chain.policyInForce(
              standing,
              kind as chain.PolicyKind,
              standing.nodes.get(node)!.path,
              now,
            ).version;
          const items = found.slice(0, count).map(({ former, ...each }) => ({
            ...each,
            body: each.body as Record<string, unknown>,
            isInForce: inForce(each.nodeId) === each.version,
            changes: chain.changesBetween(former, each.body),
          }));
          return { items, next: found.length > count ? String(items.at(-1)!.version) : null };
        });
      },
    );
    app.get(
      '/policies/in-force',
      {
        config: read,
        schema: {
          tags,
          summary: 'What holds at a node now, clamped to what every level above allows.',
          querystring: Query({ node: Type.Optional(Uuid<NodeId>()) }),
          response: { 200: Type.Object({ items: Type.Array(InForce) }), ...problems },
        },
      },
      async (request) => {
        const standing = await db.reading(request.merchant, chain.directory);
        const branches = reach(request, 'policies.read');
        const { path } = chain.nodeWithin(standing, request.query.node ?? branches[0]!, branches);
        const now = instantAt(clock.now());
        const items = chain.POLICY_KINDS.map((kind) => {
          const { node, version, body } = chain.policyInForce(standing, kind, path, now);
          const nodeName = standing.nodes.get(node)!.name;
          return { kind, nodeId: node, nodeName, version, body: { ...body } };
        });
        return { items };
      },
    );
    app.get(
      '/policies/fields',
      {
        config: read,
        schema: {
          tags,
          summary: 'The fields of each kind: what they may hold, and how levels below narrow them.',
          response: { 200: Fields, ...problems },
        },
      },
      async () => ({
        items: chain.POLICY_KINDS.flatMap((kind) =>
          Object.entries(chain.POLICY_FIELDS[kind]).map(([field, shape]) => ({
            kind,
            field,
            type: shape.type,
            narrow: shape.narrow,
            least: shape.type === 'whole' ? shape.least : null,
            most: shape.type === 'whole' ? shape.most : null,
            of: 'of' in shape ? [...shape.of] : null,
          })),
        ),
      }),
    );
  };
