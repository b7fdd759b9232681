/** How an outlet shows itself to a shopper at this moment: place, way to it, open or shut. */
import { Type } from 'typebox';
import { metresBetween, type Point } from '../../kernel/geo.ts';
import { closesAt, isOpenAt, opensAt } from '../../kernel/hours.ts';
import type { Instant } from '../../kernel/time.ts';
import { promiseOf } from '../../modules/fulfilment/fulfilment.ts';
import type { DeliveryBand, Outlet } from '../../modules/chain/chain.ts';
import { Fen, Instant as At, Nullable, Uuid } from '../schema.ts';

export const OutletFace = Type.Object({
  id: Uuid(),
  name: Type.String(),
  shortName: Type.String(),
  address: Type.String(),
  phone: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  distanceM: Nullable(Type.Integer()),
  open: Type.Boolean(),
  opensAt: Nullable(At),
  closesAt: Nullable(At),
  pausedReason: Nullable(Type.String({ description: 'Null while it takes orders.' })),
});

export function outletFace(outlet: Outlet, now: Instant, from: Point | null) {
  const { id, name, shortName, address, phone, place, hours, pausedAt, pausedReason } = outlet;
  const open = isOpenAt(hours, now);
  return {
    id,
    name,
    shortName,
    address,
    phone,
    ...place,
    distanceM: from === null ? null : metresBetween(from, place),
    open,
    opensAt: open ? null : opensAt(hours, now),
    closesAt: open ? closesAt(hours, now) : null,
    pausedReason: pausedAt === null ? null : (pausedReason ?? ''),
  };
}

export const WayFace = Type.Object({
  way: Type.Enum(['pickup', 'delivery']),
  from: At,
  to: Nullable(At),
  freeFromFen: Nullable(Fen),
  minFen: Nullable(Fen),
});

/** Each way to have goods that are in stock here, with its earliest moment. */
export function waysOf(outlet: Outlet, now: Instant, from: Point | null) {
  const far = from === null ? 0 : metresBetween(from, outlet.place);
  const band = outlet.deliveryBands.find(({ uptoM }) => far <= uptoM) ?? null;
  const ways: ('pickup' | 'delivery')[] =
    outlet.delivers && band !== null ? ['pickup', 'delivery'] : ['pickup'];
  return ways.flatMap((way) => {
    const earliest = promiseOf(outlet, way, far, now);
    return earliest === null ? [] : [{ way, from: earliest, to: null, ...termsOf(way, band) }];
  });
}

const termsOf = (way: 'pickup' | 'delivery', band: DeliveryBand | null) => ({
  freeFromFen: way === 'delivery' ? (band?.freeFromFen ?? null) : null,
  minFen: way === 'delivery' ? (band?.minFen ?? null) : null,
});
