/** Outlets of the key's branch. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import { closesAt, isOpenAt, opensAt } from '../../kernel/hours.ts';
import type { OutletId } from '../../kernel/id.ts';
import type { Instant as At } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { Instant, Nullable, problems, Uuid } from '../schema.ts';
import { branchOf } from '../key-session.ts';

const tags = ['outlets'];
const config = { scope: 'outlets.read' } as const;
const OutletView = Type.Object({
  id: Uuid(),
  name: Type.String({ examples: ['邻里鲜·湖畔店'] }),
  shortName: Type.String({ examples: ['湖畔店'] }),
  kind: Type.String({ examples: ['store'] }),
  dealerId: Nullable(Uuid()),
  address: Type.String(),
  phone: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  delivers: Type.Boolean(),
  prepareMinutes: Type.Integer(),
  dailyCapacity: Nullable(Type.Integer()),
  isOpen: Type.Boolean(),
  opensAt: Nullable(Instant),
  closesAt: Nullable(Instant),
  pausedAt: Nullable(Instant),
});

const shown = (outlet: chain.Outlet, now: At) => {
  const isOpen = isOpenAt(outlet.hours, now);
  return {
    id: outlet.id,
    name: outlet.name,
    shortName: outlet.shortName,
    kind: outlet.kind,
    dealerId: outlet.dealer,
    address: outlet.address,
    phone: outlet.phone,
    ...outlet.place,
    delivers: outlet.delivers,
    prepareMinutes: outlet.prepareMinutes,
    dailyCapacity: outlet.dailyCapacity,
    isOpen,
    opensAt: isOpen ? null : opensAt(outlet.hours, now),
    closesAt: isOpen ? closesAt(outlet.hours, now) : null,
    pausedAt: outlet.pausedAt,
  };
};

export const outletRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/outlets',
      {
        config,
        schema: {
          tags,
          summary: 'All outlets of the branch, and whether each is open now',
          response: { 200: Type.Object({ items: Type.Array(OutletView) }), ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const { outlets } = await chain.directory(reader);
          const near = outlets.filter(({ path }) => chain.reaches(branchOf(request), path));
          return { items: near.map((outlet) => shown(outlet, reader.now)) };
        }),
    );

    app.get(
      '/outlets/:id',
      {
        config,
        schema: {
          tags,
          summary: 'One outlet',
          params: Type.Object({ id: Uuid<OutletId>() }),
          response: { 200: OutletView, ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const standing = await chain.directory(reader);
          const { id } = request.params;
          return shown(chain.outletWithin(standing, id, branchOf(request)), reader.now);
        }),
    );
  };
