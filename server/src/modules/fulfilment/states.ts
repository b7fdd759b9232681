/** An order of several parcels shows the least advanced live one. */
import type { ParcelState } from './types.ts';

const ADVANCE: readonly ParcelState[] = [
  'waiting',
  'paid',
  'picking',
  'ready',
  'on_the_way',
  'received',
];

export function orderStateOf(parcels: readonly { readonly state: ParcelState }[]): ParcelState {
  const places = parcels
    .filter(({ state }) => state !== 'gone')
    .map(({ state }) => ADVANCE.indexOf(state));
  return places.length === 0 ? 'paid' : ADVANCE[Math.min(...places)]!;
}
