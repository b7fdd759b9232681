/** The organisation tree and the places in it. Writing only: reading goes by the directory. */
import type { ComplexId, NodeId, OutletId, ProfileId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { bump, startVersions } from '../../platform/version.ts';
import type { Directory } from './directory.ts';
import { FIRST_POLICIES, POLICY_KINDS } from './policy-types.ts';
import { reaches } from './rules.ts';
import {
  deleteException,
  deleteWeek,
  findNotice,
  insertOutlet,
  insertWeek,
  lockOutlet,
  pauseOutlet,
  putException,
  resumeOutlet,
  updateOutlet,
} from './store-outlet.ts';
import { insertPolicy } from './store-policy.ts';
import {
  findComplex,
  findProfile,
  insertComplex,
  insertMove,
  insertNode,
  insertProfile,
  insertRoot,
  lockTree,
  moveNode,
  renameNode,
} from './store-tree.ts';
import type {
  ComplexForm,
  HoursException,
  Node,
  Outlet,
  OutletDetails,
  OutletForm,
  OutletWish,
  WeeklyInterval,
} from './types.ts';

const noSuchNode = (): Refusal => new Refusal('not_found', 'chain.no_such_node');
/** Someone was here with this id, or moved the parent: look again. */
const twin = (): Again => new Again('the tree changed');
const noSuchOutlet = (): Refusal => new Refusal('not_found', 'chain.no_such_outlet');

/** The root, and version 1 of every policy: the figures of the domain core. */
export function setUp(tx: Tx, { hq, name }: { hq: NodeId; name: string }): void {
  startVersions(tx);
  tx.tell(insertRoot, { id: hq, name });
  for (const kind of POLICY_KINDS)
    tx.tell(insertPolicy, {
      kind,
      node: hq,
      body: FIRST_POLICIES[kind],
      validFrom: tx.now,
      actor: null,
      why: '初始模板',
    });
}

/**
 * The caller makes the id of a new node, so a retry is free: true when this wish stands already.
 * @throws Refusal `chain.no_such_node` for a parent out of reach, `chain.cannot_move_there` below
 * an outlet, `chain.id_taken` for another wish under the same id
 */
export function standsAlready(
  chain: Directory,
  wish: { id: NodeId; parent: NodeId; name: string; kind: Node['kind'] },
  branches: readonly NodeId[],
): boolean {
  if (nodeWithin(chain, wish.parent, branches).kind === 'outlet')
    throw new Refusal('conflict', 'chain.cannot_move_there');
  const known = chain.nodes.get(wish.id);
  if (known === undefined) return false;
  const { parent, name, kind } = known;
  if (parent === wish.parent && name === wish.name && kind === wish.kind) return true;
  throw new Refusal('invalid', 'chain.id_taken');
}

export function addDealer(
  tx: Tx,
  { id, parent, name }: { id: NodeId; parent: NodeId; name: string },
): void {
  tx.tell(lockTree, {});
  tx.guard(insertNode, { id, parent, kind: 'dealer', name }, twin);
  bump(tx, 'chain');
}

/** @throws Refusal `chain.cannot_move_there`: below itself, below an outlet, or where it stands. */
export function move(
  tx: Tx,
  { node, to, actor, why }: { node: NodeId; to: NodeId; actor: string | null; why: string },
): void {
  tx.tell(lockTree, {});
  tx.tell(insertMove, { node, to, actor: actor as never, why });
  tx.guard(moveNode, { node, to }, () => new Refusal('conflict', 'chain.cannot_move_there'));
  bump(tx, 'chain');
}

export function rename(tx: Tx, { id, name }: { id: NodeId; name: string }): void {
  tx.guard(renameNode, { id, name }, noSuchNode);
  bump(tx, 'chain');
}

export const addProfile = (tx: Tx, profile: { id: ProfileId; name: string }): void =>
  tx.tell(insertProfile, profile);

/** None is fine. @throws Refusal `chain.no_such_profile` */
export async function mustKnowProfile(reader: Reader, id: ProfileId | null): Promise<void> {
  if (id === null) return;
  const [found] = await reader.ask(findProfile, { id });
  if (found === undefined) throw new Refusal('invalid', 'chain.no_such_profile');
}

/** None is fine. @throws Refusal `chain.no_such_complex` */
export async function mustKnowComplex(reader: Reader, id: ComplexId | null): Promise<void> {
  if (id === null) return;
  const [found] = await reader.ask(findComplex, { id });
  if (found === undefined) throw new Refusal('invalid', 'chain.no_such_complex');
}

export const addComplex = (tx: Tx, complex: ComplexForm): ComplexId => {
  tx.tell(insertComplex, complex);
  return complex.id;
};

export function openOutlet(tx: Tx, form: OutletForm, week: readonly WeeklyInterval[]): void {
  const { parent, name, ...outlet } = form;
  tx.tell(lockTree, {});
  tx.guard(insertNode, { id: form.id, parent, kind: 'outlet', name }, twin);
  tx.tell(insertOutlet, outlet);
  writeWeek(tx, form.id, week);
  bump(tx, 'chain');
}

/**
 * Four fields, and the template gives the rest: kind, hours, area (of the same shape around the new
 * place), delivery, capacity, profile. Offers are inherited and need no copy.
 */
export function formFrom(wish: OutletWish, template: Outlet): OutletForm {
  const [north, east] = [wish.place.lat - template.place.lat, wish.place.lng - template.place.lng];
  return {
    id: wish.id,
    parent: wish.parent,
    kind: template.kind,
    name: wish.name,
    shortName: wish.name,
    address: wish.address,
    district: template.district,
    phone: template.phone,
    ...wish.place,
    area: template.area?.map(([lng, lat]) => [lng + east, lat + north] as const) ?? null,
    radiusM: template.radiusM,
    dailyCapacity: template.dailyCapacity,
    prepareMinutes: template.prepareMinutes,
    stockOwner: 'hq',
    profile: template.profile,
    delivers: template.delivers,
    deliveryBands: template.deliveryBands,
    notice: '',
    template: template.id,
  };
}

export const weekOf = ({ hours }: Outlet): WeeklyInterval[] =>
  Object.entries(hours.weekly).flatMap(([weekday, intervals]) =>
    intervals.map(([opensMin, closesMin]) => ({ weekday: Number(weekday), opensMin, closesMin })),
  );

/** @throws Refusal `chain.no_such_outlet` */
export async function changeOutlet(
  tx: Tx,
  outlet: Outlet,
  change: Partial<OutletDetails>,
): Promise<void> {
  const [row] = await tx.ask(findNotice, { id: outlet.id });
  const { name = outlet.name, ...rest } = change;
  const details = { ...outlet, ...outlet.place, notice: row?.notice ?? '', ...rest };
  tx.guard(updateOutlet, details, noSuchOutlet);
  if (name !== outlet.name) tx.guard(renameNode, { id: outlet.id, name }, noSuchNode);
  bump(tx, 'chain');
}

/** @throws Refusal `chain.hours_overlap` */
export function setWeek(tx: Tx, outlet: OutletId, week: readonly WeeklyInterval[]): void {
  tx.tell(lockOutlet, { outlet });
  tx.tell(deleteWeek, { outlet });
  writeWeek(tx, outlet, week);
  bump(tx, 'chain');
}

function writeWeek(tx: Tx, outlet: OutletId, week: readonly WeeklyInterval[]): void {
  refuseOverlaps(week.map((each) => [each.weekday, each.opensMin, each.closesMin]));
  tx.tell(insertWeek, {
    outlet,
    weekdays: week.map((each) => each.weekday),
    opens: week.map((each) => each.opensMin),
    closes: week.map((each) => each.closesMin),
  });
}

function refuseOverlaps(spans: readonly (readonly [number, number, number])[]): void {
  for (const [day, opens, closes] of spans) {
    if (closes <= opens) throw new Refusal('invalid', 'chain.hours_backwards');
    const clashes = spans.filter(([d, o, c]) => d === day && o < closes && c > opens);
    if (clashes.length > 1) throw new Refusal('invalid', 'chain.hours_overlap');
  }
}

/** Replaces the intervals that open on that date; none means shut all day. */
export function setException(tx: Tx, outlet: OutletId, exception: HoursException): void {
  refuseOverlaps(exception.intervals.map(([opens, closes]) => [1, opens, closes]));
  tx.tell(putException, { outlet, ...exception });
  bump(tx, 'chain');
}

/** @throws Refusal `chain.no_such_exception` */
export function dropException(tx: Tx, outlet: OutletId, on: Day): void {
  const absent = (): Refusal => new Refusal('not_found', 'chain.no_such_exception');
  tx.guard(deleteException, { outlet, on }, absent);
  bump(tx, 'chain');
}

/** A paused outlet takes no orders; it is not closed. @throws Refusal `chain.already_paused` */
export function pause(
  tx: Tx,
  { outlet, reason, actor }: { outlet: OutletId; reason: string; actor: string | null },
): void {
  const already = (): Refusal => new Refusal('conflict', 'chain.already_paused');
  tx.guard(pauseOutlet, { outlet, reason, actor: actor as never }, already);
  bump(tx, 'chain');
}

/** @throws Refusal `chain.not_paused` */
export function resume(tx: Tx, outlet: OutletId): void {
  tx.guard(resumeOutlet, { outlet }, () => new Refusal('conflict', 'chain.not_paused'));
  bump(tx, 'chain');
}

/** @throws Refusal `chain.no_such_node`, also for a node outside these branches. */
export function nodeWithin({ nodes }: Directory, id: NodeId, branches: readonly NodeId[]): Node {
  const node = nodes.get(id);
  if (node === undefined || !reaches(branches, node.path)) throw noSuchNode();
  return node;
}

/** @throws Refusal `chain.no_such_outlet`, also for an outlet outside these branches. */
export function outletWithin(chain: Directory, id: OutletId, branches: readonly NodeId[]): Outlet {
  const outlet = chain.outlet(id);
  if (outlet === null || !reaches(branches, outlet.path)) throw noSuchOutlet();
  return outlet;
}
