/**
 * Which outlets may sell an sku at all, for routing: of thousands of outlets only the words about
 * this sku are read, not each one's whole shelf. Kept by sku under one offer version.
 */
import type { MerchantId, SkuId } from '../../kernel/id.ts';
import type { Reader } from '../../platform/db.ts';
import { Lru } from '../../platform/lru.ts';
import { findListings } from './store-listings.ts';
import type { OutletPath, ScopeId } from './types.ts';

interface Said {
  readonly listed: boolean | null;
  readonly withdrawn: boolean;
}
type Listing = ReadonlyMap<ScopeId, Said>;

const SKUS = 20_000;
const MERCHANTS = 64;
const known = new Lru<MerchantId, { readonly version: number; readonly skus: Lru<SkuId, Listing> }>(
  MERCHANTS,
);

/** A recall anywhere above beats every listing below; else the nearest word counts. */
export type Carries = (path: OutletPath, sku: SkuId) => boolean;

/** @param version of the offers, read by the caller in the same breath. */
export async function listingsAt(
  reader: Reader,
  version: number,
  skus: readonly SkuId[],
): Promise<Carries> {
  let standing = known.get(reader.merchant);
  if (standing?.version !== version) {
    standing = { version, skus: new Lru(SKUS) };
    known.set(reader.merchant, standing);
  }
  const kept = standing.skus;
  const missing = skus.filter((sku) => kept.get(sku) === undefined);
  if (missing.length > 0) {
    const rows = await reader.ask(findListings, { skus: missing });
    for (const sku of missing) {
      const own = rows.filter((row) => row.sku === sku);
      kept.set(
        sku,
        new Map(own.map(({ scope, listed, withdrawn }) => [scope, { listed, withdrawn }])),
      );
    }
  }
  const listings = new Map(skus.map((sku) => [sku, kept.get(sku)!]));
  return (path, sku) => carries(path, listings.get(sku)!);
}

function carries({ outletId, profileId, dealerIds, hqId }: OutletPath, listing: Listing): boolean {
  let listed: boolean | null = null;
  for (const scope of [outletId, profileId, ...dealerIds, hqId]) {
    const said = scope === null ? undefined : listing.get(scope);
    if (said?.withdrawn === true) return false;
    listed ??= said?.listed ?? null;
  }
  return listed === true;
}
