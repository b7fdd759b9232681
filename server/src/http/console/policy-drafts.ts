/** Policies are written: at once, or as a draft that becomes a version once. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  discardPolicyDraft,
  publishDraft,
  publishPolicy,
  savePolicyDraft,
} from '../../flows/publish-policy.ts';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { instantAt, type Instant as InstantText } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findDrafts } from '../../views/policy-history.ts';
import { Body, Instant, Nullable, problems, Query, Uuid } from '../schema.ts';
import { actorOf, reach, staffOf } from '../staff-session.ts';
import { triedBefore } from './plan-cost.ts';

const tags = ['policies'];
const Kind = Type.Enum([...chain.POLICY_KINDS]);
const Rule = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), {
  description: 'The fields of this kind (GET /policies/fields), and `bounds` for levels below.',
});
const Why = Type.String({ minLength: 1, maxLength: 200 });
const Drafts = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid<chain.DraftId>(),
      kind: Kind,
      nodeId: Uuid<NodeId>(),
      nodeName: Type.String(),
      body: Rule,
      why: Type.String(),
      madeAt: Instant,
      madeByName: Nullable(Type.String()),
    }),
  ),
});
const Version = Type.Object({ version: Type.Integer() });
const Draft = Body({ id: Uuid<chain.DraftId>() });

const who = (request: FastifyRequest) => ({
  merchant: request.merchant,
  actor: actorOf(request),
  by: staffOf(request),
});

export const policyWriteRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = house;
    const read = { permission: 'policies.read' };
    const write = { permission: 'policies.write' };

    app.post(
      '/policies',
      {
        config: write,
        schema: {
          tags,
          summary: 'Publish a version, from now or from a later instant.',
          body: Body({
            kind: Kind,
            node: Uuid<NodeId>(),
            body: Rule,
            why: Why,
            validFrom: Type.Optional(Instant),
          }),
          response: { 201: Version, ...problems },
        },
      },
      async (request, reply) => {
        const { kind, validFrom, ...rest } = request.body;
        const wish = { ...rest, kind: kind as chain.PolicyKind, validFrom: utc(validFrom) };
        const tried = await triedBefore(house, request, wish);
        return reply.code(201).send(await publishPolicy(db, { ...who(request), ...wish, tried }));
      },
    );
    app.get(
      '/policies/drafts',
      {
        config: read,
        schema: {
          tags,
          summary: 'Drafts that are not published.',
          querystring: Query({ kind: Type.Optional(Kind) }),
          response: { 200: Drafts, ...problems },
        },
      },
      async (request) => {
        const branches = reach(request, 'policies.read');
        const found = await db.reading(request.merchant, (r) =>
          findDrafts(r, branches, request.query.kind ?? null),
        );
        return { items: found.map((each) => ({ ...each, body: each.body as object })) };
      },
    );
    app.put(
      '/policies/drafts/:id',
      {
        config: write,
        schema: {
          tags,
          summary: 'Save a draft.',
          params: Draft,
          body: Body({
            kind: Kind,
            node: Uuid<NodeId>(),
            body: Rule,
            why: Type.String({ maxLength: 200, default: '' }),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { kind, ...rest } = request.body;
        const draft = { ...rest, id: request.params.id, kind: kind as chain.PolicyKind };
        await savePolicyDraft(db, { ...who(request), ...draft });
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/policies/drafts/:id/publish',
      {
        config: write,
        schema: {
          tags,
          summary: 'Publish a draft: once.',
          params: Draft,
          body: Body({ why: Why, validFrom: Type.Optional(Instant) }),
          response: { 201: Version, ...problems },
        },
      },
      async (request, reply) => {
        const { why, validFrom } = request.body;
        const draft = await db.reading(request.merchant, (r) =>
          chain.draftOf(r, request.params.id),
        );
        const tried = await triedBefore(house, request, draft);
        const wish = { draft: request.params.id, why, validFrom: utc(validFrom), tried };
        return reply.code(201).send(await publishDraft(db, { ...who(request), ...wish }));
      },
    );
    app.delete(
      '/policies/drafts/:id',
      {
        config: write,
        schema: {
          tags,
          summary: 'Throw a draft away.',
          params: Draft,
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        await discardPolicyDraft(db, { ...who(request), draft: request.params.id });
        return reply.code(204).send(null);
      },
    );
  };

/** Any spelling of an instant becomes ours; null means now. */
const utc = (text: string | undefined): InstantText | null =>
  text === undefined ? null : instantAt(Date.parse(text));
