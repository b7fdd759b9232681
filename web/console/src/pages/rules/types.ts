export const KINDS = [
  'routing',
  'belonging',
  'credit',
  'commission',
  'referral',
  'aftersales',
  'withdrawal',
  'settlement',
  'stored_value',
  'points',
] as const;
export type Kind = (typeof KINDS)[number];
export type Body = Readonly<Record<string, unknown>>;

export interface Version {
  readonly nodeId: string;
  readonly nodeName: string;
  readonly version: number;
  readonly body: Body;
  readonly validFrom: string;
  readonly actorName: string | null;
  readonly why: string;
  readonly isInForce: boolean;
}
export interface Draft {
  readonly id: string;
  readonly kind: Kind;
  readonly nodeId: string;
  readonly body: Body;
  readonly why: string;
  readonly madeByName?: string | null;
  readonly madeAt: string;
}

/** bps.guide → body.bps.guide */
export const valueAt = (body: Body, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], body);

export function withValue(body: Body, path: string, value: unknown): Body {
  const [key, ...rest] = path.split('.') as [string, ...string[]];
  if (rest.length === 0) return { ...body, [key]: value };
  return { ...body, [key]: withValue((body[key] as Body) ?? {}, rest.join('.'), value) };
}

export type Field =
  | {
      readonly path: string;
      readonly type: 'whole';
      readonly least: number;
      readonly most: number;
      readonly as?: 'rate' | 'yuan' | 'km';
    }
  | { readonly path: string; readonly type: 'flag' }
  | { readonly path: string; readonly type: 'choice'; readonly of: readonly string[] }
  | { readonly path: string; readonly type: 'order'; readonly of: readonly string[] };

/** One sentence of a rule: its word key, the fields that stand in it, its mark and its stage. */
export interface Clause {
  readonly key: string;
  readonly mark: string;
  readonly stage: 'drop' | 'sort' | 'act' | 'plain';
  readonly fields: readonly Field[];
}
const whole = (path: string, least: number, most: number, as?: 'rate' | 'yuan' | 'km'): Field => ({
  path,
  type: 'whole',
  least,
  most,
  ...(as ? { as } : {}),
});
const rate = (path: string) => whole(path, 0, 10_000, 'rate');
const clause = (key: string, mark: string, stage: Clause['stage'], ...fields: Field[]): Clause => ({
  key,
  mark,
  stage,
  fields,
});

