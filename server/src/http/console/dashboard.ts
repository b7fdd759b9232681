/** Overview, live orders, alerts and the one search field. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId, OrderId } from '../../kernel/id.ts';
import { addDays, before, dayOf, days, instantAt, type Day } from '../../kernel/time.ts';
import { reachOf } from '../../modules/chain/chain.ts';
import * as insight from '../../modules/insight/insight.ts';
import { findLive } from '../../views/console-dashboard.ts';
import { findAlerts, search } from '../../views/console-search.ts';
import {
  findLayers,
  findSalesByDay,
  findSalesByKind,
  findSalesTerms,
} from '../../views/increment.ts';
import { daysOf, outletsOf } from './gains.ts';
import { Day as DayOf, Fen, Instant, Nullable, problems, Query, Uuid } from '../schema.ts';
import { reach, staffOf } from '../staff-session.ts';

const Equation = Type.Object({ salesFen: Fen, buyers: Type.Integer(), orders: Type.Integer() });
const Overview = Type.Object({
  from: DayOf,
  to: DayOf,
  formerFrom: DayOf,
  formerTo: DayOf,
  nowAt: Instant,
  now: Equation,
  former: Equation,
  deltaFen: Fen,
  parts: Nullable(Type.Object({ buyers: Fen, frequency: Fen, value: Fen })),
  days: Type.Array(
    Type.Object({
      day: DayOf,
      isTime: Type.Boolean(),
      isSpace: Type.Boolean(),
      rawFen: Fen,
      netFen: Fen,
      orders: Type.Integer(),
    }),
  ),
  outlets: Type.Array(
    Type.Object({
      outletId: Uuid<NodeId>(),
      outletName: Type.String(),
      isTime: Type.Boolean(),
      isSpace: Type.Boolean(),
      netFen: Fen,
    }),
  ),
  months: Type.Array(Type.Object({ month: Type.String(), saleKind: Type.String(), salesFen: Fen })),
});

const OrderRow = {
  id: Uuid<OrderId>(),
  number: Type.String(),
  memberName: Type.String(),
  outletName: Type.String(),
  payableFen: Fen,
  paidAt: Instant,
};
const Live = Type.Object({
  items: Type.Array(
    Type.Object({
      ...OrderRow,
      titles: Type.String(),
      fulfillingName: Nullable(Type.String()),
      isTime: Type.Boolean(),
      saleKind: Type.String(),
    }),
  ),
  nowAt: Instant,
});
const Alerts = Type.Object({
  items: Type.Array(Type.Object({ ...OrderRow, title: Type.String() })),
});
const Named = (extra: Record<string, ReturnType<typeof Type.String>>) =>
  Type.Array(Type.Object({ id: Type.String(), ...extra }));
const Found = Type.Object({
  orders: Type.Array(
    Type.Object({
      id: Uuid<OrderId>(),
      number: Type.String(),
      memberName: Type.String(),
      payableFen: Fen,
    }),
  ),
  members: Named({ name: Type.String(), phoneMasked: Type.String() }),
  products: Named({ title: Type.String() }),
  outlets: Named({ name: Type.String() }),
});

const Node = { node: Type.Optional(Uuid<NodeId>()) };
const ALERTS_LAST = days(1);

/** The span before, as long and ending the day before. */
const formerOf = (from: Day, to: Day) => {
  const length = Math.round((Date.parse(to) - Date.parse(from)) / days(1)) + 1;
  return { formerFrom: addDays(from, -length), formerTo: addDays(from, -1) };
};

export const dashboard = (house: House) => async (plain: FastifyInstance) => {
  const app = plain.withTypeProvider<TypeBoxTypeProvider>();
  const { db, clock } = house;
  const now = () => instantAt(clock.now());
  const branch = (request: FastifyRequest, node: NodeId | undefined) => ({
    reach: reach(request, 'insight.read'),
    node: node ?? null,
  });

  app.get(
    '/dashboard',
    {
      config: { permission: 'insight.read' },
      schema: {
        tags: ['Insight'],
        summary: 'Sales equation, increment by day, share and member sales, net gain by outlet',
        querystring: Query({ ...Node, from: Type.Optional(DayOf), to: Type.Optional(DayOf) }),
        response: { 200: Overview, ...problems },
      },
    },
    async (request) => {
      const today = dayOf(now());
      const to = (request.query.to ?? today) as Day;
      const from = (request.query.from ?? `${to.slice(0, 7)}-01`) as Day;
      const span = { from, to, ...formerOf(from, to) };
      const yearFrom = `${addDays(`${to.slice(0, 7)}-01` as Day, -334).slice(0, 7)}-01` as Day;
      const wish = { ...branch(request, request.query.node), from, to };
      const before = { ...wish, from: span.formerFrom, to: span.formerTo };
      return db.reading(request.merchant, async (reader) => {
        const [present, former, layers, sales, kinds] = await Promise.all([
          findSalesTerms(reader, wish),
          findSalesTerms(reader, before),
          findLayers(reader, { ...wish, outlet: null }),
          findSalesByDay(reader, wish),
          findSalesByKind(reader, { ...wish, from: yearFrom }),
        ]);
        return {
          ...span,
          nowAt: now(),
          now: present,
          former,
          ...insight.attributionOf(former, present),
          days: daysOf(sales, layers),
          outlets: outletsOf(layers),
          months: kinds.map(({ month, kind, salesFen }) => ({ month, saleKind: kind, salesFen })),
        };
      });
    },
  );

  app.get(
    '/dashboard/live',
    {
      config: { permission: 'insight.read' },
      schema: {
        tags: ['Insight'],
        summary: 'The newest paid orders of the branch',
        querystring: Query(Node),
        response: { 200: Live, ...problems },
      },
    },
    async (request) => {
      const wish = branch(request, request.query.node);
      const items = await db.reading(request.merchant, (reader) => findLive(reader, wish, 12));
      return { items, nowAt: now() };
    },
  );

  app.get(
    '/alerts',
    {
      config: { permission: 'orders.read' },
      schema: {
        tags: ['Orders'],
        summary: 'Paid orders that wait to be accepted, for the bell and its sound',
        querystring: Query(Node),
        response: { 200: Alerts, ...problems },
      },
    },
    async (request) => {
      const wish = {
        reach: reach(request, 'orders.read'),
        node: request.query.node ?? null,
        since: before(now(), ALERTS_LAST),
        count: 30,
      };
      const items = await db.reading(request.merchant, (reader) => findAlerts(reader, wish));
      return { items };
    },
  );

  app.get(
    '/search',
    {
      config: { permission: 'goods.read' },
      schema: {
        tags: ['Search'],
        summary: 'Orders, members, products and outlets by number, name, pinyin or initials',
        querystring: Query({ q: Type.String({ minLength: 1, maxLength: 60 }) }),
        response: { 200: Found, ...problems },
      },
    },
    async (request) => {
      const staff = staffOf(request);
      const reaches = {
        orders: reachOf(staff, 'orders.read'),
        members: reachOf(staff, 'members.read'),
        outlets: reachOf(staff, 'outlets.read'),
      };
      return db.reading(request.merchant, (reader) => search(reader, reaches, request.query.q));
    },
  );
};
