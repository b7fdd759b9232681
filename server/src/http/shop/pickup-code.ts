/**
 * The square to be scanned at the counter, for the member whose order it is and for nobody else.
 */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { toString as qrOf } from 'qrcode';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { OrderId, OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMyOrder } from '../../views/shop-orders.ts';
import { signedIn } from '../member-session.ts';
import { Uuid } from '../schema.ts';

export function pickupCodeRoutes({ db, vault }: House): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/orders/:id/parcels/:outlet/code.svg',
      {
        schema: {
          tags: ['shop'],
          summary: 'The pick-up code of one of my parcels, as a picture to scan',
          params: Type.Object({ id: Uuid<OrderId>(), outlet: Uuid<OutletId>() }),
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { id, outlet } = request.params;
        const order = await db.reading(request.merchant, (reader) =>
          findMyOrder(reader, vault, member, id),
        );
        const token = order.parcels.find((parcel) => parcel.outlet.id === outlet)?.token ?? null;
        if (token === null) throw new Refusal('not_found', 'fulfilment.no_code_now');
        const svg = await qrOf(token, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
        return reply.type('image/svg+xml').header('cache-control', 'private, no-store').send(svg);
      },
    );
  };
}
