import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fen } from '../../kernel/money.ts';
import { instantAt, type Instant } from '../../kernel/time.ts';
import { bandOf, checkDigit, isBarcode, pricePoints, resolve, struckPrice } from './rules.ts';
import { SILENCE, type Offer, type ScopeId } from './types.ts';

const price = fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: null }) as fc.Arbitrary<Fen>;
const offer = fc
  .record({
    listed: fc.option(fc.boolean(), { nil: null }),
    withdrawn: fc.boolean(),
    priceFen: price,
    edges: fc.tuple(price, price),
  })
  .map(({ edges: [a, b], ...rest }): Offer => {
    const both = a !== null && b !== null;
    const bandMinFen = both && b < a ? b : a;
    const bandMaxFen = both && b < a ? a : b;
    return { ...SILENCE, ...rest, bandMinFen, bandMaxFen };
  });
const levels = fc.array(fc.option(offer, { nil: undefined }), { minLength: 1, maxLength: 6 });

describe('[A4] an offer follows from the words above it', () => {
  test('a band only narrows on the way down', () => {
    fc.assert(
      fc.property(levels, (path) => {
        const outer = bandOf(path.slice(1));
        const inner = bandOf(path);
        expect(inner.minFen).toBeGreaterThanOrEqual(outer.minFen);
        expect(inner.maxFen).toBeLessThanOrEqual(outer.maxFen);
        expect(inner.minFen).toBeLessThanOrEqual(inner.maxFen);
      }),
    );
  });

  test('the price lies in the band, and is flagged exactly when it was moved', () => {
    fc.assert(
      fc.property(levels, (path) => {
        const found = resolve(path);
        const asked = path.find((level) => (level?.priceFen ?? null) !== null)?.priceFen ?? null;
        if (asked === null) {
          expect(found).toBeNull();
          return;
        }
        const { minFen, maxFen } = bandOf(path);
        expect(found!.priceFen).toBe(Math.min(Math.max(asked, minFen), maxFen));
        expect(found!.clamped).toBe(found!.priceFen !== asked);
      }),
    );
  });

  test('withdrawn anywhere beats every listed; otherwise the nearest word holds', () => {
    fc.assert(
      fc.property(levels, (path) => {
        const found = resolve(path);
        if (found === null) return;
        const said = path.map((level) => level?.listed ?? null).find((each) => each !== null);
        const recalled = path.some((level) => level?.withdrawn);
        expect(found.listed).toBe(!recalled && said === true);
      }),
    );
  });

  test('a level that says nothing changes nothing', () => {
    fc.assert(
      fc.property(levels, fc.nat(6), (path, at) => {
        const silent = [...path.slice(0, at), SILENCE, ...path.slice(at)];
        expect(resolve(silent)).toEqual(resolve(path));
      }),
    );
  });
});

describe('[C10] only the lowest price of the seven days before may be struck through', () => {
  const at = (day: number): Instant => instantAt(Date.UTC(2026, 2, 14) + day * 86_400_000);
  const points = (...list: [day: number, fen: number][]) =>
    list.map(([day, fen]) => ({ since: at(day), priceFen: fen as Fen }));

  test('a fall of yesterday is compared with the lowest price of the week before it', () => {
    const fell = points([-1, 2990], [-3, 3290], [-5, 3590], [-40, 4590]);
    expect(struckPrice(fell, at(0))).toBe(3290);
  });
  test('a higher price before the window does not help, a lower one inside it forbids', () => {
    expect(struckPrice(points([-1, 2990], [-3, 3290], [-6, 2890]), at(0))).toBeNull();
    expect(struckPrice(points([-1, 2990], [-9, 3290], [-10, 2890]), at(0))).toBe(2890 + 400);
  });
  test('after seven days the present price is the ordinary one, and a rise strikes nothing', () => {
    expect(struckPrice(points([-7, 2990], [-40, 3990]), at(0))).toBeNull();
    expect(struckPrice(points([-1, 3990], [-40, 2990]), at(0))).toBeNull();
  });
  test('what the scopes said is walked back, equal prices are one, a gap in sale ends it', () => {
    const hq = 'hq' as ScopeId;
    const outlet = 'outlet' as ScopeId;
    const says = (fen: number): Offer => ({ ...SILENCE, listed: true, priceFen: fen as Fen });
    const now = [says(2990), says(3590)];
    const changes = [
      { scope: outlet, before: says(3290), at: at(-1) },
      { scope: hq, before: says(3990), at: at(-2) }, // hidden below the outlet's own price
      { scope: outlet, before: null, at: at(-4) },
      { scope: hq, before: null, at: at(-20) },
    ];
    expect(pricePoints(now, [outlet, hq], changes)).toEqual(
      points([-1, 2990], [-4, 3290], [-20, 3990]).map((one) => ({ ...one, excepted: false })),
    );
  });
});

test('[B1] the check digit of an EAN-13 finds every single wrong digit', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{12}$/),
      fc.nat(12),
      fc.integer({ min: 1, max: 9 }),
      (head, place, by) => {
        const code = head + checkDigit(head);
        expect(isBarcode(code)).toBe(true);
        const digits = [...code];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(isBarcode(digits.join(''))).toBe(false);
      },
    ),
  );
  expect(checkDigit('690123456789')).toBe('2');
});
