/** Chance from a seed: the same seed throws the same numbers, ids and order on every machine. */
import type { Id } from '../../server/src/kernel/id.ts';

export interface Dice {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** A UUIDv7 of the given instant. */
  id<Noun extends string>(epochMs: number): Id<Noun>;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), fed by splitmix32 of the seed. */
export function dice(seed: number): Dice {
  let mixed = seed | 0;
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed ^ (mixed >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [mix(), mix(), mix(), 1];
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i += 1) word();
  const next = (): number => word() / 2 ** 32;
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  return {
    next,
    between,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    id: <Noun extends string>(epochMs: number) => {
      const time = hex(epochMs, 12);
      const [x, y] = [word() & 0xfff, (word() & 0x3fff) | 0x8000];
      const tail = hex(word(), 8) + hex(word() & 0xffff, 4);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(x, 3)}-${hex(y, 4)}-${tail}` as Id<Noun>;
    },
  };
}
