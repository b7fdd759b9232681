/** What a cart costs, and why: pure. No line falls below nothing, no fen is lost. */
import type { NodeId } from '../../kernel/id.ts';
import {
  allocate,
  fen,
  least,
  minus,
  plus,
  sum,
  times,
  ZERO,
  type Fen,
} from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type {
  CostOwner,
  DeliveryTerms,
  PricedItem,
  Promotion,
  Quote,
  QuoteLine,
  QuoteStep,
} from './types.ts';

/** Promotions that hold for an outlet at an instant: its own, its dealers', head office's. */
export const standing = (
  promotions: readonly Promotion[],
  path: readonly NodeId[],
  at: Instant,
): Promotion[] =>
  promotions.filter(
    ({ node, startsAt, endsAt }) => path.includes(node) && startsAt <= at && at < endsAt,
  );

/** The one that takes off most; of equals the lower threshold, then the older. */
export function bestOf(promotions: readonly Promotion[], grossFen: Fen): Promotion | null {
  const reached = promotions.filter(({ thresholdFen }) => thresholdFen <= grossFen);
  return (
    reached.sort(
      (a, b) => b.offFen - a.offFen || a.thresholdFen - b.thresholdFen || (a.id < b.id ? -1 : 1),
    )[0] ?? null
  );
}

function nextOf(promotions: readonly Promotion[], grossFen: Fen, nowOff: Fen): Quote['nextStep'] {
  const ahead = promotions
    .filter(({ thresholdFen, offFen }) => thresholdFen > grossFen && offFen > nowOff)
    .sort((a, b) => a.thresholdFen - b.thresholdFen)[0];
  if (ahead === undefined) return null;
  const { thresholdFen, offFen, name } = ahead;
  return { moreFen: minus(thresholdFen, grossFen), offFen, name };
}

export type Freight =
  | { readonly feeFen: Fen; readonly step: QuoteStep | null }
  | { readonly refused: 'outside'; readonly uptoM: number }
  | { readonly refused: 'below_minimum'; readonly minFen: Fen };

/** By distance band; goods are counted after discounts. Pick-up has no freight. */
export function freightOf(goodsFen: Fen, delivery: DeliveryTerms | null): Freight {
  if (delivery === null) return { feeFen: ZERO, step: null };
  const { distanceM, bands } = delivery;
  const band = [...bands].sort((a, b) => a.uptoM - b.uptoM).find(({ uptoM }) => distanceM <= uptoM);
  if (band === undefined) {
    return { refused: 'outside', uptoM: Math.max(0, ...bands.map(({ uptoM }) => uptoM)) };
  }
  if (goodsFen < band.minFen) return { refused: 'below_minimum', minFen: band.minFen };
  if (band.freeFromFen !== null && goodsFen >= band.freeFromFen) {
    const step: QuoteStep = {
      kind: 'freight_free',
      amountFen: band.feeFen,
      fromFen: band.freeFromFen,
    };
    return { feeFen: ZERO, step };
  }
  const step: QuoteStep | null =
    band.feeFen === 0 ? null : { kind: 'freight', amountFen: band.feeFen, distanceM };
  return { feeFen: band.feeFen, step };
}

/** At least one fen of goods is paid for: a discount stops there. */
const LEFT_TO_PAY = fen(1);

/**
 * The order's discount is split over the lines by gross, largest remainder. Refunds copy these
 * parts, so they are decided here once.
 */
export function quoteOf(
  items: readonly PricedItem[],
  promotions: readonly Promotion[],
  freight: (goodsFen: Fen) => Freight,
): Quote | Extract<Freight, { refused: string }> {
  const gross = items.map(({ priceFen, quantity }) => times(priceFen, quantity));
  const grossFen = sum(gross);
  const best = bestOf(promotions, grossFen);
  const discountFen = best === null ? ZERO : least(best.offFen, minus(grossFen, LEFT_TO_PAY));
  const parts = allocate(discountFen, gross);
  const lines = items.map(
    (item, i): QuoteLine => ({
      ...item,
      no: i + 1,
      grossFen: gross[i]!,
      discountFen: parts[i]!,
      netFen: minus(gross[i]!, parts[i]!),
    }),
  );
  const goodsFen = minus(grossFen, discountFen);
  const asked = freight(goodsFen);
  if ('refused' in asked) return asked;
  const steps: QuoteStep[] = [{ kind: 'goods', amountFen: grossFen }];
  if (best !== null)
    steps.push({
      kind: 'promotion',
      amountFen: discountFen,
      name: best.name,
      thresholdFen: best.thresholdFen,
      parts: lines.map(({ no, discountFen: offFen }) => ({ no, offFen })),
    });
  if (asked.step !== null) steps.push(asked.step);
  return {
    lines,
    steps,
    grossFen,
    discountFen,
    freightFen: asked.feeFen,
    payableFen: plus(goodsFen, asked.feeFen),
    nextStep: nextOf(promotions, grossFen, discountFen),
    promotion: best?.id ?? null,
  };
}

/** What must not differ between what the member saw and what the order will be. */
export const digestOf = (quote: Quote): string =>
  JSON.stringify([
    quote.lines.map(({ sku, quantity, priceFen, discountFen }) => [
      sku,
      quantity,
      priceFen,
      discountFen,
    ]),
    quote.freightFen,
    quote.payableFen,
  ]);

/** Who pays for it at all. */
export const bearersOf = ({ costBps }: Promotion): CostOwner[] => [
  ...(costBps.dealer + costBps.outlet < 10_000 ? ['hq' as const] : []),
  ...(costBps.dealer > 0 ? ['dealer' as const] : []),
  ...(costBps.outlet > 0 ? ['outlet' as const] : []),
];
