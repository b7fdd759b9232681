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
export interface WalletBodies {
  readonly withdrawal: WithdrawalBody;
}

const whole = (least: number, most: number) =>
  ({ type: 'whole', least, most, narrow: 'fixed' }) as const;
const choice = (of: readonly string[]) => ({ type: 'choice', of, narrow: 'fixed' }) as const;
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
};
