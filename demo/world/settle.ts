/** Puts the demo chain's people and places into a database, by the doors that everyone uses. */
import { openOutlet } from '../../server/src/flows/open-outlet.ts';
import { addDealer } from '../../server/src/flows/change-tree.ts';
import { setHoursException } from '../../server/src/flows/change-outlet.ts';
import { setUpMerchant } from '../../server/src/flows/set-up-merchant.ts';
import type {
  ComplexId,
  GroupId,
  Id,
  MerchantId,
  NodeId,
  OutletId,
  ProfileId,
} from '../../server/src/kernel/id.ts';
import { fen } from '../../server/src/kernel/money.ts';
import { addDays, epochOf, startOf, type Day } from '../../server/src/kernel/time.ts';
import * as chain from '../../server/src/modules/chain/chain.ts';
import * as groups from '../../server/src/modules/groups/groups.ts';
import { SYSTEM } from '../../server/src/platform/audit.ts';
import type { Db } from '../../server/src/platform/db.ts';
import { COMPLEXES, GROUPS, HOUSE_TYPES, type Season } from './complexes.ts';
import { dice, type Dice } from './dice.ts';
import {
  DEALERS,
  DELIVERY_BANDS,
  OUTLETS,
  PROFILES,
  type DealerKey,
  type OutletPlace,
  type ProfileKey,
} from './places.ts';
import { ADMIN, settleStaff, type SettledStaff, type SignIn } from './settle-staff.ts';

export interface ChainWish {
  readonly merchant: MerchantId;
  readonly seed: number;
  /** Dates (handover, holidays) are told around this day. */
  readonly today: Day;
  readonly name?: string;
  readonly hosts?: readonly string[];
  /** A smaller chain: only these outlets, and only these of their people. */
  readonly outlets?: readonly string[];
  readonly people?: readonly string[];
  /** For whom a random password is set, to be printed. */
  readonly signIns?: readonly string[];
}

export interface SettledComplex {
  readonly id: ComplexId;
  readonly name: string;
  /** Key of the nearest outlet. */
  readonly outlet: string;
  readonly lat: number;
  readonly lng: number;
  readonly households: number;
  readonly profile: ProfileKey;
}
export interface SettledGroup {
  readonly id: GroupId;
  readonly name: string;
  readonly complex: string;
  readonly outlet: OutletId;
  /** Key of the guide who keeps it. */
  readonly guide: string;
}
export interface SettledChain {
  readonly merchant: MerchantId;
  readonly hq: NodeId;
  readonly dealers: Readonly<Record<DealerKey, NodeId>>;
  readonly profiles: Readonly<Record<ProfileKey, ProfileId>>;
  readonly outlets: ReadonlyMap<string, OutletId>;
  readonly staff: ReadonlyMap<string, SettledStaff>;
  readonly complexes: readonly SettledComplex[];
  readonly groups: readonly SettledGroup[];
  readonly signIns: readonly SignIn[];
}

/** Everything is decided by the seed, except the passwords: those are new in each installation. */
export async function settleChain(db: Db, wish: ChainWish): Promise<SettledChain> {
  const { merchant, name = '邻里鲜', hosts = [], seed } = wish;
  const chance = dice(seed);
  const newId = <N extends string>() => chance.id<N>(epochOf(startOf(wish.today)));
  const [hq, adminId] = [newId<'node'>(), newId<'staff'>()];
  const admin = { id: adminId, name: ADMIN.name, login: ADMIN.key, password: null };
  await setUpMerchant(db, { merchant, name, hosts, production: false, demoSeed: seed, hq, admin });
  const dealers = await settleDealers(db, merchant, hq, newId);
  const profiles = await settleProfiles(db, merchant, newId);
  const places = OUTLETS.filter(({ key }) => wish.outlets?.includes(key) ?? true);
  const outlets = new Map(places.map(({ key }) => [key, newId<'node'>()]));
  for (const place of places)
    await settleOutlet(db, wish, place, outlets.get(place.key)!, dealers, profiles);
  const complexes = await settleComplexes(db, wish, chance, newId, profiles, places);
  const by: chain.SignedInStaff = {
    ...admin,
    title: '',
    outlet: null,
    mustChange: false,
    stale: false,
    provedAt: null,
    device: null,
    hasFactor: false,
    enrolment: { state: 'free' },
    exportNeedsCode: false,
    grants: [{ node: hq, role: 'hq_admin' }],
  };
  const staff = await settleStaff(db, wish, by, newId<'staff'>, { hq, dealers, outlets });
  const settled = { merchant, hq, dealers, profiles, outlets, complexes, ...staff };
  return { ...settled, groups: await settleGroups(db, settled, newId<'group'>) };
}

type NewId = <N extends string>() => Id<N>;

async function settleDealers(
  db: Db,
  merchant: MerchantId,
  hq: NodeId,
  newId: NewId,
): Promise<Record<DealerKey, NodeId>> {
  const dealers = {} as Record<DealerKey, NodeId>;
  for (const { key, name } of DEALERS) {
    const id = newId<'node'>();
    dealers[key] = id;
    await addDealer(db, { merchant, actor: SYSTEM, branches: [hq], id, parent: hq, name });
  }
  return dealers;
}

