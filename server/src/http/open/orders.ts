/** Orders of the branch, and the two steps that an outside system may take for a store. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { acceptParcel } from '../../flows/accept-parcel.ts';
import { readyParcel } from '../../flows/ready-parcel.ts';
import type { House } from '../../house.ts';
import type { NodeId, OrderId, OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant as At } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findOpenOrder, findOpenOrders } from '../../views/open-orders.ts';
import { allOf, sendCsv, tableOf, type Columns } from '../csv-answer.ts';
import { IdempotencyKey } from '../idempotency.ts';
import {
  Body,
  Fen,
  Instant,
  momentCursor,
  Nullable,
  page,
  PageOf,
  problems,
  Query,
  Uuid,
  UUID_TIE,
} from '../schema.ts';
import { branchOf, keyOf } from '../key-session.ts';
import { keyed } from './keyed.ts';

const tags = ['orders'];
const READ = { scope: 'orders.read' } as const;
const WORK = { scope: 'orders.work' } as const;
const STATES = [
  'unpaid',
  'paid',
  'picking',
  'ready',
  'on_the_way',
  'received',
  'settled',
  'cancelled',
];
const OrderView = Type.Object({
  id: Uuid(),
  number: Type.String(),
  memberId: Uuid(),
  outletId: Uuid(),
  way: Type.Enum(['pickup', 'delivery']),
  state: Type.Enum(STATES),
  grossFen: Fen,
  discountFen: Fen,
  freightFen: Fen,
  payableFen: Fen,
  refundedFen: Fen,
  placedAt: Instant,
  paidAt: Nullable(Instant),
  receivedAt: Nullable(Instant),
  settledAt: Nullable(Instant),
  cancelledAt: Nullable(Instant),
  lines: Type.Array(
    Type.Object({
      no: Type.Integer({ description: '0 is freight.' }),
      skuId: Nullable(Uuid()),
      title: Type.String(),
      spec: Type.String(),
      quantity: Type.Integer(),
      priceFen: Fen,
      discountFen: Fen,
      netFen: Fen,
      refundedPieces: Type.Integer(),
    }),
  ),
  parcels: Type.Array(
    Type.Object({
      outletId: Uuid(),
      attempt: Type.Integer(),
      state: Type.String({ description: '`gone`: another outlet took it over.' }),
      lineNos: Type.Array(Type.Integer()),
      promisedAt: Instant,
    }),
  ),
});
const FILTERS = {
  since: Type.Optional(
    Type.Unsafe<At>(Type.String({ format: 'date-time', description: 'Placed from then.' })),
  ),
  state: Type.Optional(Type.Enum(STATES)),
  outlet: Type.Optional(Uuid<NodeId>()),
};
type Found = Awaited<ReturnType<typeof findOpenOrders>>['items'][number];
const PLAIN = [
  'id',
  'number',
  'memberId',
  'outletId',
  'way',
  'state',
  'grossFen',
  'discountFen',
  'freightFen',
  'payableFen',
  'refundedFen',
  'placedAt',
  'paidAt',
  'receivedAt',
  'settledAt',
  'cancelledAt',
] as const;
const COLUMNS: Columns<Found> = {
  ...Object.fromEntries(PLAIN.map((key) => [key, (order: Found) => order[key]])),
  goods: ({ lines }) =>
    lines
      .flatMap(({ no, title, spec, quantity }) =>
        no === 0 ? [] : [`${title} ${spec} × ${quantity}`],
      )
      .join('; '),
};
const Step = { id: Uuid<OrderId>() };

export const orderRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    async function workAt(request: FastifyRequest, order: OrderId, outlet: OutletId) {
      const { merchant } = request;
      const standing = await db.reading(merchant, chain.directory);
      chain.outletWithin(standing, outlet, branchOf(request));
      return { merchant, order, outlet, key: keyOf(request).id };
    }

    app.get(
      '/orders',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Orders that the branch sells or prepares, oldest first',
          querystring: Query({
            ...page,
            after: momentCursor(UUID_TIE),
            ...FILTERS,
          }),
          response: { 200: PageOf(OrderView), ...problems },
        },
      },
      (request) => {
        const { after = null, since = null, state = null, outlet = null, count } = request.query;
        const wish = { branches: branchOf(request), after, since, state, outlet, count };
        return db.reading(request.merchant, (r) => findOpenOrders(r, wish)) as never;
      },
    );

    app.get(
      '/orders.csv',
      {
        config: READ,
        schema: {
          tags,
          summary: 'The same orders as a file, one line each; money in fen, at most 100,000',
          querystring: Query(FILTERS),
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const { since = null, state = null, outlet = null } = request.query;
        const wish = { branches: branchOf(request), since, state, outlet, count: 1_000 };
        const rows = await allOf((after) =>
          db.reading(request.merchant, (r) => findOpenOrders(r, { ...wish, after })),
        );
        return sendCsv(reply, 'orders.csv', tableOf(rows, COLUMNS));
      },
    );

    app.get(
      '/orders/:id',
      {
        config: READ,
        schema: {
          tags,
          summary: 'One order with its lines and parcels',
          params: Type.Object(Step),
          response: { 200: OrderView, ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const found = await db.reading(request.merchant, (reader) =>
          findOpenOrder(reader, branchOf(request), id),
        );
        if (found === null) throw new Refusal('not_found', 'orders.no_such_order');
        return found as never;
      },
    );

    app.post(
      '/orders/:id/accept',
      {
        config: WORK,
        schema: {
          tags,
          summary: 'The outlet takes its parcel on; accepting twice is accepting once',
          headers: IdempotencyKey,
          params: Type.Object(Step),
          body: Body({ outletId: Uuid<OutletId>() }),
          response: { 200: Type.Object({ orderId: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { id: orderId } = request.params;
        const work = await workAt(request, orderId, request.body.outletId);
        return keyed(db, request, reply, async (within) => {
          await acceptParcel({ db: within }, work);
          return { orderId };
        });
      },
    );

    app.post(
      '/orders/:id/ready',
      {
        config: WORK,
        schema: {
          tags,
          summary: 'Everything is picked and on a shelf: the member is told',
          headers: IdempotencyKey,
          params: Type.Object(Step),
          body: Body({
            outletId: Uuid<OutletId>(),
            shelf: Type.String({ maxLength: 20, default: '', examples: ['A3'] }),
          }),
          response: { 200: Type.Object({ orderId: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { id: orderId } = request.params;
        const { outletId, shelf } = request.body;
        const work = await workAt(request, orderId, outletId);
        return keyed(db, request, reply, async (within) => {
          await readyParcel({ db: within }, { ...work, shelf });
          return { orderId };
        });
      },
    );
  };
