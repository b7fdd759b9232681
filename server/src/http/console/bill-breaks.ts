/** Breaks between bills and books: the list, one with both sides, and what settles it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  answerBooking,
  askProvider,
  assignBreak,
  bookBreak,
  commentBreak,
  explainBreak,
  sendBack,
} from '../../flows/settle-break.ts';
import type { House, Neighbours } from '../../house.ts';
import type { Id, StaffId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findBreakPage, findBreaks } from '../../views/bill-breaks.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Body, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { actorOf } from '../staff-session.ts';
import { hearOf } from '../callbacks/hear.ts';
import { BREAK_FILTERS, BreakPage, BreakRow, NO_BREAKS_ASKED } from './break-shapes.ts';
import { RECONCILE } from './reconciliation.ts';

const tags = ['reconciliation'];
const params = Type.Object({ id: Uuid<Id<'break'>>() });
const Words = Type.String({ minLength: 1, maxLength: 500 });
const Done = Type.Object({ id: Uuid(), state: Type.String() });

export const breakRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = house;
    const config = { permission: RECONCILE };
    const deedOf = (request: FastifyRequest) => ({
      merchant: request.merchant,
      actor: actorOf(request),
      id: (request.params as { id: Id<'break'> }).id,
    });

    app.get(
      '/reconciliation/breaks',
      {
        config,
        schema: {
          tags,
          summary: 'What does not agree between bills and books; the newest first',
          querystring: Query({ ...page, ...BREAK_FILTERS }),
          response: { 200: PageOf(BreakRow), ...problems },
        },
      },
      async (request) => {
        const { after = null, count, ...q } = request.query;
        const wish = { ...NO_BREAKS_ASKED, ...q, after, count };
        return db.reading(request.merchant, (reader) => findBreaks(reader, wish));
      },
    );

    app.get(
      '/reconciliation/breaks/:id',
      {
        config,
        schema: {
          tags,
          summary: 'One break: both sides, what was done about it, and what is being asked',
          params,
          response: { 200: BreakPage, ...problems },
        },
      },
      async ({ merchant, params: { id } }) => {
        const found = await db.reading(merchant, (reader) => findBreakPage(reader, id));
        if (found === null) throw new Refusal('not_found', 'payments.no_such_break');
        return found;
      },
    );

    app.put(
      '/reconciliation/breaks/:id/owner',
      {
        config,
        schema: {
          tags,
          summary: 'Who looks after it',
          params,
          body: Body({ owner: Uuid<StaffId>() }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        await assignBreak(db, deedOf(request), request.body.owner);
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/reconciliation/breaks/:id/comments',
      {
        config,
        schema: {
          tags,
          summary: 'Say something about it; the id makes it one comment, however often it is sent',
          params,
          body: Body({ id: Uuid<Id<'event'>>(), words: Words }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { id: note, words } = request.body;
        await commentBreak(db, deedOf(request), { note, words });
        return reply.code(201).send({ id: note });
      },
    );

    settling(app as never, house, deedOf);
  };

type Routes = Parameters<FastifyPluginAsyncTypebox>[0];
type DeedOf = (request: FastifyRequest) => Parameters<typeof sendBack>[1];

/** What ends a break, each press once. */
function settling(app: Routes, house: Parameters<typeof breakRoutes>[0], deedOf: DeedOf): void {
  const { db } = house;
  const config = { permission: RECONCILE };
  const posted = (summary: string) => ({
    tags,
    summary,
    headers: IdempotencyKey,
    params,
    response: { 200: Done, ...problems },
  });
  app.post(
    '/reconciliation/breaks/:id/ask',
    {
      config,
      schema: {
        tags,
        summary: 'Ask the provider now, and book what it says as ever: by its numbers, so once',
        params,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const parts = { ...house, hear: hearOf(house) };
      const state = await askProvider(parts, deedOf(request));
      return { id: request.params.id, state };
    },
  );
  app.post(
    '/reconciliation/breaks/:id/send-back',
    { config, schema: posted('Send back money that came under another sum than was ordered') },
    async (request, reply) =>
      answerOnce(db, request, reply, async (keyed) => {
        await sendBack(keyed, deedOf(request));
        return { id: request.params.id, state: 'sent_back' };
      }),
  );
  app.post(
    '/reconciliation/breaks/:id/explain',
    {
      config,
      schema: { ...posted('It is right as it is, and why'), body: Body({ words: Words }) },
    },
    async (request, reply) =>
      answerOnce(db, request, reply, async (keyed) => {
        await explainBreak(keyed, deedOf(request), request.body.words);
        return { id: request.params.id, state: 'explained' };
      }),
  );
  const Booking = Body({
    id: Uuid<Id<'booking'>>(),
    amountFen: Type.Integer({ minimum: 1 }),
    gain: Type.Boolean({ description: 'true: head office has it; false: it bears it' }),
    asFee: Type.Boolean({ description: 'true: a fee of the provider; false: its cash' }),
    words: Words,
  });
  app.post(
    '/reconciliation/breaks/:id/bookings',
    {
      config,
      schema: {
        tags,
        summary: 'Book it as a fee or an adjustment; a large one waits for a second person',
        params,
        body: Booking,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const { id: booking, amountFen, ...rest } = request.body;
      const wish = { booking, amount: fen(amountFen), ...rest };
      return { id: booking, state: await bookBreak(db, deedOf(request), wish) };
    },
  );
  app.post(
    '/reconciliation/breaks/:id/booking-answer',
    {
      config,
      schema: {
        ...posted('The second person says yes or no to a booking'),
        body: Body({ yes: Type.Boolean(), words: Type.String({ maxLength: 500, default: '' }) }),
      },
    },
    async (request, reply) =>
      answerOnce(db, request, reply, async (keyed) => {
        await answerBooking(keyed, deedOf(request), request.body);
        return { id: request.params.id, state: request.body.yes ? 'booked' : 'refused' };
      }),
  );
}
