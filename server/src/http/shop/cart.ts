/** The cart of one outlet's shop, before sign-in the device's, after it the member's. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import { changeCart, readCart } from '../../flows/change-cart.ts';
import type { OutletId, SkuId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Body, Fen, Nullable, problems, Query, Uuid } from '../schema.ts';

const CartAnswer = Type.Object({
  id: Nullable(Uuid()),
  outlet: Uuid(),
  version: Type.Integer(),
  pieces: Type.Integer(),
  items: Type.Array(
    Type.Object({
      sku: Uuid(),
      product: Nullable(Uuid()),
      title: Type.String(),
      titleEn: Type.String(),
      spec: Type.String(),
      specEn: Type.String(),
      quantity: Type.Integer(),
      priceFen: Fen,
      sold: Type.Boolean({ description: 'false: this outlet does not sell it any more' }),
    }),
  ),
});

/** Whose cart: the member's, else the device's. */
export function holderOf(request: FastifyRequest) {
  const { member, device } = request;
  if (member !== null) return { member, device };
  if (device === null) throw new Refusal('unauthorized', 'orders.no_device_yet');
  return { member: null, device };
}

export const cartRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/cart',
      {
        schema: {
          tags: ['shop'],
          summary: 'The cart of an outlet’s shop',
          querystring: Query({ outlet: Uuid<OutletId>() }),
          response: { 200: CartAnswer, ...problems },
        },
      },
      async (request) => {
        const { outlet } = request.query;
        const { member, device } = request;
        if (member === null && device === null)
          return { id: null, outlet, version: 0, pieces: 0, items: [] };
        return readCart(house, request.merchant, outlet, holderOf(request));
      },
    );

    app.put(
      '/cart',
      {
        schema: {
          tags: ['shop'],
          summary: 'Set the quantity of one thing; 0 takes it out',
          body: Body({
            outlet: Uuid<OutletId>(),
            sku: Uuid<SkuId>(),
            quantity: Type.Integer({ minimum: 0, maximum: 999 }),
          }),
          response: { 200: CartAnswer, ...problems },
        },
      },
      async (request) =>
        changeCart(house, {
          ...request.body,
          merchant: request.merchant,
          holder: holderOf(request),
        }),
    );
  };
