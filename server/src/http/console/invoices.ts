/** Invoices of a branch, and the tax of a product. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { changeTax } from '../../flows/change-goods.ts';
import type { House } from '../../house.ts';
import type { ProductId } from '../../kernel/id.ts';
import { findInvoices } from '../../views/invoices.ts';
import { Body, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { actorOf, reach } from '../staff-session.ts';

const Row = Type.Object({
  id: Uuid(),
  orderId: Uuid(),
  orderNumber: Type.String(),
  outletName: Type.String(),
  colour: Type.String(),
  titleKind: Type.String(),
  title: Type.String(),
  taxNo: Type.String(),
  amountFen: Fen,
  taxFen: Fen,
  state: Type.String(),
  number: Nullable(Type.String()),
  failure: Type.String(),
  askedAt: Instant,
  issuedAt: Nullable(Instant),
});

export const invoiceListRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/invoices',
      {
        config: { permission: 'statements.read' },
        schema: {
          tags: ['money'],
          summary: 'Invoices, newest first: blue and red, asked, issued, failed',
          querystring: Query({
            ...page,
            state: Type.Optional(Type.Enum(['asked', 'sent', 'issued', 'failed'])),
            colour: Type.Optional(Type.Enum(['blue', 'red'])),
          }),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      (request) => {
        const { state = null, colour = null, after = null, count } = request.query;
        const wish = { reach: reach(request, 'statements.read'), state, colour, after, count };
        return db.reading(request.merchant, (reader) => findInvoices(reader, wish));
      },
    );
    app.put(
      '/products/:id/tax',
      {
        config: { permission: 'goods.write' },
        schema: {
          tags: ['goods'],
          summary: 'By which category and rate a product is invoiced',
          params: Type.Object({ id: Uuid<ProductId>() }),
          body: Body({
            taxCode: Type.String({ pattern: '^\\d{19}$' }),
            taxBps: Type.Enum([0, 100, 300, 500, 600, 900, 1300]),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const deed = { merchant: request.merchant, actor: actorOf(request) };
        await changeTax(db, deed, request.params.id, request.body);
        return reply.code(204).send(null);
      },
    );
  };
