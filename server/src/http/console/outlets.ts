/** Outlets: the list with its map, one outlet whole, opening from a template, and every change. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { openOutletFromTemplate } from '../../flows/open-outlet.ts';
import type { House } from '../../house.ts';
import { metresBetween } from '../../kernel/geo.ts';
import { isOpenAt } from '../../kernel/hours.ts';
import type { ComplexId, NodeId, OutletId, ProfileId } from '../../kernel/id.ts';
import { dayOf, instantAt } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import {
  findComplexesAround,
  findExceptions,
  findOutletFigures,
  findProfiles,
} from '../../views/outlet-figures.ts';
import { Band, OutletRow, outletRow, weeklyOf } from '../outlet-state.ts';
import { Body, Day, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { actorOf, reach } from '../staff-session.ts';

const tags = ['outlets'];
const KINDS = ['store', 'partner', 'popup', 'shelf', 'office', 'vending'];
const Filters = Query({
  ...page,
  node: Type.Optional(Uuid<NodeId>()),
  kind: Type.Optional(Type.Enum(KINDS)),
  state: Type.Optional(Type.Enum(['open', 'closed', 'paused', 'full'])),
  text: Type.Optional(Type.String({ maxLength: 60 })),
});
const List = Type.Intersect([
  PageOf(Type.Object(OutletRow)),
  Type.Object({ nowAt: Instant, total: Type.Integer() }),
]);
const Whole = Type.Object({
  ...OutletRow,
  nowAt: Instant,
  notice: Type.String(),
  prepareMinutes: Type.Integer(),
  deliveryBands: Type.Array(Band),
  weekly: Type.Array(
    Type.Object({ weekday: Type.Integer(), spans: Type.Array(Type.Array(Type.Integer())) }),
  ),
  exceptions: Type.Array(
    Type.Object({
      day: Day,
      spans: Type.Array(Type.Array(Type.Integer())),
      reason: Type.String(),
    }),
  ),
  complexes: Type.Array(
    Type.Object({
      id: Uuid<ComplexId>(),
      name: Type.String(),
      district: Type.String(),
      lat: Type.Number(),
      lng: Type.Number(),
      households: Type.Integer(),
      handedOverOn: Nullable(Day),
      houseTypes: Type.Array(
        Type.Object({
          name: Type.String(),
          areaM2: Type.Number(),
          households: Type.Integer(),
        }),
      ),
      distanceM: Type.Integer(),
    }),
  ),
});
const Profiles = Type.Object({
  items: Type.Array(Type.Object({ id: Uuid<ProfileId>(), name: Type.String() })),
});

export const outletRoutes =
  ({ db, clock }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const read = { permission: 'outlets.read' };
    const write = { permission: 'outlets.write' };

    app.get(
      '/outlets',
      {
        config: read,
        schema: {
          tags,
          summary: 'Outlets of one’s branch, with hours and load of this moment.',
          querystring: Filters,
          response: { 200: List, ...problems },
        },
      },
      async (request) => {
        const { node, kind, state, text, after, count } = request.query;
        const now = instantAt(clock.now());
        return db.reading(request.merchant, async (reader) => {
          const standing = await chain.directory(reader);
          const branches = reach(request, 'outlets.read');
          const wanted = standing.outlets.filter(
            (each) =>
              chain.reaches(branches, each.path) &&
              (node === undefined || each.path.includes(node)) &&
              (kind === undefined || each.kind === kind) &&
              (text === undefined || `${each.name} ${each.address}`.includes(text)),
          );
          const today = dayOf(now);
          const figuresOf = (some: readonly chain.Outlet[]) =>
            findOutletFigures(
              reader,
              some.map(({ id }) => id),
              today,
            );
          // Only who asks for the full ones needs the load of all.
          const load = state === 'full' ? await figuresOf(wanted) : null;
          const isFull = ({ id, dailyCapacity }: chain.Outlet): boolean =>
            dailyCapacity !== null && (load?.get(id)?.taken ?? 0) >= dailyCapacity;
          const isIn = (each: chain.Outlet): boolean =>
            state === undefined ||
            (state === 'paused' && each.pausedAt !== null) ||
            (state === 'full' && isFull(each)) ||
            (state === 'open' && isOpenAt(each.hours, now)) ||
            (state === 'closed' && !isOpenAt(each.hours, now));
          const found = wanted.filter(isIn);
          const shown = found.filter(({ id }) => after === undefined || id > after).slice(0, count);
          const figures = load ?? (await figuresOf(shown));
          const last = shown.at(-1);
          return {
            nowAt: now,
            total: found.length,
            items: shown.map((each) => outletRow(standing, each, now, figures.get(each.id))),
            next: last !== undefined && last.id !== found.at(-1)!.id ? last.id : null,
          };
        });
      },
    );

    app.get(
      '/outlets/:id',
      {
        config: read,
        schema: {
          tags,
          summary: 'One outlet: details, hours with exceptions, delivery, complexes around.',
          params: Body({ id: Uuid<OutletId>() }),
          response: { 200: Whole, ...problems },
        },
      },
      async (request) => {
        const now = instantAt(clock.now());
        return db.reading(request.merchant, async (reader) => {
          const standing = await chain.directory(reader);
          const branches = reach(request, 'outlets.read');
          const outlet = chain.outletWithin(standing, request.params.id, branches);
          const [figures, exceptions, complexes] = await Promise.all([
            findOutletFigures(reader, [outlet.id], dayOf(now)),
            findExceptions(reader, outlet.id, dayOf(now)),
            findComplexesAround(reader, outlet.place),
          ]);
          const own = figures.get(outlet.id);
          return {
            ...outletRow(standing, outlet, now, own),
            nowAt: now,
            notice: own?.notice ?? '',
            prepareMinutes: outlet.prepareMinutes,
            deliveryBands: [...outlet.deliveryBands],
            weekly: weeklyOf(outlet),
            exceptions: exceptions.map((each) => ({
              ...each,
              spans: each.spans.map((s) => [...s]),
            })),
            complexes: complexes
              .map((each) => ({
                ...each,
                houseTypes: [...each.houseTypes],
                distanceM: metresBetween(outlet.place, each),
              }))
              .filter(({ distanceM }) => distanceM <= outlet.radiusM)
              .sort((a, b) => a.distanceM - b.distanceM),
          };
        });
      },
    );

    app.post(
      '/outlets',
      {
        config: write,
        schema: {
          tags,
          summary: 'Open an outlet from a template: where, what it is called, under whom.',
          body: Body({
            id: Uuid<OutletId>(),
            template: Uuid<OutletId>(),
            parent: Uuid<NodeId>(),
            name: Type.String({ minLength: 1, maxLength: 40 }),
            address: Type.String({ minLength: 1, maxLength: 100 }),
            lat: Type.Number({ minimum: -90, maximum: 90 }),
            lng: Type.Number({ minimum: -180, maximum: 180 }),
          }),
          response: { 201: Type.Object({ id: Uuid<OutletId>() }), ...problems },
        },
      },
      async (request, reply) => {
        const { lat, lng, ...four } = request.body;
        const branches = reach(request, 'outlets.write');
        const deed = { merchant: request.merchant, actor: actorOf(request), branches };
        await openOutletFromTemplate(db, { ...deed, wish: { ...four, place: { lat, lng } } });
        return reply.code(201).send({ id: four.id });
      },
    );

    app.get(
      '/profiles',
      {
        config: read,
        schema: {
          tags,
          summary: 'Community profiles.',
          response: { 200: Profiles, ...problems },
        },
      },
      async ({ merchant }) => ({ items: await db.reading(merchant, findProfiles) }),
    );
  };
