/** What a benchmark answers with, and whether it is good enough. */
export interface Figure {
  readonly id: string;
  readonly value: number;
  /** What the value counts, said as it is read: "× floor", "ms p99", "KB gzip". */
  readonly unit: string;
  readonly must: number;
  readonly aim?: number;
  /** Which side of `must` is good; `least` unless told. */
  readonly bound?: 'least' | 'most' | 'exactly';
  /** Everything that the value was made of. */
  readonly raw: unknown;
}

export const median = (of: readonly number[]): number =>
  of.toSorted((a, b) => a - b)[of.length >> 1]!;

/** The value below which this share of them lies. */
export const part = (of: readonly number[], share: number): number =>
  of.toSorted((a, b) => a - b)[Math.floor((of.length - 1) * share)]!;

const holds = (value: number, limit: number, bound: Figure['bound']): boolean =>
  bound === 'most' ? value <= limit : bound === 'exactly' ? value === limit : value >= limit;

export function verdictOf({ value, must, aim, bound }: Figure): string {
  if (!holds(value, must, bound)) return 'not reached';
  return aim !== undefined && holds(value, aim, bound) ? 'met, aim too' : 'met';
}

export function lineOf(figure: Figure): string {
  const { id, value, unit, must, aim = '-' } = figure;
  return `${id} ${say(value)} ${unit} must ${must} aim ${aim} ${verdictOf(figure)}`;
}

const say = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(value < 100 ? 2 : 0);
