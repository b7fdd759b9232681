/**
 * What happened, to read page by page or to follow. Both come from the same log under the same
 * numbers, so whoever lost the stream goes on where she was.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as chain from '../../modules/chain/chain.ts';
import { lastEventNumber, type LoggedEvent } from '../../platform/event.ts';
import { findOpenEvents } from '../../views/open-events.ts';
import { Instant, Nullable, problems, Query, Uuid } from '../schema.ts';
import { keyOf } from '../key-session.ts';

const tags = ['events'];
const config = { scope: 'events.read' } as const;
const LOOK_EVERY_MS = 500;
const BEAT_EVERY_LOOKS = 30;
const A_PAGE = 100;
const STREAMS_PER_KEY = 5;

const EventView = Type.Object({
  seq: Type.Integer(),
  id: Uuid(),
  type: Type.String({ examples: ['orders.paid'] }),
  at: Instant,
  data: Type.Record(Type.String(), Type.Any(), {
    description: 'Small ids; ask for the rest.',
    examples: [{ order: '0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d' }],
  }),
});
const shown = ({ seq, id, name: type, at, facts: data }: LoggedEvent) => ({
  seq,
  id,
  type,
  at,
  data: { ...data },
});
const frameOf = (event: LoggedEvent): string =>
  `id: ${event.seq}\nevent: ${event.name}\ndata: ${JSON.stringify(shown(event))}\n\n`;
const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const eventRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const stopping = new AbortController();
    const open = new Map<chain.ApiKeyId, number>();
    app.addHook('preClose', async () => stopping.abort());

    app.get(
      '/events',
      {
        config,
        schema: {
          tags,
          summary: 'Events after a number, oldest first',
          querystring: Query({
            after: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 }),
            count: Type.Integer({ minimum: 1, maximum: A_PAGE, default: 20 }),
          }),
          response: {
            200: Type.Object({ items: Type.Array(EventView), next: Nullable(Type.Integer()) }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { after, count } = request.query;
        const wish = { branch: keyOf(request).node, after, count: count + 1 };
        const rows = await db.reading(request.merchant, (r) => findOpenEvents(r, wish));
        const items = rows.slice(0, count).map(shown);
        return { items, next: rows.length > count ? items.at(-1)!.seq : null };
      },
    );

    app.get(
      '/events/stream',
      {
        config,
        schema: {
          tags,
          summary: 'Follow the events (server-sent events)',
          description:
            'Starts behind `Last-Event-ID`, else behind `after`, else at the next event. A ' +
            'comment comes every 15 seconds. Revoking the key ends the stream.',
          querystring: Query({ after: Type.Optional(Seq) }),
          headers: Type.Object({ 'last-event-id': Type.Optional(Seq) }),
          produces: ['text/event-stream'],
          response: { 200: Type.String(), ...problems },
        },
      },
      async (request, reply) => {
        const key = keyOf(request);
        const { merchant } = request;
        const running = open.get(key.id) ?? 0;
        if (running >= STREAMS_PER_KEY) throw new Refusal('too_many', 'http.too_many_requests');
        open.set(key.id, running + 1);
        const gone = new AbortController();
        request.raw.once('close', () => gone.abort());
        const signal = AbortSignal.any([gone.signal, stopping.signal]);
        try {
          const named = request.headers['last-event-id'] ?? request.query.after;
          let after = named ?? (await db.reading(merchant, lastEventNumber));
          const write = begin(reply);
          for (let looks = 0; !signal.aborted; looks += 1) {
            const wish = { branch: key.node, after, count: A_PAGE };
            const events = await db.reading(merchant, (r) => findOpenEvents(r, wish));
            for (const event of events) await write(frameOf(event), signal);
            after = events.at(-1)?.seq ?? after;
            if (events.length === A_PAGE) continue;
            if (looks % BEAT_EVERY_LOOKS === 0) {
              await write(': here\n\n', signal);
              if (!(await stillOpens(request))) break;
            }
            await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
          }
        } catch (error) {
          if (!reply.sent) throw error;
          request.log.error(error); // the database is away: she comes back with her last number
        } finally {
          open.set(key.id, open.get(key.id)! - 1);
          if (reply.sent) reply.raw.end();
        }
      },
    );

    async function stillOpens(request: Parameters<typeof keyOf>[0]): Promise<boolean> {
      const sent = request.headers.authorization!.slice('Bearer '.length);
      return (await db.reading(request.merchant, (r) => chain.keyHolder(r, sent))) !== null;
    }
  };

/** Takes the answer out of Fastify's hands; what it has said so far (security headers) stays. */
function begin(reply: FastifyReply): (text: string, signal: AbortSignal) => Promise<void> {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close', // a stopping server must not wait for an idle line
  });
  return async (text, signal) => {
    if (signal.aborted || reply.raw.write(text)) return;
    await new Promise<void>((resolve) => {
      reply.raw.once('drain', resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  };
}
