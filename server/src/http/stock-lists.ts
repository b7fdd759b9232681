/** Reading the stock: what lies there, what moved, what is on the way. Costs by permission only. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../house.ts';
import type { OutletId, SkuId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { fold } from '../platform/chinese.ts';
import {
  findMovements,
  findStock,
  findTransfers,
  STOCK_SORTS,
  type StockSort,
} from '../views/stock.ts';
import { Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from './schema.ts';
import { reach, staffOf } from './staff-session.ts';

const tags = ['stock'];
const READ = { permission: 'stock.read' } as const;
const outletId = Type.Optional(Uuid<OutletId>());

const StockRow = Type.Object({
  outletId: Uuid(),
  outletName: Type.String(),
  skuId: Uuid(),
  productId: Uuid(),
  title: Type.String(),
  titleEn: Type.String(),
  spec: Type.String(),
  barcode: Type.String(),
  shelf: Type.String(),
  onHand: Type.Integer(),
  held: Type.Integer(),
  sellable: Type.Integer(),
  lowAt: Type.Integer(),
  low: Type.Boolean(),
  costFen: Nullable(Type.Integer({ description: 'Null unless you may see costs.' })),
});
const MovementRow = Type.Object({
  id: Uuid(),
  outletId: Uuid(),
  outletName: Type.String(),
  skuId: Uuid(),
  title: Type.String(),
  spec: Type.String(),
  kind: Type.String(),
  delta: Type.Integer(),
  reason: Type.String(),
  ref: Type.String(),
  unitCostFen: Nullable(Fen),
  actorName: Nullable(Type.String()),
  at: Instant,
});
const TransferRow = Type.Object({
  id: Uuid(),
  fromId: Uuid(),
  fromName: Type.String(),
  toId: Uuid(),
  toName: Type.String(),
  toUs: Type.Boolean(),
  state: Type.Enum(['sent', 'received', 'cancelled']),
  sentAt: Instant,
  receivedAt: Nullable(Instant),
  lines: Type.Array(
    Type.Object({
      skuId: Uuid(),
      title: Type.String(),
      spec: Type.String(),
      quantity: Type.Integer(),
      received: Nullable(Type.Integer()),
    }),
  ),
});

export const STOCK_FILTERS = {
  outlet: outletId,
  q: Type.String({ maxLength: 60, default: '' }),
  low: Type.Boolean({ default: false }),
  sort: Type.Optional(Type.Enum(STOCK_SORTS)),
};

export const MOVEMENT_FILTERS = { outlet: outletId, sku: Type.Optional(Uuid<SkuId>()) };

/** Who may read statements may see what goods cost. */
export const seesCosts = (staff: chain.SignedInStaff): boolean =>
  chain.reachOf(staff, 'statements.read').length > 0;

/** In the workbench one looks at one's own store unless another is named. */
export const stockLists =
  ({ db }: House, app: chain.App): FastifyPluginAsyncTypebox =>
  async (routes) => {
    const own = (staff: chain.SignedInStaff): OutletId | null =>
      app === 'workbench' ? staff.outlet : null;

    routes.get(
      '/stock',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Stock of an outlet, or of all within reach; low: at or below the mark',
          querystring: Query({
            ...page,
            ...STOCK_FILTERS,
          }),
          response: { 200: PageOf(StockRow), ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        const { q, low, count, after = null, outlet = own(staff), sort = null } = request.query;
        const branches = reach(request, 'stock.read');
        const wish = { branches, outlet, q: fold(q), low, after, count };
        const { items: rows, next } = await db.reading(request.merchant, (reader) =>
          findStock(reader, wish, sort as StockSort | null),
        );
        const costs = seesCosts(staff);
        const items = rows.map((row) => {
          const sellable = row.onHand - row.held;
          const low = sellable <= row.lowAt;
          return { ...row, sellable, low, costFen: costs ? row.costFen : null };
        });
        return { items, next };
      },
    );

    routes.get(
      '/stock/movements',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Every change of the book, newest first',
          querystring: Query({
            ...page,
            after: Type.Optional(Uuid()),
            ...MOVEMENT_FILTERS,
          }),
          response: { 200: PageOf(MovementRow), ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        const { count, after = null, sku = null, outlet = own(staff) } = request.query;
        const branches = reach(request, 'stock.read');
        const filter = { branches, outlet, sku, after, count };
        const { items, next } = await db.reading(request.merchant, (r) => findMovements(r, filter));
        const costs = seesCosts(staff);
        const shown = items.map((row) => ({
          ...row,
          unitCostFen: costs ? row.unitCostFen : null,
        }));
        return { items: shown, next };
      },
    );

    routes.get(
      '/stock/transfers',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Transfers from and to the outlets within reach, newest first',
          querystring: Query({ outlet: outletId }),
          response: { 200: PageOf(TransferRow), ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        const { outlet = own(staff) } = request.query;
        const branches = reach(request, 'stock.read');
        const rows = await db.reading(request.merchant, (reader) =>
          findTransfers(reader, branches, outlet, 100),
        );
        const us = outlet ?? staff.outlet;
        return { items: rows.map((row) => ({ ...row, toUs: row.toId === us })), next: null };
      },
    );

    routes.get(
      '/stock/outlets',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Outlets that keep stock, to send goods to',
          response: {
            200: Type.Object({
              items: Type.Array(Type.Object({ id: Uuid(), name: Type.String() })),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { outlets } = await db.reading(request.merchant, (r) => chain.directory(r));
        const others = outlets.filter(({ id, kind }) => {
          return kind !== 'partner' && id !== own(staffOf(request));
        });
        return { items: others.map(({ id, name }) => ({ id, name })) };
      },
    );
  };
