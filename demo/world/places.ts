/**
 * Where the demo chain 邻里鲜 stands: dealers, outlets and community profiles.
 * Places are in GCJ-02; the drawing is Hangzhou's, the shops are ours.
 */
import type { Point, Polygon } from '../../server/src/kernel/geo.ts';
import type { Interval } from '../../server/src/kernel/hours.ts';

export const DEALERS = [
  { key: 'west', name: '城西鲜达' },
  { key: 'south', name: '江南鲜汇' },
] as const;
export type DealerKey = (typeof DEALERS)[number]['key'];

export const PROFILES = [
  { key: 'family', name: '有娃家庭' },
  { key: 'young', name: '年轻租客' },
  { key: 'old', name: '老小区长者' },
  { key: 'fresh', name: '新交付小区' },
  { key: 'upper', name: '改善大宅' },
] as const;
export type ProfileKey = (typeof PROFILES)[number]['key'];

export interface OutletPlace extends Point {
  readonly key: string;
  readonly name: string;
  readonly kind: 'store' | 'partner';
  readonly dealer: DealerKey;
  readonly district: string;
  readonly address: string;
  readonly phone: string;
  readonly profile: ProfileKey;
  readonly weekly: Readonly<Record<number, readonly Interval[]>>;
  readonly area: Polygon | null;
  readonly radiusM: number;
  readonly dailyCapacity: number | null;
  readonly prepareMinutes: number;
  readonly delivers: boolean;
  readonly notice: string;
}

const at = (hour: number, minute = 0): number => hour * 60 + minute;
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const daily = (opens: number, closes: number, days = WEEK): Record<number, Interval[]> =>
  Object.fromEntries(days.map((day) => [day, [[opens, closes] as const]]));

const seven = daily(at(7), at(22));

/** Corners of a service area, metres east and north of the outlet. */
const round = (centre: Point, corners: readonly (readonly [number, number])[]): Polygon =>
  corners.map(
    ([east, north]) =>
      [
        Number((centre.lng + east / 96_100).toFixed(6)),
        Number((centre.lat + north / 111_200).toFixed(6)),
      ] as const,
  );
const store = (
  key: string,
  name: string,
  dealer: DealerKey,
  place: Point,
  more: Partial<OutletPlace> & Pick<OutletPlace, 'district' | 'address' | 'profile'>,
): OutletPlace => ({
  key,
  name,
  kind: 'store',
  dealer,
  ...place,
  phone: '0571-8800 2600',
  weekly: seven,
  area: null,
  radiusM: 5_000,
  dailyCapacity: 90,
  prepareMinutes: 60,
  delivers: true,
  notice: '',
  ...more,
});

const HUPAN = { lat: 30.2836, lng: 120.1004 };
const GUDUN = { lat: 30.302, lng: 120.1085 };
const CUIYUAN = { lat: 30.283, lng: 120.1257 };
const AOTI = { lat: 30.23, lng: 120.233 };

