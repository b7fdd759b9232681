/** The list of orders and one order whole, as far as the signed-in person's branch reaches. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { House } from '../../house.ts';
import type { MemberId, NodeId, OrderId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import { findOrder } from '../../views/console-order.ts';
import { findOrders, maySeeOrder, type OrdersSort } from '../../views/console-orders.ts';
import {
  Day as DayOf,
  Fen,
  Instant,
  Nullable,
  page,
  PageOf,
  problems,
  Query,
  Uuid,
} from '../schema.ts';
import { reach } from '../staff-session.ts';

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
const SALES = ['share', 'guide', 'member', 'other'];

const Listed = Type.Object({
  id: Uuid<OrderId>(),
  number: Type.String(),
  memberId: Uuid<MemberId>(),
  memberName: Type.String(),
  phoneMasked: Type.String(),
  outletId: Uuid<NodeId>(),
  outletName: Type.String(),
  fulfillingName: Nullable(Type.String()),
  way: Type.String(),
  state: Type.Enum(STATES),
  parkedAt: Nullable(Instant),
  payableFen: Fen,
  refundedFen: Fen,
  titles: Type.String(),
  pieces: Type.Integer(),
  isTime: Type.Boolean(),
  isSpace: Type.Boolean(),
  saleKind: Nullable(Type.String()),
  placedAt: Instant,
});

export const FILTERS = {
  node: Type.Optional(Uuid<NodeId>()),
  text: Type.Optional(Type.String({ maxLength: 60 })),
  state: Type.Optional(Type.Enum(STATES)),
  way: Type.Optional(Type.Enum(['pickup', 'delivery'])),
  outlet: Type.Optional(Uuid<NodeId>()),
  member: Type.Optional(Uuid<MemberId>()),
  saleKind: Type.Optional(Type.Enum(SALES)),
  increment: Type.Optional(
    Type.Enum(['time', 'space', 'both', 'none'], {
      description: 'time: sold while the outlet was closed; space: handed over by another outlet.',
    }),
  ),
  parked: Type.Optional(Type.Boolean()),
  from: Type.Optional(DayOf),
  to: Type.Optional(DayOf),
  sort: Type.Enum(['-placedAt', 'placedAt', '-payableFen', 'payableFen'], { default: '-placedAt' }),
};
const Filters = Query({ ...page, ...FILTERS });

const fen = ['grossFen', 'discountFen', 'freightFen', 'payableFen', 'capturedFen', 'refundedFen'];
const texts = ['number', 'state', 'way', 'memberName', 'phoneMasked', 'complexName', 'outletName'];
const instants = ['paidAt', 'parkedAt', 'receivedAt', 'settlesAt', 'settledAt', 'cancelledAt'];
const each = <T>(keys: readonly string[], type: T) =>
  Object.fromEntries(keys.map((key) => [key, type]));
const rows = (description: string) =>
  Type.Array(Type.Record(Type.String(), Type.Any()), { description });
const row = (description: string) => Type.Record(Type.String(), Type.Any(), { description });

const Whole = Type.Object(
  {
    id: Uuid<OrderId>(),
    ...each(texts, Type.String()),
    ...each(fen, Fen),
    ...each(instants, Nullable(Instant)),
    lines: rows('What was bought; number 0 is freight.'),
    routes: rows('Each routing decision with every candidate’s verdict.'),
    parcels: rows('Who prepares what, by when.'),
    credit: Nullable(row('Frozen at placement; reasons name who was not counted, and why.')),
    links: rows('From the first sharer down to the link that was opened.'),
    history: rows('Everything that happened to it.'),
    cases: rows('After-sales cases.'),
    increment: Nullable(row('Whether, and how much of it, would not have been sold otherwise.')),
    portions: row('By line number: what each role still has of it.'),
    names: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: true },
);

type Filtered = Omit<Static<typeof Filters>, 'sort' | 'after' | 'count'>;
/** What was not asked is null; never beyond her reach. */
export const wishOf = (request: FastifyRequest, q: Filtered) => ({
  reach: reach(request, 'orders.read'),
  node: q.node ?? null,
  text: q.text ?? null,
  state: q.state ?? null,
  way: q.way ?? null,
  outlet: q.outlet ?? null,
  member: q.member ?? null,
  saleKind: q.saleKind ?? null,
  increment: q.increment ?? null,
  parked: q.parked ?? null,
  from: (q.from ?? null) as Day | null,
  to: (q.to ?? null) as Day | null,
});

export const orderList = (house: House) => async (plain: FastifyInstance) => {
  const app = plain.withTypeProvider<TypeBoxTypeProvider>();
  const { db } = house;

  app.get(
    '/orders',
    {
      config: { permission: 'orders.read' },
      schema: {
        tags: ['Orders'],
        summary: 'Orders that one’s branch sells or fulfils, newest first',
        querystring: Filters,
        response: { 200: PageOf(Listed), ...problems },
      },
    },
    async (request) => {
      const { sort, count, after = null, ...q } = request.query;
      const wish = { ...wishOf(request, q), after, count };
      return db.reading(request.merchant, (reader) => findOrders(reader, wish, sort as OrdersSort));
    },
  );

  app.get(
    '/orders/:id',
    {
      config: { permission: 'orders.read' },
      schema: {
        tags: ['Orders'],
        summary: 'One order: who, what, why this outlet, whose credit, what happened',
        params: Type.Object({ id: Uuid<OrderId>() }),
        response: { 200: Whole, ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      const nodes = reach(request, 'orders.read');
      return db.reading(request.merchant, async (reader) => {
        const [seen, order] = await Promise.all([
          maySeeOrder(reader, nodes, id),
          findOrder(reader, id),
        ]);
        if (!seen || order === null) throw new Refusal('not_found', 'orders.no_such_order');
        return order;
      });
    },
  );
};
