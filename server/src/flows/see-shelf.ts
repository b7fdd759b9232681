/**
 * What a shopper sees of an outlet at this moment: shelf and free pieces, both as committed. The
 * versions and the stock are read in one round trip, which all who look at the same time share;
 * shelf and organisation come from memory when the versions are theirs.
 */
import type { MerchantId, OutletId, SkuId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import * as inventory from '../modules/inventory/inventory.ts';
import type { Db, Reader } from '../platform/db.ts';
import { Together } from '../platform/together.ts';
import { findVersions, type Versions } from '../platform/version.ts';
import { pathOf } from './steps/shelf.ts';

/** Other outlets that could prepare what is not here. */
const NEAR_M = 5_000;
const NEAR_OUTLETS = 6;
/** Stays for an outlet's own customers when it prepares for another (domain.md 4). */
const SAFETY = 1;

export interface Sight {
  readonly directory: chain.Directory;
  readonly outlet: chain.Outlet;
  readonly shelf: catalog.Shelf;
  readonly now: Instant;
  /** Free pieces in this outlet. */
  here(sku: SkuId): number;
  /** Who near by could prepare it, nearest first, with the pieces it could spare. */
  near(sku: SkuId): readonly { readonly outlet: chain.Outlet; readonly pieces: number }[];
}

type Pair = readonly [OutletId, SkuId];
interface Fresh {
  readonly versions: Versions;
  readonly now: Instant;
  readonly pieces: ReadonlyMap<string, number>;
}
const keyOf = (outlet: OutletId, sku: SkuId): string => outlet + sku;

async function readFresh(reader: Reader, pairs: Iterable<Pair>): Promise<Fresh> {
  const asked = new Map<string, Pair>();
  for (const pair of pairs) asked.set(keyOf(...pair), pair);
  const outlets: OutletId[] = [];
  const skus: SkuId[] = [];
  for (const [outlet, sku] of asked.values()) {
    outlets.push(outlet);
    skus.push(sku);
  }
  const [versions, rows] = await Promise.all([
    findVersions(reader),
    inventory.piecesAt(reader, outlets, skus),
  ]);
  const pieces = new Map(rows.map((row) => [keyOf(row.outlet, row.sku), row.pieces]));
  return { versions, now: reader.now, pieces };
}

/** Which skus of a shelf the caller is going to show. */
export type Wanted = (shelf: catalog.Shelf, outlet: chain.Outlet) => readonly SkuId[];

export interface Shops {
  see(merchant: MerchantId, outlet: OutletId, wanted: Wanted): Promise<Sight>;
}

export function shopsOf(db: Db): Shops {
  const crowds = new Map<MerchantId, Together<readonly Pair[], Fresh>>();
  const crowdOf = (merchant: MerchantId): Together<readonly Pair[], Fresh> => {
    const standing = crowds.get(merchant);
    if (standing !== undefined) return standing;
    const made = new Together((questions: readonly (readonly Pair[])[]) =>
      db.reading(merchant, (reader) => readFresh(reader, questions.flat())),
    );
    crowds.set(merchant, made);
    return made;
  };
  return {
    async see(merchant, id, wanted) {
      const crowd = crowdOf(merchant);
      for (let tries = 0; tries < 4; tries += 1) {
        const known = recall(merchant, id);
        if (known === null) {
          await db.reading(merchant, (reader) => learn(reader, id));
          continue;
        }
        const sight = await look(known, wanted, (pairs) => crowd.ask(pairs));
        if (sight !== null) return sight;
        await db.reading(merchant, (reader) => learn(reader, id));
      }
      // Somebody changes prices all the time: look with one reader that owns its shelf.
      return db.reading(merchant, async (reader) => {
        const known = await learn(reader, id);
        return (await look(known, wanted, (pairs) => readFresh(reader, pairs), false))!;
      });
    },
  };
}

interface Known {
  readonly directory: chain.Directory;
  readonly outlet: chain.Outlet;
  readonly shelf: catalog.Shelf;
}

function recall(merchant: MerchantId, id: OutletId): Known | null {
  const directory = chain.lastKnown(merchant);
  const outlet = directory?.outlet(id) ?? null;
  const shelf = outlet === null ? null : catalog.lastKnownShelf(merchant, pathOf(outlet));
  return directory === null || outlet === null || shelf === null
    ? null
    : { directory, outlet, shelf };
}

/** @throws Refusal `chain.no_such_outlet` */
async function learn(reader: Reader, id: OutletId): Promise<Known> {
  const directory = await chain.directory(reader);
  const outlet = directory.outlet(id);
  if (outlet === null) throw new Refusal('not_found', 'chain.no_such_outlet');
  return { directory, outlet, shelf: await catalog.shelfOf(reader, pathOf(outlet)) };
}

/** Skus that were found sold out here: for them the neighbours are asked in the same breath. */
const soldOut = new WeakMap<catalog.Shelf, Set<SkuId>>();

async function look(
  known: Known,
  wanted: Wanted,
  ask: (pairs: readonly Pair[]) => Promise<Fresh>,
  strict = true,
): Promise<Sight | null> {
  const { directory, outlet, shelf } = known;
  const skus = wanted(shelf, outlet);
  const gone = soldOut.get(shelf) ?? new Set<SkuId>();
  soldOut.set(shelf, gone);
  const neighbours = neighboursOf(directory, outlet);
  for (;;) {
    const away = skus.filter((sku) => gone.has(sku));
    const fresh = await ask([
      ...skus.map((sku): Pair => [outlet.id, sku]),
      ...away.flatMap((sku) => neighbours.map(({ id }): Pair => [id, sku])),
    ]);
    if (strict && !isOf(fresh.versions, known)) return null;
    const here = (sku: SkuId): number => fresh.pieces.get(keyOf(outlet.id, sku)) ?? 0;
    let unasked = false;
    for (const sku of skus) {
      if (here(sku) > 0) gone.delete(sku);
      else if (!gone.has(sku)) {
        gone.add(sku);
        unasked = neighbours.length > 0;
      }
    }
    if (unasked) continue; // sold out since anybody looked: once more, with the neighbours
    const near = (sku: SkuId) =>
      neighbours.flatMap((other) => {
        const pieces = (fresh.pieces.get(keyOf(other.id, sku)) ?? 0) - SAFETY;
        return pieces > 0 ? [{ outlet: other, pieces }] : [];
      });
    return { directory, outlet, shelf, now: fresh.now, here, near };
  }
}

const isOf = (versions: Versions, { directory, shelf }: Known): boolean =>
  versions.chain === directory.version && versions.offer === shelf.version;

const nearby = new WeakMap<chain.Directory, Map<OutletId, readonly chain.Outlet[]>>();

function neighboursOf(
  directory: chain.Directory,
  { id, place }: chain.Outlet,
): readonly chain.Outlet[] {
  const known = nearby.get(directory) ?? new Map<OutletId, readonly chain.Outlet[]>();
  nearby.set(directory, known);
  let found = known.get(id);
  if (found === undefined) {
    found = directory
      .outletsNear(place, NEAR_M)
      .map(({ outlet }) => outlet)
      .filter((each) => each.id !== id && each.pausedAt === null && each.kind !== 'partner')
      .slice(0, NEAR_OUTLETS);
    known.set(id, found);
  }
  return found;
}
