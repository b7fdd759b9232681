/** A member's orders: quote, place, look. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type, type Static } from 'typebox';
import { placeOrder } from '../../flows/place-order.ts';
import { quoteCart, type QuotedCart } from '../../flows/quote-cart.ts';
import type { House } from '../../house.ts';
import type { CartId, Id, OrderId, OutletId, SkuId } from '../../kernel/id.ts';
import type { Instant as InstantString } from '../../kernel/time.ts';
import { findMyOrder, findMyOrders } from '../../views/shop-orders.ts';
import { signedIn } from '../member-session.ts';
import { Body, Fen, Instant, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { MyOrder, MyOrderCard, QuoteAnswer } from './order-shapes.ts';

const Moment = Type.Unsafe<InstantString>(Instant);
const Item = Body({
  sku: Uuid<SkuId>(),
  quantity: Type.Integer({ minimum: 1, maximum: 999 }),
});
const checkout = {
  outlet: Uuid<OutletId>(),
  items: Type.Array(Item, { minItems: 1, maxItems: 50 }),
  way: Type.Enum(['pickup', 'delivery']),
  address: Type.Optional(Uuid<Id<'address'>>()),
  notBefore: Type.Optional(Moment),
  splitAgreed: Type.Boolean({ default: false }),
};
const QuoteBody = Body(checkout);
const PlaceBody = Body({
  ...checkout,
  id: Uuid<OrderId>(),
  cart: Body({ id: Uuid<CartId>(), version: Type.Integer({ minimum: 1 }) }),
  quoteToken: Type.String({ maxLength: 80 }),
  contact: Type.Optional(
    Body({
      name: Type.String({ maxLength: 40 }),
      phone: Type.String({ pattern: '^(1\\d{10})?$' }),
    }),
  ),
  note: Type.String({ maxLength: 200, default: '' }),
});
const PlacedAnswer = Type.Object({
  id: Uuid(),
  number: Type.String(),
  payableFen: Fen,
  payBy: Instant,
});

export const orderRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/quote',
      {
        schema: {
          tags: ['shop'],
          summary: 'What the cart costs now, who prepares it, when it can be had',
          body: QuoteBody,
          response: { 200: QuoteAnswer, ...problems },
        },
      },
      async (request) => {
        const { address = null, notBefore = null, ...rest } = request.body;
        const { merchant, member } = request;
        const wish = { ...rest, address, notBefore, merchant, member };
        return quoteAnswer(await quoteCart(house, wish));
      },
    );

    app.post(
      '/orders',
      {
        schema: {
          tags: ['shop'],
          summary: 'Place an order; the caller makes the id, so a retry is free',
          body: PlaceBody,
          response: { 201: PlacedAnswer, ...problems },
        },
      },
      async (request, reply) => {
        const { address = null, notBefore = null, contact = null, ...rest } = request.body;
        const member = signedIn(request);
        const { merchant } = request;
        const wish = { ...rest, address, notBefore, contact, merchant, member };
        return reply.code(201).send(await placeOrder(house, wish));
      },
    );

    app.get(
      '/orders',
      {
        schema: {
          tags: ['shop'],
          summary: 'My orders, newest first',
          querystring: Query({
            ...page,
            only: Type.Optional(Type.Enum(['unpaid', 'preparing', 'ready', 'received'])),
          }),
          response: { 200: PageOf(MyOrderCard), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { after = null, count, only = null } = request.query;
        return house.db.reading(request.merchant, (reader) =>
          findMyOrders(reader, { member, after, count, only }),
        );
      },
    );

    app.get(
      '/orders/:id',
      {
        schema: {
          tags: ['shop'],
          summary: 'One of my orders, with its code, its path and what can be done',
          params: Type.Object({ id: Uuid<OrderId>() }),
          response: { 200: MyOrder, ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { id } = request.params;
        return house.db.reading(request.merchant, (reader) =>
          findMyOrder(reader, house.vault, member, id),
        );
      },
    );
  };

/** Customer's words only: no other customer's load, no stock figures of other stores. */
function quoteAnswer({
  quote,
  token,
  expiresAt,
  route,
  survey,
}: QuotedCart): Static<typeof QuoteAnswer> {
  const { directory, shelf, selling } = survey;
  const face = (id: OutletId) => {
    const { shortName, address, phone } = directory.outlet(id)!;
    return { id, name: shortName, address, phone };
  };
  const own = route.verdicts.find(({ outlet }) => outlet === selling.id);
  const nowhere = (own?.missing ?? []).filter((sku) =>
    route.verdicts.every(({ missing }) => missing.includes(sku)),
  );
  return {
    ...quote,
    steps: [...quote.steps],
    lines: quote.lines.map((line) => ({
      ...line,
      titleEn: shelf.get(line.sku)?.titleEn ?? '',
      specEn: shelf.get(line.sku)?.specEn ?? '',
    })),
    token,
    expiresAt,
    selling: face(selling.id),
    outcome: route.outcome,
    parcels: route.allocations.map(({ outlet, lineNos, distanceM, promisedAt }) => ({
      outlet: face(outlet),
      lineNos: [...lineNos],
      distanceM,
      promisedAt,
    })),
    sellingVerdict: own?.code ?? 'chosen',
    couldSplit: route.verdicts.some(({ code }) => code === 'part_stock'),
    missing: nowhere.map((sku) => ({
      sku,
      title: shelf.get(sku)?.title ?? '',
      most: Math.max(0, ...route.verdicts.map(({ sellable }) => sellable[sku] ?? 0)),
    })),
  };
}
