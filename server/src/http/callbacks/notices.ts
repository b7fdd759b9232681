/** A provider's notifications: proven by signature over the bytes as they came. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { CaptureDesk } from '../../flows/capture-payment.ts';
import { confirmRefund } from '../../flows/confirm-refund.ts';
import { hearPayout } from '../../flows/hear-payout.ts';
import { noteForgery } from '../../flows/note-forgery.ts';
import { channelThrough } from '../../flows/steps/payment-channel.ts';
import type { House, Neighbours } from '../../house.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { AccountId, PaymentChannel } from '../../modules/payments/payments.ts';
import { problems, Uuid } from '../schema.ts';

const SAID = {
  sandbox: 'The sandbox',
  'wechat-pay': 'WeChat Pay',
  alipay: 'Alipay',
  stripe: 'Stripe',
} as const;
const SAYS_SUCCESS: readonly string[] = ['alipay'];
const Answer = Type.Object({ code: Type.Literal('SUCCESS'), state: Type.String() });

export const noticeRoutes =
  (
    house: House,
    neighbours: Pick<Neighbours, 'payments'> & { readonly capture: CaptureDesk },
    name: keyof typeof SAID,
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeContentTypeParser('application/json');
    for (const type of ['application/json', 'application/x-www-form-urlencoded'])
      app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) =>
        done(null, body),
      );
    const { payments, capture } = neighbours;
    const heard = async (request: FastifyRequest, channel: PaymentChannel) => {
      const { merchant } = request;
      const body = typeof request.body === 'string' ? request.body : '';
      const read = () => channel.read(request.headers, body, house.clock.now());
      const notice = await noteForgery(house.db, merchant, channel.name, request.id, read);
      if (notice === null) return { code: 'SUCCESS' as const, state: 'nothing' };
      if (notice.kind === 'refunded') {
        const { state } = await confirmRefund(house.db, { merchant, channel, notice });
        return { code: 'SUCCESS' as const, state };
      }
      if (notice.kind === 'payout') {
        await hearPayout(house.db, { merchant, notice });
        return { code: 'SUCCESS' as const, state: 'heard' };
      }
      const { use } = await capture({ merchant, channel, notice });
      return { code: 'SUCCESS' as const, state: use };
    };
    const schema = {
      tags: ['callbacks'],
      summary: `${SAID[name]} tells of a payment or a refund; told twice is told once`,
      response: { 200: SAYS_SUCCESS.includes(name) ? Type.String() : Answer, ...problems },
    };
    /** Some platforms read one word, and only that one. */
    const answered = (reply: FastifyReply, said: unknown): never =>
      (SAYS_SUCCESS.includes(name) ? reply.type('text/plain').send('success') : said) as never;
    app.post(`/${name}`, { schema }, async (request, reply) => {
      const channel = payments.of(name);
      if (channel === null) throw new Refusal('not_found', 'payments.no_such_channel');
      return answered(reply, await heard(request, channel));
    });

    app.post(
      `/${name}/:account`,
      {
        schema: {
          ...schema,
          summary: `${SAID[name]} tells of what went through one of the chain’s own accounts`,
          params: Type.Object({ account: Uuid<AccountId>() }),
        },
      },
      async (request, reply) => {
        const { account } = request.params;
        const desk = { ...house, payments };
        const through = { channel: name, account };
        const channel = await channelThrough(desk, request.merchant, through);
        return answered(reply, await heard(request, channel));
      },
    );
  };
