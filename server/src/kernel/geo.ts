/** Places on the map, in GCJ-02 as WeChat gives them. Distances in metres on a sphere. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

const EARTH_M = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance (haversine), rounded to the metre. */
export function metresBetween(a: Point, b: Point): number {
  const dLat = radians(b.lat - a.lat) / 2;
  const dLng = radians(b.lng - a.lng) / 2;
  const h =
    Math.sin(dLat) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLng) ** 2;
  return Math.round(2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** Ring of [lng, lat] corners, open or shut. */
export type Polygon = readonly (readonly [lng: number, lat: number])[];

/** Even-odd ray casting (Shimrat 1962). A point on the edge may fall on either side. */
export function isInside({ lat, lng }: Point, ring: Polygon): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
