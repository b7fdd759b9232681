/** The outlets of the chain: which is near, which is open, and when each can hand goods over. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { spansFrom } from '../../kernel/hours.ts';
import type { OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, before, type Day, dayOf, hours, type Instant, minutes } from '../../kernel/time.ts';
import type { House } from '../../house.ts';
import * as chain from '../../modules/chain/chain.ts';
import { loadsOf, promiseOf } from '../../modules/fulfilment/fulfilment.ts';
import { Day as DayText, Instant as At, problems, Query, Uuid } from '../schema.ts';
import { OutletFace, outletFace } from './outlet-face.ts';

const Where = Query({
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
});
const Slot = Type.Object({
  from: At,
  to: At,
  notBefore: Type.String({ description: 'What a quote asks for, to be ready at `from`' }),
});
const OpenDay = Type.Object({
  day: DayText,
  full: Type.Boolean({ description: 'As many parcels as this outlet takes on that day.' }),
  slots: Type.Array(Slot),
});
const DAYS_SHOWN = 3;

export function outletRoutes({ db }: House): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/outlets',
      {
        schema: {
          tags: ['shop'],
          summary: 'Outlets that sell, nearest first when the place is known',
          querystring: Where,
          response: { 200: Type.Object({ items: Type.Array(OutletFace) }), ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const { lat, lng } = request.query;
          const from = lat === undefined || lng === undefined ? null : { lat, lng };
          const { outlets } = await chain.directory(reader);
          const faces = outlets.map((outlet) => outletFace(outlet, reader.now, from));
          return { items: faces.sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0)) };
        }),
    );
    app.get(
      '/outlets/:id/slots',
      {
        schema: {
          tags: ['shop'],
          summary: 'Hours in which this outlet can hand goods over, the next three open days',
          params: Type.Object({ id: Uuid<OutletId>() }),
          response: {
            200: Type.Object({
              days: Type.Array(OpenDay),
            }),
            ...problems,
          },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const outlet = (await chain.directory(reader)).outlet(request.params.id);
          if (outlet === null) throw new Refusal('not_found', 'chain.no_such_outlet');
          const loads = await loadsOf(reader, [outlet.id], dayOf(reader.now));
          const isFull = (day: Day): boolean =>
            (loads.get(outlet.id)?.get(day) ?? 0) >= (outlet.dailyCapacity ?? Infinity);
          const days = slotsOf(outlet, reader.now);
          return { days: days.map((each) => ({ ...each, full: isFull(each.day) })) };
        }),
    );
  };
}

/** Whole hours within the opening hours, from the earliest moment on; the first may be shorter. */
function slotsOf(outlet: chain.Outlet, now: Instant) {
  const earliest = promiseOf(outlet, 'pickup', 0, now);
  const days = new Map<Day, { from: Instant; to: Instant; notBefore: Instant }[]>();
  const prepare = minutes(outlet.prepareMinutes);
  if (earliest === null) return [];
  for (const span of spansFrom(outlet.hours, earliest)) {
    // After opening, the first goods take their time, too.
    const first = after(span.from, prepare);
    let from = first > earliest ? first : earliest;
    while (from < span.to) {
      const whole = nextHour(from);
      const to = whole < span.to ? whole : span.to;
      const day = dayOf(from);
      if (!days.has(day) && days.size === DAYS_SHOWN) return listOf(days);
      days.set(day, [...(days.get(day) ?? []), { from, to, notBefore: before(from, prepare) }]);
      from = to;
    }
  }
  return listOf(days);
}

const listOf = <T>(days: ReadonlyMap<Day, T>) => [...days].map(([day, slots]) => ({ day, slots }));

/** Hours in Shanghai begin when hours in UTC do. */
const nextHour = (at: Instant): Instant =>
  after(`${at.slice(0, 13)}:00:00.000Z` as Instant, hours(1));
