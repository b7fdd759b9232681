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
/** Round trips at once: PostgreSQL has more than one core. */
const LANES = 2;
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

/** Skus asked for together, spelt once however often they are asked for. */
class SkuList {
  static readonly #known = new WeakMap<readonly SkuId[], SkuList>();
  readonly text: string;
  readonly place: ReadonlyMap<SkuId, number>;

  private constructor(skus: readonly SkuId[]) {
    this.text = `{${skus.join()}}`;
    this.place = new Map(skus.map((sku, i) => [sku, i]));
  }

  static of(skus: readonly SkuId[]): SkuList {
    let list = SkuList.#known.get(skus);
    if (list === undefined) {
      list = new SkuList(skus);
      SkuList.#known.set(skus, list);
    }
    return list;
  }
}

interface Asked {
  readonly outlet: OutletId;
  readonly list: SkuList;
}
interface Fresh {
  readonly versions: Versions;
  readonly now: Instant;
  pieces(outlet: OutletId, list: SkuList, sku: SkuId): number;
}

async function readFresh(reader: Reader, asked: Iterable<Asked>): Promise<Fresh> {
  const places = new Map<string, Map<OutletId, number>>();
  const outlets: OutletId[] = [];
  const lists: string[] = [];
  for (const { outlet, list } of asked) {
    let known = places.get(list.text);
    if (known === undefined) places.set(list.text, (known = new Map()));
    if (known.has(outlet)) continue;
    known.set(outlet, outlets.length);
    outlets.push(outlet);
    lists.push(list.text);
  }
  const [versions, found] = await Promise.all([
    findVersions(reader),
    inventory.piecesAt(reader, outlets, lists),
  ]);
  const pieces = (outlet: OutletId, list: SkuList, sku: SkuId): number => {
    const at = list.place.get(sku);
    const row = places.get(list.text)?.get(outlet);
    return at === undefined || row === undefined ? 0 : (found[row]?.[at] ?? 0);
  };
  return { versions, now: reader.now, pieces };
}

/** Which skus of a shelf the caller is going to show. */
export type Wanted = (shelf: catalog.Shelf, outlet: chain.Outlet) => readonly SkuId[];

export interface Shops {
  see(merchant: MerchantId, outlet: OutletId, wanted: Wanted): Promise<Sight>;
}

export function shopsOf(db: Db): Shops {
  const crowds = new Map<MerchantId, Together<readonly Asked[], Fresh>>();
  const crowdOf = (merchant: MerchantId): Together<readonly Asked[], Fresh> => {
    const standing = crowds.get(merchant);
    if (standing !== undefined) return standing;
    const made = new Together(
      (questions: readonly (readonly Asked[])[]) =>
        db.reading(merchant, (reader) => readFresh(reader, questions.flat())),
      LANES,
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
        const sight = await look(known, wanted, (asked) => crowd.ask(asked));
        if (sight !== null) return sight;
        await db.reading(merchant, (reader) => learn(reader, id));
      }
      // Somebody changes prices all the time: look with one reader that owns its shelf.
      return db.reading(merchant, async (reader) => {
        const known = await learn(reader, id);
        return (await look(known, wanted, (asked) => readFresh(reader, asked), false))!;
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
  ask: (asked: readonly Asked[]) => Promise<Fresh>,
  strict = true,
): Promise<Sight | null> {
  const { directory, outlet, shelf } = known;
  const skus = wanted(shelf, outlet);
  const gone = soldOut.get(shelf) ?? new Set<SkuId>();
  soldOut.set(shelf, gone);
  const neighbours = neighboursOf(directory, outlet);
  const own = SkuList.of(skus);
  for (;;) {
    const away = SkuList.of(skus.filter((sku) => gone.has(sku)));
    const others = away.place.size === 0 ? [] : neighbours;
    const fresh = await ask([
      { outlet: outlet.id, list: own },
      ...others.map(({ id }) => ({ outlet: id, list: away })),
    ]);
    if (strict && !isOf(fresh.versions, known)) return null;
    const here = (sku: SkuId): number => fresh.pieces(outlet.id, own, sku);
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
        const pieces = fresh.pieces(other.id, away, sku) - SAFETY;
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
