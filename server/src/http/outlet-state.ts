/** How an outlet looks from inside: for the console's list and the workbench's own page. */
import { Type } from 'typebox';
import { closesAt, intervalsOn, isOpenAt, opensAt } from '../kernel/hours.ts';
import type { NodeId, ProfileId } from '../kernel/id.ts';
import { dayOf, type Instant as InstantText } from '../kernel/time.ts';
import type * as chain from '../modules/chain/chain.ts';
import { Body, Day, Fen, Instant, Nullable, Uuid } from './schema.ts';

export const Span = Type.Tuple(
  [Type.Integer({ minimum: 0, maximum: 1_439 }), Type.Integer({ minimum: 1, maximum: 2_879 })],
  { description: '[opens, closes) in minutes of the day it opens on; may run past midnight.' },
);
export const Spans = Type.Array(Span, { maxItems: 6 });
const Week = Type.Array(
  Type.Object(
    { weekday: Type.Integer({ minimum: 1, maximum: 7 }), spans: Spans },
    { additionalProperties: false },
  ),
  { maxItems: 7, description: 'Monday is 1. A day that is not named is shut.' },
);
export const HoursWish = Body({ weekly: Week });
export const ExceptionWish = Body({
  day: Day,
  spans: Spans,
  reason: Type.String({ minLength: 1, maxLength: 60 }),
});
export const PauseWish = Body({ reason: Type.String({ minLength: 1, maxLength: 100 }) });

export const Band = Type.Object(
  {
    uptoM: Type.Integer({ minimum: 100, maximum: 50_000 }),
    feeFen: Fen,
    minFen: Fen,
    freeFromFen: Nullable(Fen),
  },
  { additionalProperties: false },
);
export const Corners = Type.Array(
  Type.Tuple([
    Type.Number({ minimum: -180, maximum: 180 }),
    Type.Number({ minimum: -90, maximum: 90 }),
  ]),
  { minItems: 3, maxItems: 200, description: 'Corners [lng, lat] of the service area, GCJ-02.' },
);

export const OutletRow = {
  id: Uuid<NodeId>(),
  name: Type.String(),
  shortName: Type.String(),
  kind: Type.String(),
  dealerId: Nullable(Uuid<NodeId>()),
  dealerName: Nullable(Type.String()),
  district: Type.String(),
  address: Type.String(),
  phone: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  area: Nullable(Type.Array(Type.Array(Type.Number()))),
  radiusM: Type.Integer(),
  isOpen: Type.Boolean(),
  opensAt: Nullable(Instant),
  closesAt: Nullable(Instant),
  today: Type.Array(Type.Array(Type.Integer())),
  pausedAt: Nullable(Instant),
  pausedReason: Nullable(Type.String()),
  dailyCapacity: Nullable(Type.Integer()),
  takenToday: Type.Integer(),
  staff: Type.Integer(),
  stockOwner: Type.Enum(['hq', 'dealer']),
  delivers: Type.Boolean(),
  profileId: Nullable(Uuid<ProfileId>()),
};

interface Figures {
  readonly taken: number;
  readonly staff: number;
}

export function outletRow(
  standing: chain.Directory,
  outlet: chain.Outlet,
  now: InstantText,
  figures: Figures | undefined,
) {
  const { hours, place, dealer, profile, path, area, prepareMinutes, deliveryBands, ...rest } =
    outlet;
  return {
    ...rest,
    ...place,
    area: area?.map(([lng, lat]) => [lng, lat]) ?? null,
    dealerId: dealer,
    dealerName: dealer === null ? null : (standing.nodes.get(dealer)?.name ?? null),
    profileId: profile,
    isOpen: isOpenAt(hours, now),
    opensAt: opensAt(hours, now),
    closesAt: closesAt(hours, now),
    today: intervalsOn(hours, dayOf(now)).map(([opens, closes]) => [opens, closes]),
    takenToday: figures?.taken ?? 0,
    staff: figures?.staff ?? 0,
  };
}

export const weeklyOf = ({ hours }: chain.Outlet) =>
  Object.entries(hours.weekly).map(([weekday, spans]) => ({
    weekday: Number(weekday),
    spans: spans.map(([opens, closes]): [number, number] => [opens, closes]),
  }));

export const weekOfWish = (
  weekly: readonly { weekday: number; spans: readonly (readonly [number, number])[] }[],
): chain.WeeklyInterval[] =>
  weekly.flatMap(({ weekday, spans }) =>
    spans.map(([opensMin, closesMin]) => ({ weekday, opensMin, closesMin })),
  );
