/** A member's invoices of an order: asked for, looked at, taken away as a file. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { requestInvoice } from '../../flows/request-invoice.ts';
import { invoicesOf, type InvoiceDesk, invoiceFile } from '../../flows/see-invoices.ts';
import type { OrderId } from '../../kernel/id.ts';
import type { InvoiceId } from '../../modules/invoices/invoices.ts';
import { signedIn } from '../member-session.ts';
import { Body, Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';

const Face = Type.Object({
  id: Uuid(),
  colour: Type.Enum(['blue', 'red']),
  title: Type.Object({ kind: Type.String(), name: Type.String(), taxNo: Type.String() }),
  amountFen: Fen,
  taxFen: Fen,
  state: Type.Enum(['asked', 'sent', 'issued', 'failed']),
  number: Nullable(Type.String()),
  failure: Type.String(),
  askedAt: Instant,
  issuedAt: Nullable(Instant),
});
const One = Type.Object({ id: Uuid<OrderId>() });

export const invoiceRoutes =
  (desk: InvoiceDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/orders/:id/invoices',
      {
        schema: {
          tags: ['shop'],
          summary: 'My invoices of this order, and how much may be invoiced',
          params: One,
          response: {
            200: Type.Object({ items: Type.Array(Face), mayFen: Fen }),
            ...problems,
          },
        },
      },
      (request) => {
        const member = signedIn(request);
        return invoicesOf(desk.db, {
          merchant: request.merchant,
          order: request.params.id,
          member,
        });
      },
    );
    app.post(
      '/orders/:id/invoices',
      {
        schema: {
          tags: ['shop'],
          summary: 'Ask for the invoice; the caller makes the id',
          params: One,
          body: Body({
            id: Uuid<InvoiceId>(),
            title: Body({
              kind: Type.Enum(['personal', 'company']),
              name: Type.String({ minLength: 1, maxLength: 100 }),
              taxNo: Type.String({ maxLength: 18, default: '' }),
            }),
          }),
          response: { 201: Type.Object({ state: Type.String() }), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { merchant, params, body } = request;
        const made = await requestInvoice(desk.db, { merchant, order: params.id, member, ...body });
        return reply.code(201).send(made);
      },
    );
    app.get(
      '/orders/:id/invoices/:invoice/file',
      {
        schema: {
          tags: ['shop'],
          summary: 'The invoice as the platform printed it',
          params: Type.Object({ id: Uuid<OrderId>(), invoice: Uuid<InvoiceId>() }),
          response: { 200: Type.Unsafe<unknown>(Type.String()), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { merchant, params } = request;
        const { id: order, invoice: id } = params;
        const bytes = await invoiceFile(desk, { merchant, order, member, id });
        return reply
          .type('application/pdf')
          .header('cache-control', 'private, no-store')
          .header('content-disposition', 'attachment; filename="fapiao.pdf"')
          .send(bytes);
      },
    );
  };
