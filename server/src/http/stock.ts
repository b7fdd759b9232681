/** The stock of a store: the same work in workbench and console, each within its own branches. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  adjustStock,
  cancelTransfer,
  countStock,
  markLow,
  receiveStock,
  receiveTransfer,
  sendTransfer,
} from '../flows/change-stock.ts';
import type { House } from '../house.ts';
import type { Id, OutletId, TransferId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { Body, problems, Uuid } from './schema.ts';
import { deedOf, staffOf } from './staff-session.ts';
import { adjustment, Arrivals, arrivalsOf, linesOf, pieces, skuId } from './stock-shapes.ts';

const tags = ['stock'];
const WRITE = { permission: 'stock.write' } as const;
/** Left out, it is the outlet in which she works. */
const outletId = Type.Optional(Uuid<OutletId>());
const id = Uuid<Id<'movement'>>();
const transferId = Uuid<TransferId>();
const Done = { 204: Type.Null(), ...problems };

/** @throws Refusal `chain.no_such_outlet` */
export function outletOf(request: FastifyRequest, named: OutletId | undefined): OutletId {
  const outlet = named ?? staffOf(request).outlet;
  if (outlet === null) throw new Refusal('not_found', 'chain.no_such_outlet');
  return outlet;
}
const deed = (request: FastifyRequest, named: OutletId | undefined) => ({
  ...deedOf(request, 'stock.write'),
  outlet: outletOf(request, named),
});

export const stockRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/stock/receive',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Goods arrived; a cost moves the average cost',
          body: Body({
            id,
            outletId,
            lines: Arrivals,
          }),
          response: Done,
        },
      },
      async (request, reply) => {
        const { body } = request;
        const arrivals = arrivalsOf(body.lines);
        await receiveStock(db, { ...deed(request, body.outletId), id: body.id, arrivals });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/stock/count',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'What was counted; below what is held for orders it is refused, naming them',
          body: Body({
            id,
            outletId,
            lines: linesOf(Body({ skuId, counted: Type.Integer({ minimum: 0, maximum: 99_999 }) })),
          }),
          response: Done,
        },
      },
      async (request, reply) => {
        const { body } = request;
        const counts = body.lines.map(({ skuId: sku, counted }) => ({ sku, counted }));
        await countStock(db, { ...deed(request, body.outletId), id: body.id, counts });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/stock/adjust',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Pieces thrown away, tasted, lost or found',
          body: Body({
            id,
            outletId,
            ...adjustment,
          }),
          response: Done,
        },
      },
      async (request, reply) => {
        const { id: work, outletId: named, skuId: sku, delta, reason } = request.body;
        const change = { sku, delta, reason };
        await adjustStock(db, { ...deed(request, named), id: work, adjustment: change });
        return reply.code(204).send(null);
      },
    );

    app.put(
      '/stock/low',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'From how few pieces on the store is warned',
          body: Body({
            outletId,
            lines: linesOf(Body({ skuId, lowAt: Type.Integer({ minimum: 0, maximum: 9_999 }) })),
          }),
          response: Done,
        },
      },
      async (request, reply) => {
        const { body } = request;
        const marks = body.lines.map(({ skuId: sku, lowAt }) => ({ sku, lowAt }));
        await markLow(db, { ...deed(request, body.outletId), lines: marks });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/stock/transfers',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Send goods to another outlet',
          body: Body({
            id: transferId,
            outletId,
            toOutletId: Uuid<OutletId>(),
            lines: linesOf(Body({ skuId, quantity: pieces })),
          }),
          response: Done,
        },
      },
      async (request, reply) => {
        const { id: transfer, outletId: from, toOutletId: to, lines: sent } = request.body;
        await sendTransfer(db, {
          ...deed(request, from),
          id: transfer,
          to,
          lines: sent.map(({ skuId: sku, quantity }) => ({ sku, quantity })),
        });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/stock/transfers/:id/receive',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'It arrived; what did not goes back into the sender’s book',
          params: Type.Object({ id: transferId }),
          body: Body({
            outletId,
            lines: Type.Optional(
              linesOf(Body({ skuId, received: Type.Integer({ minimum: 0, maximum: 99_999 }) })),
            ),
          }),
          response: Done,
        },
      },
      async (request, reply) => {
        const { outletId: named, lines: arrived } = request.body;
        const received =
          arrived === undefined
            ? null
            : new Map(arrived.map(({ skuId: sku, received: pieces }) => [sku, pieces]));
        await receiveTransfer(db, { ...deed(request, named), id: request.params.id, received });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/stock/transfers/:id/cancel',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Call goods back that are still on the way',
          params: Type.Object({ id: transferId }),
          body: Body({ outletId }),
          response: Done,
        },
      },
      async (request, reply) => {
        await cancelTransfer(db, { ...deed(request, request.body.outletId), ...request.params });
        return reply.code(204).send(null);
      },
    );
  };
