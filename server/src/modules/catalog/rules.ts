/** How an outlet's offer follows from the words of those above it, and which prices are lawful. */
import type { Fen } from '../../kernel/money.ts';
import { after, before, days, type Instant } from '../../kernel/time.ts';
import {
  SILENCE,
  type Article,
  type Band,
  type Offer,
  type OfferChange,
  type ScopeId,
  type ShelfItem,
} from './types.ts';

const OPEN_BAND: Band = { minFen: 1 as Fen, maxFen: 100_000_000_00 as Fen };

const within = (value: Fen, { minFen, maxFen }: Band): Fen =>
  value < minFen ? minFen : value > maxFen ? maxFen : value;

/**
 * The band that holds at the end of a path. Each level may narrow, never widen, so what it says is
 * first drawn into what the levels above allow. `levels` nearest first, as everywhere here.
 */
export function bandOf(levels: readonly (Offer | undefined)[]): Band {
  return levels.reduceRight<Band>((band, level) => {
    const minFen = within(level?.bandMinFen ?? band.minFen, band);
    const maxFen = within(level?.bandMaxFen ?? band.maxFen, band);
    return reaching({ minFen, maxFen: maxFen < minFen ? minFen : maxFen }, level);
  }, OPEN_BAND);
}

/** As far as an exception goes, where head office has granted one. */
function reaching(band: Band, level: Offer | undefined): Band {
  const price = level?.exceptionFen ?? null; // words of before it existed have none
  if (price === null) return band;
  const { minFen, maxFen } = band;
  return { minFen: price < minFen ? price : minFen, maxFen: price > maxFen ? price : maxFen };
}

function nearest<K extends keyof Offer>(levels: readonly (Offer | undefined)[], key: K) {
  for (const level of levels) {
    const said = level?.[key];
    if (said !== null && said !== undefined) return said as NonNullable<Offer[K]>;
  }
  return null;
}

/** What holds at the end of a path, or null when nobody on it names a price. */
export function resolve(levels: readonly (Offer | undefined)[]) {
  const asked = nearest(levels, 'priceFen');
  if (asked === null) return null;
  const band = bandOf(levels);
  const priceFen = within(asked, band);
  const withdrawn = levels.some((level) => level?.withdrawn === true);
  return {
    priceFen,
    askedFen: asked,
    clamped: priceFen !== asked,
    withdrawn,
    listed: !withdrawn && nearest(levels, 'listed') === true,
    role: nearest(levels, 'role'),
    ownPriceFen: nearest(levels, 'ownPriceFen'),
    wholesale: levels.find((level) => (level?.wholesale.length ?? 0) > 0)?.wholesale ?? [],
    bandMinFen: band.minFen === OPEN_BAND.minFen ? null : band.minFen,
    bandMaxFen: band.maxFen === OPEN_BAND.maxFen ? null : band.maxFen,
  };
}

export function shelve(article: Article, levels: readonly (Offer | undefined)[]): ShelfItem | null {
  const offer = resolve(levels);
  if (offer === null) return null;
  const { askedFen: _, withdrawn: __, role, ...rest } = offer;
  return { ...article, ...rest, role: role ?? article.productRole };
}

/** A price of the past and since when it was asked. */
export interface PricePoint {
  readonly since: Instant;
  readonly priceFen: Fen;
  /** Head office let it out of its band for some days. */
  readonly excepted: boolean;
}

const LONG_AGO = '1970-01-01T00:00:00.000Z' as Instant;

/**
 * Which prices held, newest first, by walking back through the changes (newest first). While the
 * sku was not sold it had no price, and what was before that is not looked at.
 */
export function pricePoints(
  present: readonly (Offer | undefined)[],
  scopes: readonly ScopeId[],
  changes: readonly Pick<OfferChange, 'scope' | 'before' | 'at'>[],
): PricePoint[] {
  const levels = [...present];
  const points: PricePoint[] = [];
  const held = (since: Instant): boolean => {
    const offer = resolve(levels);
    if (offer === null || !offer.listed) return false;
    const later = points.at(-1);
    if (later?.priceFen === offer.priceFen) points.pop();
    const excepted = levels.some((level) => (level?.exceptionFen ?? null) !== null);
    points.push({ since, priceFen: offer.priceFen, excepted });
    return true;
  };
  for (const change of changes) {
    if (!held(change.at)) return points;
    levels[scopes.indexOf(change.scope)] = change.before ?? undefined;
  }
  held(LONG_AGO);
  return points;
}

/**
 * The only price that may be struck through beside the present one: the lowest of the seven days
 * before the present price began, while that beginning is itself no older than seven days, and only
 * if it is higher. (明码标价和禁止价格欺诈规定, 2022, article 20: the original price.)
 * `points` newest first; the first is the present price.
 */
export function struckPrice(
  points: readonly Pick<PricePoint, 'since' | 'priceFen'>[],
  now: Instant,
): Fen | null {
  const present = points[0];
  if (present === undefined || after(present.since, days(7)) <= now) return null;
  const from = before(present.since, days(7));
  let lowest: Fen | null = null;
  let until = present.since;
  for (const point of points.slice(1)) {
    if (until <= from) break;
    if (point.since < until && (lowest === null || point.priceFen < lowest))
      lowest = point.priceFen;
    until = point.since;
  }
  return lowest !== null && lowest > present.priceFen ? lowest : null;
}

/** The lowest price that held at any moment since then; `points` newest first. */
export function lowestSince(
  points: readonly PricePoint[],
  since: Instant,
  { exceptions }: { readonly exceptions: boolean },
): Fen | null {
  let lowest: Fen | null = null;
  for (const [i, { priceFen, excepted }] of points.entries()) {
    const until = i === 0 ? null : points[i - 1]!.since;
    if (until !== null && until <= since) break;
    if (excepted && !exceptions) continue;
    if (lowest === null || priceFen < lowest) lowest = priceFen;
  }
  return lowest;
}

/** The check digit that ends an EAN-13 (ISO/IEC 15420). */
export function checkDigit(twelve: string): string {
  let total = 0;
  for (let i = 0; i < 12; i += 1) total += Number(twelve[i]) * (i % 2 === 0 ? 1 : 3);
  return String((10 - (total % 10)) % 10);
}

/** An EAN-13 with a right check digit, or an in-store code (digits 4 to 12 long). */
export function isBarcode(code: string): boolean {
  if (/^\d{13}$/.test(code)) return checkDigit(code) === code[12];
  return /^\d{4,12}$/.test(code);
}

/** The nearest price that a band allows. */
export const lawfulPrice = (priceFen: Fen, band: Band): Fen => within(priceFen, band);
export const isWithin = (priceFen: Fen, band: Band): boolean => within(priceFen, band) === priceFen;

/** An offer that says nothing is no row at all. */
export const isSilent = (offer: Offer): boolean =>
  JSON.stringify({ ...SILENCE, ...offer }) === JSON.stringify(SILENCE);

/** `change` over what stands; a key that is absent stays. */
export const amended = (standing: Offer | undefined, change: Partial<Offer>): Offer => ({
  ...SILENCE,
  ...standing,
  ...change,
});
