/** The sandbox provider's notifications: proven by signature over the bytes as they came. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { capturePayment } from '../../flows/capture-payment.ts';
import { confirmRefund } from '../../flows/confirm-refund.ts';
import { noteForgery } from '../../flows/note-forgery.ts';
import type { House, Neighbours } from '../../house.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { problems } from '../schema.ts';

const Answer = Type.Object({ code: Type.Literal('SUCCESS'), state: Type.String() });

export const sandboxRoutes =
  (house: House, { payments }: Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    app.post(
      '/sandbox',
      {
        schema: {
          tags: ['callbacks'],
          summary: 'The sandbox tells of a payment or a refund; told twice is told once',
          response: { 200: Answer, ...problems },
        },
      },
      async (request) => {
        const { merchant } = request;
        const channel = payments.of('sandbox');
        if (channel === null) throw new Refusal('not_found', 'payments.no_such_channel');
        const body = typeof request.body === 'string' ? request.body : '';
        const read = () => channel.read(request.headers, body, house.clock.now());
        const notice = await noteForgery(house.db, merchant, channel.name, request.id, read);
        if (notice.kind === 'refunded') {
          const { state } = await confirmRefund(house.db, { merchant, notice });
          return { code: 'SUCCESS' as const, state };
        }
        const { use } = await capturePayment(house, { merchant, channel, notice });
        return { code: 'SUCCESS' as const, state: use };
      },
    );
  };