export const OUTLETS: readonly OutletPlace[] = [
  store('hupan', '湖畔店', 'west', HUPAN, {
    district: '西湖区',
    address: '西溪路 118 号',
    phone: '0571-8800 2601',
    profile: 'family',
    area: round(HUPAN, [
      [-1500, -900],
      [1400, -1000],
      [1700, 600],
      [600, 1500],
      [-1300, 1300],
    ]),
    dailyCapacity: 140,
    notice: '夜里下单，明早 7 点开门就拣。',
  }),
  store(
    'wener',
    '文二西路店',
    'west',
    { lat: 30.2785, lng: 120.0913 },
    {
      district: '西湖区',
      address: '文二西路 638 号',
      phone: '0571-8800 2602',
      profile: 'young',
    },
  ),
  store('gudun', '古墩店', 'west', GUDUN, {
    district: '西湖区',
    address: '古墩路 702 号',
    phone: '0571-8800 2603',
    profile: 'upper',
    weekly: daily(at(9), at(21, 30)),
    area: round(GUDUN, [
      [-1900, -2600],
      [2100, -2300],
      [2500, 1500],
      [-300, 2300],
      [-2200, 1700],
    ]),
    dailyCapacity: 120,
  }),
  store('cuiyuan', '翠苑店', 'west', CUIYUAN, {
    district: '西湖区',
    address: '翠苑街道 文一路 115 号',
    phone: '0571-8800 2604',
    profile: 'old',
    weekly: daily(at(7, 30), at(22)),
    area: round(CUIYUAN, [
      [-3000, -900],
      [1500, -1300],
      [1900, 1200],
      [-1000, 1500],
      [-3100, 900],
    ]),
    dailyCapacity: 120,
  }),
  store(
    'sandun',
    '三墩店',
    'west',
    { lat: 30.3345, lng: 120.085 },
    {
      district: '西湖区',
      address: '三墩镇 振华路 298 号',
      phone: '0571-8800 2605',
      profile: 'fresh',
      weekly: daily(at(7), at(23, 30)),
      dailyCapacity: 100,
    },
  ),
  store(
    'jiangcun',
    '蒋村店',
    'west',
    { lat: 30.278, lng: 120.0685 },
    {
      district: '西湖区',
      address: '蒋村街道 文三西路 461 号',
      phone: '0571-8800 2606',
      profile: 'family',
      dailyCapacity: 80,
    },
  ),
  store(
    'shenhua',
    '申花店',
    'west',
    { lat: 30.332, lng: 120.1295 },
    {
      district: '拱墅区',
      address: '申花路 789 号',
      phone: '0571-8800 2607',
      profile: 'upper',
      weekly: daily(at(7), at(22), [2, 3, 4, 5, 6, 7]),
      dailyCapacity: 80,
      prepareMinutes: 30,
      notice: '周一休息，周二早上 7 点见。',
    },
  ),
  store(
    'jiangnan',
    '江南店',
    'south',
    { lat: 30.208, lng: 120.209 },
    {
      district: '滨江区',
      address: '江南大道 3900 号',
      phone: '0571-8800 2608',
      profile: 'young',
    },
  ),
  store('aoti', '奥体店', 'south', AOTI, {
    district: '滨江区',
    address: '飞虹路 266 号',
    phone: '0571-8800 2609',
    profile: 'fresh',
    weekly: daily(at(8), at(22)),
    area: round(AOTI, [
      [-2600, -1700],
      [2400, -2100],
      [2900, 1600],
      [-1900, 2300],
    ]),
  }),
  store(
    'xiasha',
    '下沙店',
    'south',
    { lat: 30.311, lng: 120.342 },
    {
      district: '钱塘区',
      address: '学源街 58 号',
      phone: '0571-8800 2610',
      profile: 'young',
      // Students on Friday and Saturday night: it shuts at two in the morning of the next day.
      weekly: { ...daily(at(7), at(24)), ...daily(at(7), at(26), [5, 6]) },
      dailyCapacity: 110,
      prepareMinutes: 45,
      notice: '周五周六开到凌晨两点。',
    },
  ),
  store(
    'wuchang',
    '五常合作店',
    'west',
    { lat: 30.266, lng: 120.033 },
    {
      kind: 'partner',
      district: '余杭区',
      address: '五常街道 荆长路 88 号',
      phone: '0571-8800 2611',
      profile: 'fresh',
      weekly: daily(at(8), at(20)),
      radiusM: 3_000,
      dailyCapacity: 30,
      delivers: false,
    },
  ),
  store(
    'beigan',
    '北干合作店',
    'south',
    { lat: 30.183, lng: 120.261 },
    {
      kind: 'partner',
      district: '萧山区',
      address: '北干街道 金城路 515 号',
      phone: '0571-8800 2612',
      profile: 'old',
      weekly: daily(at(7), at(21, 30)),
      radiusM: 3_000,
      dailyCapacity: 40,
      delivers: false,
    },
  ),
];

/** Fees by distance: the nearest band that reaches the address holds. */
export const DELIVERY_BANDS = [
  { uptoM: 1_500, feeFen: 300, minFen: 1_500, freeFromFen: 3_900 },
  { uptoM: 3_000, feeFen: 500, minFen: 2_900, freeFromFen: 5_900 },
  { uptoM: 5_000, feeFen: 800, minFen: 3_900, freeFromFen: 9_900 },
] as const;
