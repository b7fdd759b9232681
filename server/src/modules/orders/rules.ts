/** The order's life as a table: which step may follow which. Words: GLOSSARY, order. */
import type { OrderState } from './types.ts';

export const STEPS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  unpaid: ['paid', 'cancelled'],
  paid: ['picking', 'cancelled'],
  picking: ['ready', 'paid', 'cancelled'],
  ready: ['on_the_way', 'received', 'cancelled'],
  on_the_way: ['received', 'cancelled'],
  received: ['settled'],
  settled: [],
  cancelled: [],
};
/** The verb of an order whose parcels go on without the one that held it back. */
export const GOES_ON = 'goes_on';
const PATH: readonly OrderState[] = ['paid', 'picking', 'ready', 'on_the_way', 'received'];

/** A re-route of what nobody has begun leaves an order paid; it may not stand still elsewhere. */
export function canStep(from: OrderState, to: OrderState, verb: string): boolean {
  if (from === 'paid' && to === 'paid') return true;
  const [had, has] = [PATH.indexOf(from), PATH.indexOf(to)];
  return STEPS[from].includes(to) || (verb === GOES_ON && had >= 0 && had < has);
}

/** The number that people read to each other: date, time and six digits of the id's randomness. */
export const numberOf = (id: string, day: string, minute: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const digits = String(Number.parseInt(id.slice(-10), 16) % 1_000_000).padStart(6, '0');
  const date = day.slice(2).replaceAll('-', '');
  return `${date}${two(Math.floor(minute / 60))}${two(minute % 60)}${digits}`;
};
