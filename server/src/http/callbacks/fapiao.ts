/** The tax platform's notices: proven by signature over the bytes as they came. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { noteForgery } from '../../flows/note-forgery.ts';
import { hearInvoice } from '../../flows/send-invoice.ts';
import type { House, Neighbours } from '../../house.ts';
import type { MerchantId } from '../../kernel/id.ts';
import { problems, Uuid } from '../schema.ts';

export const fapiaoRoutes =
  (house: House, { invoices }: Pick<Neighbours, 'invoices'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    app.post(
      '/fapiao/:merchant',
      {
        config: { anyMerchant: true },
        schema: {
          tags: ['callbacks'],
          summary: 'An invoice was issued or refused; told twice is told once',
          params: Type.Object({ merchant: Uuid<MerchantId>() }),
          response: {
            200: Type.Object({ code: Type.Literal('SUCCESS'), state: Type.String() }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { merchant } = request.params;
        const body = typeof request.body === 'string' ? request.body : '';
        const read = () => invoices.read(request.headers, body, house.clock.now());
        const told = await noteForgery(house.db, merchant, 'fapiao', request.id, read);
        const state = await hearInvoice(house.db, merchant, told.applyNo, told.answer);
        return { code: 'SUCCESS' as const, state };
      },
    );
  };
