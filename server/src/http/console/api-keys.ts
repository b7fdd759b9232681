/** Keys for programs of the chain. The key is in the answer of its making and nowhere else. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { makeApiKey, revokeApiKey, turnApiKey } from '../../flows/keep-api-keys.ts';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import * as chain from '../../modules/chain/chain.ts';
import { Body, Day, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { deedOf } from '../staff-session.ts';

const tags = ['keys'];
const config = { permission: 'keys.write' } as const;
const Scope = Type.Enum([...chain.API_SCOPES]);
const Row = Type.Object({
  id: Uuid(),
  name: Type.String(),
  prefix: Type.String({ examples: ['qk_3fGh81Qz'] }),
  scopes: Type.Array(Type.String()),
  nodeId: Uuid(),
  nodeName: Type.String(),
  madeByName: Nullable(Type.String()),
  madeAt: Instant,
  lastUsedOn: Nullable(Day),
  revokedAt: Nullable(Instant),
  endsAt: Nullable(Instant),
});

export const apiKeyRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api-keys',
      {
        config,
        schema: {
          tags,
          summary: 'Keys, newest first, and the scopes there are',
          response: {
            200: Type.Object({ items: Type.Array(Row), scopes: Type.Array(Type.String()) }),
            ...problems,
          },
        },
      },
      async ({ merchant }) => {
        const items = await db.reading(merchant, chain.apiKeys);
        const shown = items.map((each) => ({ ...each, scopes: [...each.scopes] }));
        return { items: shown, scopes: [...chain.API_SCOPES] };
      },
    );

    app.post(
      '/api-keys',
      {
        config: { ...config, fresh: true },
        schema: {
          tags,
          summary: 'Make a key; it is shown this once',
          body: Body({
            id: Uuid<chain.ApiKeyId>(),
            name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
            scopes: Type.Array(Scope, { minItems: 1, maxItems: 30, uniqueItems: true }),
            nodeId: Uuid<NodeId>(),
          }),
          response: { 201: Type.Object({ id: Uuid(), key: Type.String() }), ...problems },
        },
      },
      async (request, reply) => {
        const { id, name, scopes, nodeId: node } = request.body;
        const form = { id, name, scopes: scopes as chain.ApiScope[], node };
        const { key } = await makeApiKey(db, deedOf(request, config.permission), form);
        return reply.code(201).header('cache-control', 'no-store').send({ id, key });
      },
    );

    app.post(
      '/api-keys/:id/rotate',
      {
        config: { ...config, fresh: true },
        schema: {
          tags,
          summary: 'A new key that may do the same; the old one opens for some days more',
          params: Type.Object({ id: Uuid<chain.ApiKeyId>() }),
          body: Body({
            id: Uuid<chain.ApiKeyId>(),
            overlapDays: Type.Integer({ minimum: 0, maximum: 30, default: 7 }),
          }),
          response: {
            201: Type.Object({ id: Uuid(), key: Type.String(), oldUntil: Instant }),
            ...problems,
          },
        },
      },
      async (request, reply) => {
        const { id: successor, overlapDays } = request.body;
        const turn = { id: request.params.id, successor, overlapDays };
        const turned = await turnApiKey(db, deedOf(request, config.permission), turn);
        const answer = { id: successor, ...turned };
        return reply.code(201).header('cache-control', 'no-store').send(answer);
      },
    );

    app.post(
      '/api-keys/:id/revoke',
      {
        config,
        schema: {
          tags,
          summary: 'Revoke a key; its next request is refused',
          params: Type.Object({ id: Uuid<chain.ApiKeyId>() }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        await revokeApiKey(db, deedOf(request, config.permission), request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
