/**
 * What a cart costs and why. Knows promotions and freight; prices come from the outlet's shelf, and
 * who earns what is none of its business.
 */
import type { MerchantId, NodeId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader } from '../../platform/db.ts';
import { findVersions } from '../../platform/version.ts';
import { freightOf, quoteOf, standing } from './rules.ts';
import { findPromotions } from './store.ts';
import type { DeliveryTerms, PricedItem, Promotion, Quote } from './types.ts';

export { costOf, start, stop } from './upkeep.ts';
export { bearersOf, digestOf, standing } from './rules.ts';
export type { DeliveryTerms, PricedItem, Promotion, Quote, QuoteLine, QuoteStep } from './types.ts';

interface Cached {
  readonly version: number;
  readonly promotions: readonly Promotion[];
}
const cached = new Map<MerchantId, Cached>();

/** Promotions under this version of pricing, which the caller has read in the same breath. */
export async function promotionsAt(reader: Reader, version: number): Promise<readonly Promotion[]> {
  const known = cached.get(reader.merchant);
  if (known?.version === version) return known.promotions;
  const [versions, promotions] = await Promise.all([
    findVersions(reader),
    reader.ask(findPromotions, {}),
  ]);
  cached.set(reader.merchant, { version: versions.pricing, promotions });
  return promotions;
}

/**
 * The price with its explanation, for the shop of the outlet whose path this is.
 * @throws Refusal `pricing.nothing_to_price`, `pricing.outside_delivery`, `pricing.below_minimum`
 */
export function quote(
  reader: Reader,
  items: readonly PricedItem[],
  promotions: readonly Promotion[],
  path: readonly NodeId[],
  delivery: DeliveryTerms | null,
): Quote {
  if (items.length === 0) throw new Refusal('invalid', 'pricing.nothing_to_price');
  const holding = standing(promotions, path, reader.now);
  const quoted = quoteOf(items, holding, (goodsFen) => freightOf(goodsFen, delivery));
  if (!('refused' in quoted)) return quoted;
  if (quoted.refused === 'outside')
    throw new Refusal('conflict', 'pricing.outside_delivery', { uptoM: quoted.uptoM });
  throw new Refusal('conflict', 'pricing.below_minimum', { minFen: quoted.minFen });
}
