/**
 * What buyer and sharer have in common, so that a share could be a discount to oneself. Neighbours
 * of one building pass links on every day: only the same door counts as the same address. Pure.
 */
import { metresBetween, type Point } from '../../kernel/geo.ts';
import type { ComplexId } from '../../kernel/id.ts';

export type Closeness = 'same_payer' | 'same_address' | 'same_phone';

export interface Place {
  readonly complex: ComplexId | null;
  readonly point: Point;
  /** As it was typed: building, staircase, door. */
  readonly words: string;
}
/** What is known of one person; phones and payers by their blind index. */
export interface Known {
  readonly phones: readonly string[];
  readonly payers: readonly string[];
  readonly places: readonly Place[];
}

/** A pin is set by hand: two of one house lie so far apart. */
const ONE_HOUSE_M = 200;

export function closenessOf(buyer: Known, sharer: Known): Closeness[] {
  const shares = (mine: readonly string[], others: readonly string[]): boolean =>
    mine.some((each) => others.includes(each));
  const found: Closeness[] = [];
  if (shares(buyer.payers, sharer.payers)) found.push('same_payer');
  if (buyer.places.some((mine) => sharer.places.some((theirs) => isSameDoor(mine, theirs))))
    found.push('same_address');
  if (shares(buyer.phones, sharer.phones)) found.push('same_phone');
  return found;
}

export function isSameDoor(a: Place, b: Place): boolean {
  if (doorOf(a.words) !== doorOf(b.words)) return false;
  if (a.complex !== null && b.complex !== null) return a.complex === b.complex;
  return metresBetween(a.point, b.point) <= ONE_HOUSE_M;
}

const NUMERAL = '〇一二三四五六七八九';

/** 3幢2单元501室, 三幢 2 单元 501 and 3-2-501 are one door; without numbers the letters decide. */
export function doorOf(words: string): string {
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[〇一二三四五六七八九](?=[幢栋座楼单层室])/g, (each) =>
      String(NUMERAL.indexOf(each)),
    );
  const numbers = plain.match(/[a-z]?\d+[a-z]?|[a-z](?=[座栋幢])/g) ?? [];
  return numbers.length > 1 ? numbers.join('-') : plain.replace(/[^\p{L}\p{N}]/gu, '');
}
