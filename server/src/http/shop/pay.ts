/** A member pays for her order, or gives it up. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { toString as qrOf } from 'qrcode';
import { Type } from 'typebox';
import { askNow } from '../../flows/ask-payments.ts';
import { cancelOrder } from '../../flows/cancel-order.ts';
import { goToPay, waysToPay } from '../../flows/open-payment.ts';
import type { House, Neighbours } from '../../house.ts';
import type { OrderId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { CHANNELS, type Checkout, PAY_SCENES } from '../../modules/payments/payments.ts';
import { hearOf } from '../callbacks/hear.ts';
import { signedIn } from '../member-session.ts';
import { opensHere, sceneOf } from '../pay-scene.ts';
import { Body, Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';

const One = Type.Object({ id: Uuid<OrderId>() });
const OUR_PAGE = '^/(?![/\\\\])[\\w\\-./?=&%#]*$';

export async function shownOf(checkout: Checkout) {
  if (typeof checkout === 'string') return { payUrl: checkout, call: null, code: null };
  if (checkout.kind === 'call') return { payUrl: null, call: checkout.params, code: null };
  const svg = await qrOf(checkout.text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  const code = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return { payUrl: null, call: null, code };
}

export const payRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/orders/:id/ways',
      {
        schema: {
          tags: ['shop'],
          summary: 'How this order can be paid here; what this browser cannot open is left out',
          params: One,
          response: { 200: Type.Object({ items: Type.Array(Type.String()) }), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { merchant, hostname: host, params } = request;
        const ways = await waysToPay(house, { merchant, order: params.id, member, host });
        const agent = request.headers['user-agent'];
        return { items: ways.filter((way) => opensHere(way, agent)) };
      },
    );

    app.post(
      '/orders/:id/pay',
      {
        schema: {
          tags: ['shop'],
          summary: 'Go to the cashier; pressing it again is the same payment',
          params: One,
          body: Body({
            back: Type.String({ pattern: OUR_PAGE, maxLength: 200, default: '/' }),
            way: Type.Optional(Type.Enum([...CHANNELS])),
            scene: Type.Optional(
              Type.Enum([...PAY_SCENES], { description: 'Absent: as the browser calls itself.' }),
            ),
          }),
          response: {
            200: Type.Object({
              payUrl: Nullable(Type.String({ description: 'The page to pay on.' })),
              call: Nullable(
                Type.Record(Type.String(), Type.String(), {
                  description: 'What WeChat is called with, inside of it.',
                }),
              ),
              code: Nullable(Type.String({ description: 'A picture to scan, as a data address.' })),
              amountFen: Fen,
              payBy: Instant,
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { merchant, hostname: host, ip: address, body } = request;
        const scene = body.scene ?? sceneOf(request.headers['user-agent']);
        const from = { host, back: body.back, address, scene };
        const wish = { merchant, order: request.params.id, member, way: body.way ?? null, from };
        const { checkout, intent, payBy } = await goToPay(house, wish);
        return { ...(await shownOf(checkout)), amountFen: intent.amount, payBy };
      },
    );

    app.post(
      '/orders/:id/pay/ask',
      {
        schema: {
          tags: ['shop'],
          summary:
            '“I have paid”: the provider is asked now; pressed again soon, we say what we know',
          params: One,
          response: {
            200: Type.Object({ state: Type.Enum(['paid', 'unpaid', 'over']) }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { merchant, params } = request;
        const state = await askNow(
          { ...house, hear: hearOf(house) },
          merchant,
          params.id,
          signedIn(request),
        ).catch((fault: unknown) => {
          if (fault instanceof Refusal) throw fault;
          request.log.warn(fault);
          throw new Refusal('conflict', 'payments.provider_away');
        });
        return { state };
      },
    );

    app.post(
      '/orders/:id/cancel',
      {
        schema: {
          tags: ['shop'],
          summary: 'Give the order up before it is being prepared; what was paid goes back',
          params: One,
          body: Body({ reason: Type.String({ minLength: 1, maxLength: 200 }) }),
          response: { 200: Type.Object({ order: Uuid(), refundedFen: Fen }), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        return cancelOrder(house.db, {
          merchant: request.merchant,
          order: request.params.id,
          actor: { kind: 'member', id: member },
          reason: request.body.reason,
          owner: member,
        });
      },
    );
  };