function settleProfiles(
  db: Db,
  merchant: MerchantId,
  newId: NewId,
): Promise<Record<ProfileKey, ProfileId>> {
  const made = PROFILES.map(({ key, name }) => ({ key, name, id: newId<'profile'>() }));
  return db.transaction(merchant, async (tx) => {
    for (const { id, name } of made) chain.addProfile(tx, { id, name });
    return Object.fromEntries(made.map(({ key, id }) => [key, id])) as Record<
      ProfileKey,
      ProfileId
    >;
  });
}

async function settleOutlet(
  db: Db,
  { merchant, today }: ChainWish,
  place: OutletPlace,
  id: OutletId,
  dealers: Readonly<Record<DealerKey, NodeId>>,
  profiles: Readonly<Record<ProfileKey, ProfileId>>,
): Promise<void> {
  const { key, dealer, weekly, profile, ...rest } = place;
  const parent = dealers[dealer];
  const form: chain.OutletForm = {
    ...rest,
    id,
    parent,
    shortName: place.name,
    stockOwner: 'hq',
    profile: profiles[profile],
    deliveryBands: place.delivers
      ? DELIVERY_BANDS.filter(({ uptoM }) => uptoM <= place.radiusM).map((band) => ({
          uptoM: band.uptoM,
          feeFen: fen(band.feeFen),
          minFen: fen(band.minFen),
          freeFromFen: fen(band.freeFromFen),
        }))
      : [],
    template: null,
  };
  const week = Object.entries(weekly).flatMap(([weekday, intervals]) =>
    intervals.map(([opensMin, closesMin]) => ({ weekday: Number(weekday), opensMin, closesMin })),
  );
  const by = { merchant, actor: SYSTEM, branches: [parent] };
  await openOutlet(db, { ...by, form, week });
  for (const exception of exceptionsOf(key, today))
    await setHoursException(db, { ...by, outlet: id, exception });
}

const HOLIDAYS = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['10-01', '国庆节'],
] as const;
/** The fixed holidays of the 90 days before and the 60 after, and one evening of stocktaking. */
function exceptionsOf(outlet: string, today: Day): chain.HoursException[] {
  const [from, to, year] = [addDays(today, -90), addDays(today, 60), Number(today.slice(0, 4))];
  const holidays = [year - 1, year, year + 1].flatMap((each) =>
    HOLIDAYS.map(([date, reason]) => ({ on: `${each}-${date}` as Day, reason })),
  );
  const near = holidays.filter(({ on }) => on >= from && on <= to);
  if (outlet === 'hupan') {
    const short = near.map((each) => ({ ...each, intervals: [[540, 1_080] as const] }));
    const on = addDays(today, 9);
    return [...short, { on, intervals: [[420, 1_140]], reason: '盘点，晚上 7 点关门' }];
  }
  return outlet === 'cuiyuan' ? near.map((each) => ({ ...each, intervals: [] })) : [];
}

async function settleComplexes(
  db: Db,
  { merchant, today }: ChainWish,
  chance: Dice,
  newId: NewId,
  profiles: Readonly<Record<ProfileKey, ProfileId>>,
  places: readonly OutletPlace[],
): Promise<SettledComplex[]> {
  const settled: SettledComplex[] = [];
  await db.transaction(merchant, async (tx) => {
    for (const [name, outlet, eastM, northM, households, season, profile] of COMPLEXES) {
      const near = places.find(({ key }) => key === outlet);
      if (near === undefined) continue;
      const place = {
        id: newId<'complex'>(),
        name,
        lat: Number((near.lat + northM / 111_200).toFixed(6)),
        lng: Number((near.lng + eastM / 96_100).toFixed(6)),
        households,
      };
      chain.addComplex(tx, {
        ...place,
        district: near.district,
        handedOverOn: handoverOf(season, today, chance),
        houseTypes: houseTypesOf(season, households),
        profile: profiles[profile],
      });
      settled.push({ ...place, outlet, profile });
    }
  });
  return settled;
}

function handoverOf(season: Season, today: Day, chance: Dice): Day {
  const ago: Record<Season, readonly [number, number]> = {
    old: [7_000, 9_500],
    settled: [1_800, 5_500],
    recent: [30, 300],
    coming: [-120, -15],
  };
  const [least, most] = ago[season];
  return addDays(today, -chance.between(least, most));
}

function houseTypesOf(season: Season, households: number): chain.HouseType[] {
  const [small, middle, large] = HOUSE_TYPES[season].map(([name, areaM2]) => ({ name, areaM2 }));
  const [some, most] = [Math.floor(households * 0.3), Math.floor(households * 0.5)];
  return [
    { ...small!, households: some },
    { ...middle!, households: most },
    { ...large!, households: households - some - most },
  ];
}

/** Where both the complex and the guide are there. */
async function settleGroups(
  db: Db,
  { merchant, complexes, staff }: Pick<SettledChain, 'merchant' | 'complexes' | 'staff'>,
  newId: () => GroupId,
): Promise<SettledGroup[]> {
  return db.transaction(merchant, async (tx) =>
    GROUPS.flatMap(([complex, guide, headcount]) => {
      const [at, owner] = [complexes.find(({ name }) => name === complex), staff.get(guide)];
      if (at === undefined || owner?.outlet == null) return [];
      const group = { id: newId(), name: `${complex}群`, outlet: owner.outlet };
      groups.add(tx, { ...group, owner: owner.id, complex: at.id, opengid: null, headcount });
      return [{ ...group, complex, guide }];
    }),
  );
}
