/**
 * The whole organisation in the process's memory: nodes, outlets with hours and areas, policies.
 * Valid for one version of the chain, which callers read in the same breath as what they decide on.
 */
import { isInside, metresBetween, type Point } from '../../kernel/geo.ts';
import type { MerchantId, NodeId, OutletId, StaffId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Reader } from '../../platform/db.ts';
import { findVersions } from '../../platform/version.ts';
import type { PolicyKind } from './policy-types.ts';
import { findNodes, findOutlets, findPolicies, findStaffFacts } from './store-directory.ts';
import type { Node, Outlet, PolicyVersion, StaffFacts } from './types.ts';

/** About 5.5 km north–south: a radius of 5 km touches at most 9 cells at Chinese latitudes. */
const CELL = 0.05;
const cellOf = (lat: number, lng: number): string =>
  `${Math.floor(lat / CELL)},${Math.floor(lng / CELL)}`;

export class Directory {
  readonly version: number;
  readonly nodes: ReadonlyMap<NodeId, Node>;
  readonly outlets: readonly Outlet[];
  readonly #outlets: ReadonlyMap<OutletId, Outlet>;
  readonly #cells = new Map<string, Outlet[]>();
  readonly #wide: Outlet[] = [];
  readonly #policies: ReadonlyMap<PolicyKind, readonly PolicyVersion[]>;
  readonly #staff: ReadonlyMap<StaffId, StaffFacts>;

  constructor(
    version: number,
    nodes: readonly Node[],
    outlets: readonly Outlet[],
    policies: readonly PolicyVersion[],
    staff: readonly StaffFacts[],
  ) {
    this.version = version;
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.outlets = outlets;
    this.#outlets = new Map(outlets.map((outlet) => [outlet.id, outlet]));
    this.#policies = Map.groupBy(policies, (policy) => policy.kind);
    this.#staff = new Map(staff.map((each) => [each.id, each]));
    for (const outlet of outlets) this.#place(outlet);
  }

  get root(): Node {
    for (const node of this.nodes.values()) if (node.kind === 'hq') return node;
    throw new Error('a merchant has a head office');
  }

  outlet(id: OutletId): Outlet | null {
    return this.#outlets.get(id) ?? null;
  }

  staff(id: StaffId): StaffFacts | null {
    return this.#staff.get(id) ?? null;
  }

  /** Whose area or radius may hold the point: a superset, cheap to cut down. */
  *outletsAround(point: Point, metres: number): Generator<Outlet> {
    const dLat = metres / 111_000;
    const dLng = metres / (111_000 * Math.max(0.2, Math.cos((point.lat * Math.PI) / 180)));
    for (
      let lat = Math.floor((point.lat - dLat) / CELL);
      lat <= (point.lat + dLat) / CELL;
      lat += 1
    )
      for (
        let lng = Math.floor((point.lng - dLng) / CELL);
        lng <= (point.lng + dLng) / CELL;
        lng += 1
      )
        yield* this.#cells.get(`${lat},${lng}`) ?? [];
    yield* this.#wide;
  }

  /** Outlets within the metres, nearest first. */
  outletsNear(
    point: Point,
    metres: number,
  ): { readonly outlet: Outlet; readonly distanceM: number }[] {
    const near = [];
    for (const outlet of this.outletsAround(point, metres)) {
      const distanceM = metresBetween(point, outlet.place);
      if (distanceM <= metres) near.push({ outlet, distanceM });
    }
    return near.sort((a, b) => a.distanceM - b.distanceM || (a.outlet.id < b.outlet.id ? -1 : 1));
  }

  /** The outlet whose drawn area, else radius, holds the point; the nearest of several. */
  outletServing(point: Point): Outlet | null {
    const serving = [...this.outletsAround(point, 20_000)]
      .filter((outlet) => outlet.area !== null && isInside(point, outlet.area))
      .map((outlet) => ({ outlet, distanceM: metresBetween(point, outlet.place) }))
      .sort((a, b) => a.distanceM - b.distanceM);
    return serving[0]?.outlet ?? this.outletsNear(point, 5_000)[0]?.outlet ?? null;
  }

  /** Versions of this kind up the path at this instant, nearest node first. */
  policies(kind: PolicyKind, path: readonly NodeId[], at: Instant): readonly PolicyVersion[] {
    const standing: PolicyVersion[] = [];
    for (const node of path.toReversed()) {
      let best: PolicyVersion | null = null;
      for (const policy of this.#policies.get(kind) ?? []) {
        if (policy.node !== node || policy.validFrom > at) continue;
        if (best === null || isLater(policy, best)) best = policy;
      }
      if (best !== null) standing.push(best);
    }
    return standing;
  }

  /** When head office's first version of this kind began. */
  firstFrom(kind: PolicyKind): Instant {
    const { id } = this.root;
    const own = (this.#policies.get(kind) ?? []).filter(({ node }) => node === id);
    return own.map(({ validFrom }) => validFrom).sort()[0]!;
  }

  #place(outlet: Outlet): void {
    if (outlet.area !== null && outlet.area.some(([lng, lat]) => farFrom(outlet, { lat, lng })))
      this.#wide.push(outlet); // an area that leaves the neighbourhood of its cell
    else {
      const cell = cellOf(outlet.place.lat, outlet.place.lng);
      const placed = this.#cells.get(cell) ?? [];
      this.#cells.set(cell, [...placed, outlet]);
    }
  }
}

const isLater = (a: PolicyVersion, b: PolicyVersion): boolean =>
  a.validFrom > b.validFrom || (a.validFrom === b.validFrom && a.version > b.version);
const farFrom = (outlet: Outlet, point: Point): boolean =>
  metresBetween(outlet.place, point) > 20_000;

const cached = new Map<MerchantId, Directory>();

/** The directory that stands now. One small question when it is cached, four when it is not. */
export async function directory(reader: Reader): Promise<Directory> {
  const { chain } = await findVersions(reader);
  return directoryAt(reader, chain);
}

/** For callers that read the version along with their own questions. */
export async function directoryAt(reader: Reader, version: number): Promise<Directory> {
  const last = cached.get(reader.merchant);
  if (last?.version === version) return last;
  // Each statement sees what was committed when it began: the version first, so that what is newer
  // is read again; outlets before nodes, so that none is without its node.
  const [versions, outlets, nodes, policies, staff] = await Promise.all([
    findVersions(reader),
    reader.ask(findOutlets, {}),
    reader.ask(findNodes, {}),
    reader.ask(findPolicies, {}),
    reader.ask(findStaffFacts, {}),
  ]);
  const known = outlets.map(outletOf(nodes));
  const read = new Directory(versions.chain, nodes, known, policies, staff);
  cached.set(reader.merchant, read);
  return read;
}

/** What this process last knew: to ask about before the version is confirmed in the same breath. */
export const lastKnown = (merchant: MerchantId): Directory | null => cached.get(merchant) ?? null;

type OutletRow = Awaited<ReturnType<typeof outletRows>>[number];
const outletRows = (reader: Reader) => reader.ask(findOutlets, {});

function outletOf(nodes: readonly Node[]): (row: OutletRow) => Outlet {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return ({ lat, lng, weekly, exceptions, ...row }) => {
    const path = byId.get(row.id)!.path;
    return {
      ...row,
      place: { lat, lng },
      hours: { weekly, exceptions },
      path,
      dealer: path.findLast((id) => byId.get(id)!.kind === 'dealer') ?? null,
    };
  };
}
