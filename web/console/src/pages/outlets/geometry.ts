/** From GCJ-02 to the drawing and back: a flat map is true enough for one city. Pure. */
import type { OnBoard } from './types.ts';

export interface At {
  readonly lat: number;
  readonly lng: number;
}
export interface Frame {
  readonly west: number;
  readonly north: number;
  /** Drawing units a degree of longitude and latitude. */
  readonly perLng: number;
  readonly perLat: number;
  readonly perMetre: number;
}
export const SIZE = { width: 1000, height: 1040 } as const;
const EDGE = 0.12;
const DEGREE_M = 111_320;

/** The frame that holds every outlet with some air around. */
export function frameOf(points: readonly At[]): Frame {
  const lats = points.map((p) => p.lat);
  const lngs = points.map((p) => p.lng);
  const middle = {
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
    lng: (Math.min(...lngs) + Math.max(...lngs)) / 2,
  };
  const squash = Math.cos((middle.lat * Math.PI) / 180);
  const spanM = Math.max(
    (Math.max(...lats) - Math.min(...lats)) * DEGREE_M * (SIZE.width / SIZE.height),
    (Math.max(...lngs) - Math.min(...lngs)) * DEGREE_M * squash,
    3_000,
  );
  const perMetre = (SIZE.width * (1 - 2 * EDGE)) / spanM;
  const perLat = perMetre * DEGREE_M;
  const perLng = perLat * squash;
  return {
    perMetre,
    perLat,
    perLng,
    west: middle.lng - SIZE.width / 2 / perLng,
    north: middle.lat + SIZE.height / 2 / perLat,
  };
}
export const xOf = (frame: Frame, lng: number) => (lng - frame.west) * frame.perLng;
export const yOf = (frame: Frame, lat: number) => (frame.north - lat) * frame.perLat;
export const atOf = (frame: Frame, x: number, y: number): At => ({
  lng: Number((frame.west + x / frame.perLng).toFixed(6)),
  lat: Number((frame.north - y / frame.perLat).toFixed(6)),
});

/** Even–odd over the drawn area; without one the radius holds. */
export function inside(outlet: Pick<OnBoard, 'area' | 'lat' | 'lng' | 'radiusM'>, at: At): boolean {
  const { area } = outlet;
  if (!area) {
    const squash = Math.cos((outlet.lat * Math.PI) / 180);
    const dy = (at.lat - outlet.lat) * DEGREE_M;
    const dx = (at.lng - outlet.lng) * DEGREE_M * squash;
    return Math.hypot(dx, dy) <= outlet.radiusM;
  }
  let within = false;
  area.forEach(([lng, lat], i) => {
    const [lngB, latB] = area[(i + area.length - 1) % area.length]!;
    const crosses = lat > at.lat !== latB > at.lat;
    if (crosses && at.lng < ((lngB - lng) * (at.lat - lat)) / (latB - lat) + lng) within = !within;
  });
  return within;
}
