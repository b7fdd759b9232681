/** What was gained by time and space: raw and corrected side by side, with the orders behind. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId, OutletId } from '../../kernel/id.ts';
import { addDays, epochOf, startOf, type Day as DayString } from '../../kernel/time.ts';
import * as insight from '../../modules/insight/insight.ts';
import {
  findBaselines,
  findJudged,
  findLayers,
  findSalesByKind,
  findSalesTerms,
  type JudgedOrder,
} from '../../views/increment.ts';
import { Day, Fen, Nullable, problems, Query, Uuid } from '../schema.ts';
import { reach } from '../staff-session.ts';

const DayIn = Type.Unsafe<DayString>(Day);
const Span = { from: DayIn, to: DayIn, node: Type.Optional(Uuid<NodeId>()) };
const sums = {
  timeFen: Fen,
  spaceFen: Fen,
  bothFen: Fen,
  rawFen: Fen,
  correctedFen: Fen,
  orders: Type.Integer(),
};
const Terms = Type.Object({ buyers: Type.Integer(), orders: Type.Integer(), salesFen: Fen });
const Increment = Type.Object({
  from: Day,
  to: Day,
  method: Type.Integer(),
  ...sums,
  outlets: Type.Array(
    Type.Object({
      outletId: Uuid(),
      outletName: Type.String(),
      ...sums,
      salesFen: Fen,
      baselineFen: Fen,
    }),
  ),
  items: Type.Array(
    Type.Object({
      orderId: Uuid(),
      orderNumber: Type.String(),
      outletId: Uuid(),
      outletName: Type.String(),
      day: Day,
      isTime: Type.Boolean(),
      isSpace: Type.Boolean(),
      pBps: Type.Integer(),
      final: Type.Boolean(),
      rawFen: Fen,
      correctedFen: Fen,
    }),
  ),
});
const Equation = Type.Object({
  now: Terms,
  former: Terms,
  deltaFen: Fen,
  parts: Nullable(Type.Object({ buyers: Fen, frequency: Fen, value: Fen })),
  kinds: Type.Array(
    Type.Object({
      month: Type.String(),
      kind: Type.String(),
      orders: Type.Integer(),
      salesFen: Fen,
    }),
  ),
});
/** Orders shown behind the numbers; the numbers count all. */
const SHOWN = 200;

export const incrementRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const permission = 'insight.read';
    app.get(
      '/increment',
      {
        config: { permission },
        schema: {
          tags: ['insight'],
          summary: 'Increment by outlet and span: time, space, both; raw and corrected',
          querystring: Query({ ...Span, outlet: Type.Optional(Uuid<OutletId>()) }),
          response: { 200: Increment, ...problems },
        },
      },
      async (request) => {
        const { from, to, outlet = null, node = null } = request.query;
        const wish = { reach: reach(request, permission), node, from, to };
        const [layers, items, baselines] = await house.db.reading(request.merchant, (reader) =>
          Promise.all([
            findLayers(reader, { ...wish, outlet }),
            findJudged(reader, { ...wish, outlet, most: SHOWN }),
            findBaselines(reader, wish),
          ]),
        );
        const outlets = [...Map.groupBy(layers, (each) => each.outlet)].map(([outletId, own]) => {
          const base = baselines.find((each) => each.outlet === outletId);
          return {
            outletId,
            outletName: own[0]!.outletName,
            ...insight.sumLayers(own),
            salesFen: base?.salesFen ?? 0,
            baselineFen: base?.baselineFen ?? 0,
          };
        });
        const { method } = layers[0] ?? { method: insight.METHOD };
        const total = insight.sumLayers(layers);
        return { from, to, method, ...total, outlets, items: items.map(shown) };
      },
    );

    app.get(
      '/sales-equation',
      {
        config: { permission },
        schema: {
          tags: ['insight'],
          summary: 'Sales = buyers × frequency × value, and what made the difference',
          querystring: Query(Span),
          response: { 200: Equation, ...problems },
        },
      },
      async (request) => {
        const { from, to, node = null } = request.query;
        const near = reach(request, permission);
        const length = Math.round((epochOf(startOf(to)) - epochOf(startOf(from))) / 86_400_000) + 1;
        const before = { reach: near, node, from: addDays(from, -length), to: addDays(from, -1) };
        const year = { reach: near, node, from: addDays(to, -364), to };
        const [now, former, kinds] = await house.db.reading(request.merchant, (reader) =>
          Promise.all([
            findSalesTerms(reader, { reach: near, node, from, to }),
            findSalesTerms(reader, before),
            findSalesByKind(reader, year),
          ]),
        );
        return { now, former, ...insight.attributionOf(former, now), kinds };
      },
    );
  };

const shown = (order: JudgedOrder) => {
  const { rawFen, correctedFen } = insight.incrementOf([order]);
  const { outlet, fen: _fen, spaceFen: _space, method: _method, ...rest } = order;
  return { ...rest, outletId: outlet, rawFen, correctedFen };
};
