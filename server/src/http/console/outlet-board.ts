/** The outlets as one looks at them: who is open, how full, what each covers, on one drawing. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import { closesAt, intervalsOn, isOpenAt, opensAt } from '../../kernel/hours.ts';
import type { NodeId } from '../../kernel/id.ts';
import { dayOf } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findBoard } from '../../views/console-outlets.ts';
import { Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { reach } from '../staff-session.ts';

const Pair = Type.Array(Type.Number());
const OnBoard = Type.Object({
  id: Uuid<NodeId>(),
  name: Type.String(),
  shortName: Type.String(),
  kind: Type.String(),
  address: Type.String(),
  dealerId: Nullable(Uuid<NodeId>()),
  dealerName: Nullable(Type.String()),
  lat: Type.Number(),
  lng: Type.Number(),
  area: Nullable(Type.Array(Pair)),
  radiusM: Type.Integer(),
  state: Type.Enum(['open', 'closed', 'paused']),
  pausedReason: Nullable(Type.String()),
  today: Type.Array(Pair, { description: 'Minutes of the day, [opens, closes).' }),
  opensAt: Nullable(Instant),
  closesAt: Nullable(Instant),
  takenToday: Type.Integer(),
  dailyCapacity: Nullable(Type.Integer()),
  monthFen: Fen,
  gainFen: Fen,
  members: Type.Integer(),
  overrides: Type.Integer(),
});
const Board = Type.Object({
  items: Type.Array(OnBoard),
  complexes: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      lat: Type.Number(),
      lng: Type.Number(),
      households: Type.Integer(),
    }),
  ),
  crossings: Type.Array(
    Type.Object({ fromId: Type.String(), toId: Type.String(), orders: Type.Integer() }),
  ),
});

export const outletBoard = (house: House) => async (plain: FastifyInstance) => {
  const app = plain.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/outlet-board',
    {
      config: { permission: 'outlets.read' },
      schema: {
        tags: ['Chain'],
        summary: 'Outlets with their state now, load, area and figures of the month',
        response: { 200: Board, ...problems },
      },
    },
    async (request) => {
      const nodes = reach(request, 'outlets.read');
      return house.db.reading(request.merchant, async (reader) => {
        const [standing, board] = await Promise.all([
          chain.directory(reader),
          findBoard(reader, nodes, dayOf(reader.now)),
        ]);
        const items = standing.outlets
          .filter(({ id }) => board.figures.has(id))
          .map((outlet) => {
            const { hours, pausedAt, place, dealer, area } = outlet;
            const open = isOpenAt(hours, reader.now);
            const { monthFen, gainFen, ...rest } = board.figures.get(outlet.id)!;
            return {
              ...rest,
              monthFen,
              gainFen,
              name: outlet.name,
              shortName: outlet.shortName,
              kind: outlet.kind,
              address: outlet.address,
              dealerId: dealer,
              dealerName: dealer === null ? null : (standing.nodes.get(dealer)?.name ?? null),
              ...place,
              area: area === null ? null : area.map(([lng, lat]) => [lng, lat]),
              radiusM: outlet.radiusM,
              state: pausedAt !== null ? 'paused' : open ? 'open' : 'closed',
              pausedReason: outlet.pausedReason,
              today: intervalsOn(hours, dayOf(reader.now)).map((each) => [...each]),
              opensAt: open ? null : opensAt(hours, reader.now),
              closesAt: closesAt(hours, reader.now),
              dailyCapacity: outlet.dailyCapacity,
            };
          });
        return { items, complexes: board.complexes, crossings: board.crossings };
      });
    },
  );
};
