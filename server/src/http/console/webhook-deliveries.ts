/** What was sent to an endpoint, what came back, and sending it again. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { replayEvent, type WebhookDesk } from '../../flows/keep-webhooks.ts';
import * as webhooks from '../../modules/webhooks/webhooks.ts';
import { Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { deedOf } from '../staff-session.ts';

const tags = ['webhooks'];
const config = { permission: 'keys.write' } as const;
const id = Uuid<webhooks.EndpointId>();
const event = Uuid<webhooks.EventId>();
const Row = Type.Object({
  eventId: Uuid(),
  state: Type.Enum(['waiting', 'done', 'given_up']),
  tries: Type.Integer(),
  dueAt: Instant,
  lastStatus: Nullable(Type.Integer()),
  lastError: Nullable(Type.String()),
  doneAt: Nullable(Instant),
});

export const webhookDeliveryRoutes =
  (desk: WebhookDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/webhooks/:id/deliveries',
      {
        config,
        schema: {
          tags,
          summary: 'Deliveries of an endpoint, newest event first',
          params: Type.Object({ id }),
          querystring: Query({ ...page, after: Type.Optional(event) }),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      (request) =>
        desk.db.reading(request.merchant, async (reader) => {
          const { after = null, count } = request.query;
          const { id: endpoint } = await webhooks.endpointOf(reader, request.params.id);
          const rows = await webhooks.deliveries(reader, endpoint, after, count + 1);
          const items = rows.slice(0, count);
          return { items, next: rows.length > count ? items.at(-1)!.eventId : null } as never;
        }),
    );

    app.post(
      '/webhooks/:id/deliveries/:event/replay',
      {
        config,
        schema: {
          tags,
          summary: 'Send an event to this endpoint again, whatever came of it before',
          params: Type.Object({ id, event }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { id: endpoint, event: which } = request.params;
        await replayEvent(desk, deedOf(request, config.permission), endpoint, which);
        return reply.code(204).send(null);
      },
    );
  };
