/** Staff decide cases, receive what comes back and give money back: in workbench and console. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { decideAftersales } from '../flows/decide-aftersales.ts';
import { previewCase } from '../flows/preview-case.ts';
import { findReturn, receiveReturn } from '../flows/receive-return.ts';
import type { House } from '../house.ts';
import type { CaseId, OutletId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { before, hours } from '../kernel/time.ts';
import { findCasePage, findCases } from '../views/case-queue.ts';
import { staffPhotoRoutes } from './case-photos.ts';
import { CasePage, CaseRow } from './case-shapes.ts';
import { answerOnce, IdempotencyKey } from './idempotency.ts';
import { Body, Fen, Nullable, page, PageOf, problems, Query, Uuid } from './schema.ts';
import { reach, staffOf } from './staff-session.ts';

export const CASE_FILTERS = {
  state: Type.Optional(Type.Enum(['asked', 'coming', 'decided'])),
  desk: Type.Optional(Type.Enum(['store', 'hq'])),
  outlet: Type.Optional(Uuid()),
  olderHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 8_760 })),
  leastFen: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
};
const One = Type.Object({ id: Uuid<CaseId>() });
const SELLABLE = Type.Array(Type.Integer({ minimum: 1, maximum: 50 }), { default: [] });
const Done = Type.Object({ case: Uuid(), state: Type.String(), refundFen: Fen });

export const caseRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/aftersales',
      {
        config: { permission: 'orders.read' },
        schema: {
          tags: ['orders'],
          summary: 'Cases, newest first: those that wait, whose goods come back, that are decided',
          querystring: Query({ ...page, ...CASE_FILTERS }),
          response: { 200: PageOf(CaseRow), ...problems },
        },
      },
      async (request) => {
        const { after = null, count, state = null, olderHours, ...more } = request.query;
        const near = reach(request, 'orders.read');
        return house.db.reading(request.merchant, (reader) => {
          const asked = olderHours === undefined ? null : before(reader.now, hours(olderHours));
          return findCases(reader, { reach: near, after, count, state, ...more, before: asked });
        });
      },
    );

    app.get(
      '/aftersales/:id',
      {
        config: { permission: 'orders.refund' },
        schema: {
          tags: ['orders'],
          summary: 'One case: what is asked, every step, and what a decision would cost whom',
          params: One,
          response: { 200: CasePage, ...problems },
        },
      },
      async (request) => {
        const { merchant, params } = request;
        const near = reach(request, 'orders.refund');
        const found = await house.db.reading(merchant, (r) => findCasePage(r, near, params.id));
        if (found === null) throw new Refusal('not_found', 'orders.no_such_case');
        const wish = { merchant, case: params.id, reach: near };
        return { ...found, preview: await previewCase(house.db, wish) };
      },
    );

    app.post(
      '/aftersales/:id/decision',
      {
        config: { permission: 'orders.refund' },
        schema: {
          tags: ['orders'],
          summary: 'Accept or reject a case: the money goes at once, or waits for the goods',
          headers: IdempotencyKey,
          params: One,
          body: Body({
            accepted: Type.Boolean(),
            words: Type.String({ maxLength: 500, default: '' }),
            sellable: SELLABLE,
            goods: Type.Optional(Type.Enum(['bring', 'here', 'keep'])),
          }),
          response: { 200: Done, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, body, params } = request;
        const staff = staffOf(request).id;
        const near = reach(request, 'orders.refund');
        return answerOnce(house.db, request, reply, (db) =>
          decideAftersales(
            { db, vault: house.vault },
            { merchant, case: params.id, ...body, staff, reach: near },
          ),
        );
      },
    );
    returnRoutes(app as never, house);
    await app.register(staffPhotoRoutes(house));
  };

function returnRoutes(app: Parameters<FastifyPluginAsyncTypebox>[0], house: House): void {
  app.post(
    '/aftersales/find',
    {
      config: { permission: 'orders.refund' },
      schema: {
        tags: ['orders'],
        summary: 'The case of goods that stand on the counter, by the code of the return',
        body: Body({ code: Type.String({ pattern: '^\\d{8}$' }) }),
        response: { 200: Type.Object({ id: Uuid() }), ...problems },
      },
    },
    async (request) => {
      const { merchant, body } = request;
      const near = reach(request, 'orders.refund');
      const id = await findReturn(house.db, { merchant, staff: staffOf(request).id, ...body });
      const found = await house.db.reading(merchant, (r) => findCasePage(r, near, id));
      if (found === null) throw new Refusal('not_found', 'orders.no_such_return');
      return { id };
    },
  );

  app.post(
    '/aftersales/:id/receipt',
    {
      config: { permission: 'orders.refund' },
      schema: {
        tags: ['orders'],
        summary: 'The goods are back and were looked at: the money goes, or she is told why not',
        headers: IdempotencyKey,
        params: One,
        body: Body({
          fit: Type.Boolean(),
          outlet: Nullable(Uuid<OutletId>()),
          words: Type.String({ maxLength: 500, default: '' }),
          sellable: SELLABLE,
        }),
        response: { 200: Done, ...problems },
      },
    },
    async (request, reply) => {
      const { merchant, body, params } = request;
      const staff = staffOf(request).id;
      const near = reach(request, 'orders.refund');
      return answerOnce(house.db, request, reply, (db) =>
        receiveReturn(
          { db, vault: house.vault },
          { merchant, case: params.id, ...body, staff, reach: near },
        ),
      );
    },
  );
}
