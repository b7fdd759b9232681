/** What a member says of an order under way: that she waits, that it has arrived. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { deliverParcel } from '../../flows/deliver-parcel.ts';
import { waitForGoods } from '../../flows/retry-parked.ts';
import type { House } from '../../house.ts';
import type { OrderId, OutletId } from '../../kernel/id.ts';
import { signedIn } from '../member-session.ts';
import { Body, problems, Uuid } from '../schema.ts';

const One = Type.Object({ id: Uuid<OrderId>() });

export const orderWordRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/orders/:id/wait',
      {
        schema: {
          tags: ['shop'],
          summary: 'Nobody can prepare it yet and I wait: it is looked at again by the hour',
          params: One,
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { merchant, params } = request;
        await waitForGoods(house, { merchant, member, order: params.id });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/orders/:id/received',
      {
        schema: {
          tags: ['shop'],
          summary: 'What this outlet sent has arrived; said again it is said once',
          params: One,
          body: Body({ outlet: Uuid<OutletId>() }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { merchant, params, body } = request;
        await deliverParcel(house, {
          merchant,
          order: params.id,
          outlet: body.outlet,
          actor: { kind: 'member', id: member },
          owner: member,
        });
        return reply.code(204).send(null);
      },
    );
  };
