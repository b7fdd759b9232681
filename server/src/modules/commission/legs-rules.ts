/** Whose the portions are: receivers by the frozen credit, the fulfilling ones by live parcels. */
import { fen, type Fen } from '../../kernel/money.ts';
import { ROLES, type Parts, type Role } from './types.ts';

/** As the ledger and the papers spell a role. */
export type LegRole = Exclude<Role, 'sharer1' | 'sharer2'> | 'sharer_1' | 'sharer_2';
const SPELT: Readonly<Partial<Record<Role, LegRole>>> = {
  sharer1: 'sharer_1',
  sharer2: 'sharer_2',
};
export const legRole = (role: Role): LegRole => SPELT[role] ?? (role as LegRole);

export interface Receiver {
  readonly kind: 'staff' | 'member' | 'outlet' | 'dealer' | 'hq';
  readonly id: string;
}
/** Who gets a line ready; attempt null: nobody does, head office keeps it until somebody will. */
export interface Place {
  readonly party: Receiver;
  readonly attempt: number | null;
}
export interface Receivers {
  readonly buyer: string;
  readonly hq: string;
  readonly selling: string;
  readonly dealer: string | null;
  readonly guide: string | null;
  readonly sharer1: string | null;
  readonly sharer2: string | null;
  /** Portions that came by a sharer wait for a person's decision. */
  readonly suspended: boolean;
}
interface LiveParcel {
  readonly outlet: string;
  readonly attempt: number;
  readonly lineNos: readonly number[];
}
export interface OrderLeg {
  readonly role: LegRole;
  readonly party: Receiver;
  readonly amount: Fen;
  readonly attempt: number;
  readonly suspended: boolean;
}
interface Line {
  readonly lineNo: number;
  readonly parts: Parts;
}

const UNDER_REVIEW: readonly Role[] = ['sharer1', 'sharer2', 'invitee'];
export const REVIEWED_ROLES: readonly LegRole[] = UNDER_REVIEW.map(legRole);

/** Freight rides with the parcel that has the first goods line. */
export function placeOf(lineNo: number, parcels: readonly LiveParcel[], hq: string): Place {
  const first = (parcel: LiveParcel): number => Math.min(...parcel.lineNos.filter((no) => no > 0));
  const host =
    parcels.find(({ lineNos }) => lineNos.includes(lineNo)) ??
    (lineNo === 0 ? [...parcels].sort((a, b) => first(a) - first(b))[0] : undefined);
  if (host === undefined) return { party: { kind: 'hq', id: hq }, attempt: null };
  return { party: { kind: 'outlet', id: host.outlet }, attempt: host.attempt };
}

function receiverOf(role: Role, to: Receivers): Receiver {
  const member = (id: string | null): Receiver | null =>
    id === null ? null : { kind: 'member', id };
  const found: Partial<Record<Role, Receiver | null>> = {
    guide: to.guide === null ? null : { kind: 'staff', id: to.guide },
    sharer1: member(to.sharer1),
    sharer2: member(to.sharer2),
    invitee: member(to.buyer),
    selling: { kind: 'outlet', id: to.selling },
    dealer: to.dealer === null ? null : { kind: 'dealer', id: to.dealer },
  };
  return found[role] ?? { kind: 'hq', id: to.hq };
}

/** One leg a role; fulfilling has one a parcel. */
export function legsOf(
  lines: readonly Line[],
  to: Receivers,
  parcels: readonly LiveParcel[],
): OrderLeg[] {
  const legs: OrderLeg[] = [];
  for (const role of ROLES.filter((each) => each !== 'fulfilling')) {
    const amount = fen(lines.reduce((total, { parts }) => total + parts[role], 0));
    if (amount === 0) continue;
    const suspended = to.suspended && UNDER_REVIEW.includes(role);
    legs.push({ role: legRole(role), party: receiverOf(role, to), amount, attempt: 1, suspended });
  }
  const byPlace = new Map<string, OrderLeg>();
  for (const { lineNo, parts } of lines) {
    if (parts.fulfilling === 0) continue;
    const { party, attempt } = placeOf(lineNo, parcels, to.hq);
    const key = `${party.id}:${attempt}`;
    const before = byPlace.get(key)?.amount ?? 0;
    byPlace.set(key, {
      role: 'fulfilling',
      party,
      amount: fen(before + parts.fulfilling),
      attempt: attempt ?? 1,
      suspended: false,
    });
  }
  return [...legs, ...byPlace.values()];
}

export interface PlacedCut {
  readonly role: LegRole;
  readonly amount: Fen;
  readonly party: Receiver | null;
  readonly attempt: number | null;
}
/** Cuts by role; the fulfilling ones by who has the line now. */
export function placedCuts(
  cuts: readonly Line[],
  parcels: readonly LiveParcel[],
  hq: string,
): PlacedCut[] {
  return cuts.flatMap(({ lineNo, parts }) =>
    ROLES.filter((role) => parts[role] > 0).map((role): PlacedCut => {
      const amount = parts[role];
      if (role !== 'fulfilling') return { role: legRole(role), amount, party: null, attempt: null };
      return { role, amount, ...placeOf(lineNo, parcels, hq) };
    }),
  );
}

export interface FulfillingMove {
  readonly from: Place;
  readonly to: Receiver;
  readonly amount: Fen;
}
/** What a re-route moves: each line's rest, from who had it to who has it now. */
export function movesOf(
  rest: readonly Line[],
  before: readonly LiveParcel[],
  now: readonly LiveParcel[],
  hq: string,
): FulfillingMove[] {
  return rest
    .filter(({ parts }) => parts.fulfilling > 0)
    .map(({ lineNo, parts }) => ({
      from: placeOf(lineNo, before, hq),
      to: placeOf(lineNo, now, hq),
      amount: parts.fulfilling,
    }))
    .filter(({ from, to }) => from.party.id !== to.party.id || from.attempt !== to.attempt)
    .map(({ from, to, amount }) => ({ from, to: to.party, amount }));
}