export const CLAUSES: Readonly<Record<Kind, readonly Clause[]>> = {
  routing: [
    clause('stock', 'markStock', 'drop', whole('safetyStock', 0, 20)),
    clause('area', 'markArea', 'drop', whole('radiusM', 500, 20_000, 'km'), {
      path: 'useArea',
      type: 'flag',
    }),
    clause('open', 'markTime', 'drop', whole('promiseStepMinutes', 5, 240)),
    clause('capacity', 'markLoad', 'drop'),
    clause('sorts', 'markSort', 'sort', {
      path: 'sorts',
      type: 'order',
      of: ['promise', 'distance', 'capacity', 'balance'],
    }),
    clause('accept', 'markDo', 'act', whole('acceptMinutes', 5, 240)),
    clause(
      'split',
      'markDo',
      'act',
      { path: 'allowSplit', type: 'flag' },
      whole('maxParcels', 1, 3),
    ),
    clause('none', 'markDo', 'act', { path: 'onNone', type: 'choice', of: ['park', 'refund'] }),
  ],
  belonging: [
    clause('home', 'markHome', 'plain'),
    clause('protect', 'markTime', 'plain', whole('protectDays', 0, 365)),
    clause('snatch', 'markSort', 'plain'),
    clause(
      'expire',
      'markTime',
      'plain',
      whole('expireDays', 1, 1095),
      whole('noticeDays', 1, 1095),
    ),
    clause('heir', 'markDo', 'plain', {
      path: 'heir',
      type: 'choice',
      of: ['outlet_manager', 'round_robin', 'outlet_only'],
    }),
  ],
  credit: [
    clause('window', 'markTime', 'plain', whole('windowDays', 1, 30)),
    clause('fallback', 'markSort', 'plain'),
    clause('levels', 'markDo', 'plain'),
  ],
  commission: [
    clause('guide', 'markPay', 'plain', rate('bps.guide')),
    clause('sharer1', 'markPay', 'plain', rate('bps.sharer1')),
    clause('sharer2', 'markPay', 'plain', rate('bps.sharer2')),
    clause('selling', 'markPay', 'plain', rate('bps.selling')),
    clause('fulfilling', 'markPay', 'plain', rate('bps.fulfilling')),
    clause('dealer', 'markPay', 'plain', rate('bps.dealer')),
    clause('caps', 'markCap', 'plain', rate('personalCapBps'), rate('allCapBps')),
  ],
  referral: [
    clause('reward', 'markPay', 'plain', whole('inviteeRewardFen', 0, 100_000, 'yuan')),
    clause('budget', 'markCap', 'plain', whole('budgetFen', 0, 10_000_000_000, 'yuan')),
    clause(
      'perInviter',
      'markCap',
      'plain',
      whole('perInviterMax', 0, 10_000),
      whole('perInviterDays', 1, 365),
    ),
  ],
  aftersales: [
    clause('window_after', 'markTime', 'plain', whole('windowDays', 1, 60)),
    clause('unpaid', 'markTime', 'plain', whole('unpaidMinutes', 5, 1440)),
    clause('pickup', 'markTime', 'plain', whole('pickupDays', 1, 30)),
    clause('delivered', 'markTime', 'plain', whole('receivedAfterDispatchDays', 1, 30)),
    clause('noReason', 'markTime', 'plain', whole('noReasonDays', 7, 60)),
    clause('answer', 'markTime', 'plain', whole('answerHours', 1, 240)),
    clause('autoAgree', 'markCap', 'plain', whole('autoAgreeFen', 0, 1_000_000, 'yuan')),
    clause('bringBack', 'markTime', 'plain', whole('returnDays', 1, 30)),
    clause('appeal', 'markTime', 'plain', whole('appealDays', 1, 60)),
    clause('price', 'markTime', 'plain', whole('priceDays', 0, 21)),
    clause('photos', 'markTime', 'plain', whole('photoDays', 30, 1095)),
    clause('invoice', 'markTime', 'plain', whole('invoiceDays', 1, 365)),
  ],
  withdrawal: [
    clause(
      'amounts',
      'markCap',
      'plain',
      whole('minFen', 1, 100_000, 'yuan'),
      whole('maxFen', 100, 100_000_000, 'yuan'),
    ),
    clause(
      'fee',
      'markPay',
      'plain',
      whole('feeFen', 0, 10_000, 'yuan'),
      whole('feeBps', 0, 1_000, 'rate'),
    ),
    clause(
      'often',
      'markCap',
      'plain',
      whole('perDay', 1, 100),
      whole('perDayFen', 100, 1_000_000_000, 'yuan'),
      whole('perMonthFen', 100, 10_000_000_000, 'yuan'),
    ),
    clause(
      'cool',
      'markTime',
      'plain',
      whole('newAccountHours', 0, 720),
      whole('changeHours', 0, 720),
    ),
    clause('second', 'markDo', 'plain', whole('secondPersonFen', 0, 1_000_000_000, 'yuan')),
    clause(
      'tax',
      'markPay',
      'plain',
      { path: 'memberTax', type: 'choice', of: ['labour', 'cumulative', 'agent'] },
      { path: 'staffTax', type: 'choice', of: ['labour', 'cumulative', 'agent'] },
    ),
  ],
  settlement: [
    clause('closing', 'markTime', 'plain', whole('closeDay', 1, 10)),
    clause('twoPeople', 'markDo', 'plain', { path: 'secondPerson', type: 'flag' }),
  ],
  stored_value: [
    clause('storedOn', 'markDo', 'plain', { path: 'enabled', type: 'flag' }),
    clause(
      'storedCaps',
      'markCap',
      'plain',
      whole('unnamedCapFen', 0, 100_000, 'yuan'),
      whole('namedCapFen', 0, 500_000, 'yuan'),
      whole('leastFen', 1, 500_000, 'yuan'),
    ),
    clause('storedOrder', 'markPay', 'plain', {
      path: 'order',
      type: 'choice',
      of: ['proportional', 'principal_first'],
    }),
    clause(
      'storedEnd',
      'markTime',
      'plain',
      whole('bonusDays', 30, 3_650),
      whole('freshDays', 7, 365),
    ),
  ],
  points: [
    clause('pointsOn', 'markDo', 'plain', { path: 'enabled', type: 'flag' }),
    clause(
      'pointsEarn',
      'markPay',
      'plain',
      whole('perYuan', 0, 100),
      whole('mostPerOrder', 1, 1_000_000),
    ),
    clause(
      'pointsRoles',
      'markPay',
      'plain',
      whole('roleBps.everyday', 0, 100_000, 'rate'),
      whole('roleBps.profit', 0, 100_000, 'rate'),
      whole('roleBps.spread', 0, 100_000, 'rate'),
      whole('roleBps.benefit', 0, 100_000, 'rate'),
      whole('roleBps.traffic', 0, 100_000, 'rate'),
    ),
    clause(
      'pointsUse',
      'markCap',
      'plain',
      whole('pointsPerYuan', 1, 10_000),
      whole('capBps', 0, 10_000, 'rate'),
      whole('multiple', 1, 10_000),
    ),
    clause(
      'pointsEnd',
      'markTime',
      'plain',
      { path: 'expiry', type: 'choice', of: ['rolling', 'year_end'] },
      whole('expiryMonths', 1, 60),
      whole('noticeDays', 1, 90),
      whole('freshDays', 7, 365),
    ),
  ],
};
