/** Stock of the branch, and the two movements that an outside system makes. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { adjustStock, receiveStock } from '../../flows/change-stock.ts';
import type { House } from '../../house.ts';
import type { Id, OutletId } from '../../kernel/id.ts';
import { findStock } from '../../views/stock.ts';
import { Body, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { branchOf, keyDeed } from '../key-session.ts';
import { adjustment, Arrivals, arrivalsOf } from '../stock-shapes.ts';
import { mustBeTheId } from './keyed.ts';

const tags = ['stock'];
const WRITE = { scope: 'stock.write' } as const;
const id = Uuid<Id<'movement'>>();
const outletId = Uuid<OutletId>();
const Done = { 204: Type.Null(), ...problems };
const StockRow = Type.Object({
  outletId: Uuid(),
  skuId: Uuid(),
  productId: Uuid(),
  title: Type.String(),
  spec: Type.String(),
  barcode: Type.String(),
  onHand: Type.Integer(),
  held: Type.Integer({ description: 'Promised to orders.' }),
  sellable: Type.Integer(),
  lowAt: Type.Integer(),
});

export const stockRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/stock',
      {
        config: { scope: 'stock.read' },
        schema: {
          tags,
          summary: 'Stock by outlet and sku',
          querystring: Query({
            ...page,
            outlet: Type.Optional(outletId),
            low: Type.Boolean({
              default: false,
              description: 'Only what is at or below its mark.',
            }),
          }),
          response: { 200: PageOf(StockRow), ...problems },
        },
      },
      async (request) => {
        const { outlet = null, low, count, after = null } = request.query;
        const filter = { branches: branchOf(request), outlet, q: '', low, after, count };
        const { items, next } = await db.reading(request.merchant, (r) => findStock(r, filter));
        return { items: items.map((row) => ({ ...row, sellable: row.onHand - row.held })), next };
      },
    );

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
        const { id: work, outletId: outlet, lines } = request.body;
        mustBeTheId(request, work);
        const arrivals = arrivalsOf(lines);
        await receiveStock(db, { ...keyDeed(request), id: work, outlet, arrivals });
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
        const { id: work, outletId: outlet, skuId: sku, delta, reason } = request.body;
        mustBeTheId(request, work);
        const change = { sku, delta, reason };
        await adjustStock(db, { ...keyDeed(request), id: work, outlet, adjustment: change });
        return reply.code(204).send(null);
      },
    );
  };
