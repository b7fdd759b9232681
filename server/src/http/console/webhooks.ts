/** Webhook endpoints. A secret is in the answer of its making or changing and nowhere else. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  changeWebhook,
  makeWebhook,
  rotateWebhookSecret,
  switchWebhook,
  type WebhookDesk,
} from '../../flows/keep-webhooks.ts';
import * as webhooks from '../../modules/webhooks/webhooks.ts';
import { Body, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { deedOf } from '../staff-session.ts';

const tags = ['webhooks'];
const config = { permission: 'keys.write' } as const;
const id = Uuid<webhooks.EndpointId>();
const url = Type.String({ maxLength: 500, examples: ['https://erp.example.cn/quandian'] });
const events = Type.Array(
  Type.String({
    pattern: '^(\\*|[a-z]+\\.(\\*|[a-z_]+))$',
    description: 'A name such as `orders.paid`, `orders.*`, or `*` for all.',
  }),
  { minItems: 1, maxItems: 50, uniqueItems: true },
);
const Row = Type.Object({
  id: Uuid(),
  url: Type.String(),
  events: Type.Array(Type.String()),
  madeAt: Instant,
  oldSecretUntil: Nullable(Instant),
  disabledAt: Nullable(Instant),
  disabledReason: Nullable(Type.String({ examples: ['gone', 'give_up', 'by_hand'] })),
  waiting: Type.Integer(),
});
const Params = Type.Object({ id });
const Secret = Type.Object({
  id: Uuid(),
  secret: Type.String({ description: 'Shown this once.' }),
});
const Done = { 204: Type.Null(), ...problems };

export const webhookRoutes =
  (desk: WebhookDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/webhooks',
      {
        config,
        schema: {
          tags,
          summary: 'Endpoints, newest first',
          response: { 200: Type.Object({ items: Type.Array(Row) }), ...problems },
        },
      },
      async ({ merchant }) => {
        const items = await desk.db.reading(merchant, webhooks.endpoints);
        return { items: items.map((each) => ({ ...each, events: [...each.events] })) };
      },
    );

    app.post(
      '/webhooks',
      {
        config,
        schema: {
          tags,
          summary: 'A new endpoint; its secret is shown this once',
          body: Body({ id, url, events }),
          response: { 201: Secret, ...problems },
        },
      },
      async (request, reply) => {
        const { secret } = await makeWebhook(
          desk,
          deedOf(request, config.permission),
          request.body,
        );
        reply.code(201).header('cache-control', 'no-store');
        return reply.send({ id: request.body.id, secret });
      },
    );

    app.put(
      '/webhooks/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Another address, another choice of events',
          params: Params,
          body: Body({ url, events }),
          response: Done,
        },
      },
      async (request, reply) => {
        const deed = deedOf(request, config.permission);
        await changeWebhook(desk, deed, { ...request.params, ...request.body });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/webhooks/:id/secret',
      {
        config: { ...config, fresh: true },
        schema: {
          tags,
          summary: 'A new secret; the old one signs beside it for a day',
          params: Params,
          response: { 200: Secret, ...problems },
        },
      },
      async (request, reply) => {
        const { id: endpoint } = request.params;
        const deed = deedOf(request, config.permission);
        const { secret } = await rotateWebhookSecret(desk, deed, endpoint);
        return reply.header('cache-control', 'no-store').send({ id: endpoint, secret });
      },
    );

    for (const [path, awake, summary] of [
      ['enable', true, 'Wake an endpoint: what waited is sent'],
      ['disable', false, 'Put an endpoint to rest'],
    ] as const)
      app.post(
        `/webhooks/:id/${path}`,
        { config, schema: { tags, summary, params: Params, response: Done } },
        async (request, reply) => {
          const deed = deedOf(request, config.permission);
          await switchWebhook(desk, deed, request.params.id, awake);
          return reply.code(204).send(null);
        },
      );
  };
