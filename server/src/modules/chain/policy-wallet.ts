/** Kinds of policy about money that people take out of the house or keep in it. */

export type TaxChoice = 'labour' | 'cumulative' | 'agent';
export interface WithdrawalBody {
  readonly minFen: number;
  readonly maxFen: number;
  readonly feeFen: number;
  readonly feeBps: number;
  readonly perDay: number;
  readonly perDayFen: number;
  readonly perMonthFen: number;
  readonly newAccountHours: number;
  readonly changeHours: number;
  /** From here on two people of finance let it go. */
  readonly secondPersonFen: number;
  readonly memberTax: TaxChoice;
  readonly staffTax: TaxChoice;
}
export interface StoredValueBody {
  /** Off until head office has filed what the law wants and switches it on. */
  readonly enabled: boolean;
  readonly order: 'proportional' | 'principal_first';
  /** Single-purpose prepaid cards: 1,000 yuan to bearer, 5,000 where the holder is named. */
  readonly unnamedCapFen: number;
  readonly namedCapFen: number;
  readonly leastFen: number;
  /** Bonus lasts so long; principal never ends. */
  readonly bonusDays: number;
  /** What comes back into a bucket that has ended meanwhile gets so many days. */
  readonly freshDays: number;
}
export interface PointsBody {
  readonly enabled: boolean;
  readonly perYuan: number;
  readonly roleBps: {
    readonly traffic: number;
    readonly everyday: number;
    readonly benefit: number;
    readonly spread: number;
    readonly profit: number;
  };
  readonly mostPerOrder: number;
  /** So many points are one yuan. */
  readonly pointsPerYuan: number;
  /** At most this share of what is payable. */
  readonly capBps: number;
  readonly multiple: number;
  readonly expiry: 'rolling' | 'year_end';
  readonly expiryMonths: number;
  readonly noticeDays: number;
  readonly freshDays: number;
}
export interface WalletBodies {
  readonly withdrawal: WithdrawalBody;
  readonly stored_value: StoredValueBody;
  readonly points: PointsBody;
}

const whole = (least: number, most: number) =>
  ({ type: 'whole', least, most, narrow: 'fixed' }) as const;
const choice = (of: readonly string[]) => ({ type: 'choice', of, narrow: 'fixed' }) as const;
const flag = { type: 'flag', narrow: 'fixed' } as const;
const TAX: readonly TaxChoice[] = ['labour', 'cumulative', 'agent'];

export const FIELDS_OF_WALLET = {
  withdrawal: {
    minFen: whole(1, 100_000),
    maxFen: whole(100, 100_000_000),
    feeFen: whole(0, 10_000),
    feeBps: whole(0, 1_000),
    perDay: whole(1, 100),
    perDayFen: whole(100, 1_000_000_000),
    perMonthFen: whole(100, 10_000_000_000),
    newAccountHours: whole(0, 720),
    changeHours: whole(0, 720),
    secondPersonFen: whole(0, 1_000_000_000),
    memberTax: choice(TAX),
    staffTax: choice(TAX),
  },
  stored_value: {
    enabled: flag,
    order: choice(['proportional', 'principal_first']),
    unnamedCapFen: whole(0, 100_000),
    namedCapFen: whole(0, 500_000),
    leastFen: whole(1, 500_000),
    bonusDays: whole(30, 3_650),
    freshDays: whole(7, 365),
  },
  points: {
    enabled: flag,
    perYuan: whole(0, 100),
    'roleBps.traffic': whole(0, 100_000),
    'roleBps.everyday': whole(0, 100_000),
    'roleBps.benefit': whole(0, 100_000),
    'roleBps.spread': whole(0, 100_000),
    'roleBps.profit': whole(0, 100_000),
    mostPerOrder: whole(1, 1_000_000),
    pointsPerYuan: whole(1, 10_000),
    capBps: whole(0, 10_000),
    multiple: whole(1, 10_000),
    expiry: choice(['rolling', 'year_end']),
    expiryMonths: whole(1, 60),
    noticeDays: whole(1, 90),
    freshDays: whole(7, 365),
  },
};

export const FIRST_OF_WALLET: WalletBodies = {
  withdrawal: {
    minFen: 100,
    maxFen: 2_000_000,
    feeFen: 0,
    feeBps: 0,
    perDay: 3,
    perDayFen: 2_000_000,
    perMonthFen: 20_000_000,
    newAccountHours: 72,
    changeHours: 24,
    secondPersonFen: 50_000,
    memberTax: 'labour',
    staffTax: 'agent',
  },
  stored_value: {
    enabled: false,
    order: 'proportional',
    unnamedCapFen: 100_000,
    namedCapFen: 500_000,
    leastFen: 1_000,
    bonusDays: 365,
    freshDays: 30,
  },
  points: {
    enabled: false,
    perYuan: 1,
    roleBps: { traffic: 0, everyday: 10_000, benefit: 10_000, spread: 10_000, profit: 10_000 },
    mostPerOrder: 5_000,
    pointsPerYuan: 100,
    capBps: 3_000,
    multiple: 100,
    expiry: 'rolling',
    expiryMonths: 12,
    noticeDays: 30,
    freshDays: 30,
  },
};
