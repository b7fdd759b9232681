/** Monthly statements as documents, for head office's finance and for whom they are about. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import * as flows from '../../flows/settle-statement.ts';
import type { House } from '../../house.ts';
import { fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as settlement from '../../modules/settlement/settlement.ts';
import type { Reader } from '../../platform/db.ts';
import { findMonths, findSettlement, findSettlements } from '../../views/settlements.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Body, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { Kind, Line, Params, Row, State, Whole } from '../settlement-shapes.ts';
import { reach, staffOf } from '../staff-session.ts';

const tags = ['money'];
const READ = 'statements.read';
/** @throws Refusal `settlement.no_such_statement` */
export async function getSettlement(reader: Reader, request: FastifyRequest, id: string) {
  const found = await findSettlement(reader, id, reach(request, READ));
  if (found === null) throw new Refusal('not_found', 'settlement.no_such_statement');
  return found;
}
const deedOf = (request: FastifyRequest, document: string, permission: string) => ({
  merchant: request.merchant,
  document,
  by: staffOf(request).id,
  branches: reach(request, permission),
});

export const settlementRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/settlements',
      {
        config: { permission: READ },
        schema: {
          tags,
          summary: 'Monthly statements of my branch, the newest month first',
          querystring: Query({
            ...page,
            month: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}$' })),
            kind: Type.Optional(Kind),
            state: Type.Optional(State),
          }),
          response: {
            200: Type.Intersect([PageOf(Row), Type.Object({ months: Type.Array(Type.String()) })]),
            ...problems,
          },
        },
      },
      async (request) => {
        const { after = null, count, month = null, kind = null, state = null } = request.query;
        const near = reach(request, READ);
        const wish = { reach: near, month, kind, state, after, count };
        return db.reading(request.merchant, async (reader) => {
          const [found, months] = await Promise.all([
            findSettlements(reader, wish),
            findMonths(reader, near),
          ]);
          return { ...found, months };
        });
      },
    );

    app.get(
      '/settlements/:id',
      {
        config: { permission: READ },
        schema: {
          tags,
          summary: 'One monthly statement, what was disputed, and who did what when',
          params: Params,
          response: { 200: Whole, ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const found = await db.reading(request.merchant, (r) => getSettlement(r, request, id));
        return { ...found, mayBePaid: settlement.mayBePaid(found.state, found.needsSecond) };
      },
    );

    app.get(
      '/settlements/:id/lines',
      {
        config: { permission: READ },
        schema: {
          tags,
          summary: 'Its frozen lines, an order and role each',
          params: Params,
          querystring: Query(page),
          response: { 200: PageOf(Line), ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { after = '0', count } = request.query;
        return db.reading(request.merchant, async (reader) => {
          await getSettlement(reader, request, id);
          return settlement.linePage(reader, id, Number.parseInt(after, 10) || 0, count);
        });
      },
    );

    app.get(
      '/settlements/:id/check',
      {
        config: { permission: READ },
        schema: {
          tags,
          summary: 'Are sums and lines still what was closed: the hash made anew',
          params: Params,
          response: {
            200: Type.Object({ hash: Type.String(), intact: Type.Boolean() }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { id } = request.params;
        return db.reading(request.merchant, async (reader) => {
          await getSettlement(reader, request, id);
          const found = await settlement.findDocument(reader, id);
          return { hash: found!.hash, intact: await settlement.isIntact(reader, found!) };
        });
      },
    );

    app.post(
      '/settlements/:id/confirm',
      {
        config: { permission: 'statements.confirm' },
        schema: {
          tags,
          summary: 'I agree with the statement of my branch',
          headers: IdempotencyKey,
          params: Params,
          response: { 200: Type.Object({ state: State }), ...problems },
        },
      },
      async (request, reply) => {
        const deed = deedOf(request, request.params.id, 'statements.confirm');
        return answerOnce(db, request, reply, async (keyed) => {
          await flows.confirmStatement(keyed, deed);
          return { state: 'confirmed' as const };
        });
      },
    );

    app.post(
      '/settlements/:id/approve',
      {
        config: { permission: 'money.write' },
        schema: {
          tags,
          summary: 'A second person, of head office, lets it be paid',
          headers: IdempotencyKey,
          params: Params,
          response: { 200: Type.Object({ state: State }), ...problems },
        },
      },
      async (request, reply) => {
        const deed = deedOf(request, request.params.id, 'money.write');
        return answerOnce(db, request, reply, async (keyed) => {
          await flows.approveStatement(keyed, deed);
          return { state: 'approved' as const };
        });
      },
    );

    app.post(
      '/settlements/:id/disputes',
      {
        config: { permission: 'statements.confirm' },
        schema: {
          tags,
          summary: 'Something is wrong, with a line or with the whole',
          params: Params,
          body: Body({
            id: Uuid(),
            lineNo: Nullable(Type.Integer({ minimum: 1 })),
            reason: Type.String({ minLength: 1, maxLength: 500 }),
          }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const deed = deedOf(request, request.params.id, 'statements.confirm');
        await flows.disputeStatement(db, { ...deed, ...request.body });
        return reply.code(201).send({ id: request.body.id });
      },
    );

    app.post(
      '/settlements/:id/disputes/:dispute/answer',
      {
        config: { permission: 'money.write' },
        schema: {
          tags,
          summary: 'Keep it, or correct it by a transfer that stands on the next statement',
          headers: IdempotencyKey,
          params: Type.Object({ id: Uuid(), dispute: Uuid() }),
          body: Body({
            correctionFen: Type.Integer({
              minimum: -100_000_000_00,
              maximum: 100_000_000_00,
              description: '0 keeps it; above nothing head office pays, below the holder does',
            }),
            answer: Type.String({ minLength: 1, maxLength: 500 }),
          }),
          response: { 200: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { id: document, dispute: id } = request.params;
        const wish = { ...deedOf(request, document, 'money.write'), ...request.body, id };
        return answerOnce(db, request, reply, async (keyed) => {
          await flows.answerDispute(keyed, wish);
          return { id };
        });
      },
    );

    app.post(
      '/settlements/:id/payments',
      {
        config: { permission: 'money.write' },
        schema: {
          tags,
          summary: 'Paid by bank, all or a part of what it closes with',
          params: Params,
          body: Body({
            id: Uuid(),
            amountFen: Type.Integer({ minimum: 1 }),
            slip: Type.String({ minLength: 1, maxLength: 60, description: 'Number of the slip' }),
          }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { id, amountFen, slip } = request.body;
        const deed = deedOf(request, request.params.id, 'money.write');
        await flows.payStatement(db, { ...deed, id, amountFen: fen(amountFen), slip });
        return reply.code(201).send({ id });
      },
    );
  };
