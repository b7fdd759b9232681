/** The rows of a commission plan as they are published: what they may say. Knows no order. */

/** Levels of guides, lowest first. */
export const GUIDE_LEVELS = ['trainee', 'regular', 'senior', 'lead', 'store_manager'] as const;
export type GuideLevel = (typeof GUIDE_LEVELS)[number];
export const GUIDE_KINDS = ['store', 'online'] as const;
export type GuideKind = (typeof GUIDE_KINDS)[number];
export const PLAN_ROLES = [
  'guide',
  'sharer1',
  'sharer2',
  'selling',
  'fulfilling',
  'dealer',
] as const;
export type PlanRole = (typeof PLAN_ROLES)[number];
const PRODUCT_ROLES = ['traffic', 'everyday', 'benefit', 'spread', 'profit'] as const;
const OUTLET_KINDS = ['store', 'partner', 'popup', 'shelf', 'office', 'vending'] as const;

/** An absent or empty condition asks nothing. */
export interface PlanWhen {
  readonly products?: readonly string[];
  readonly categories?: readonly string[];
  readonly promotions?: readonly string[];
  readonly productRoles?: readonly string[];
  readonly levels?: readonly string[];
  readonly kinds?: readonly string[];
  readonly outletKinds?: readonly string[];
  /** First and last business day. */
  readonly from?: string;
  readonly until?: string;
}
export interface PlanRow {
  readonly id: string;
  readonly name: string;
  readonly role: PlanRole;
  readonly when: PlanWhen;
  readonly pay:
    | { readonly kind: 'rate'; readonly bps: number }
    | { readonly kind: 'piece'; readonly fen: number };
}
export interface TierRow {
  readonly id: string;
  readonly name: string;
  readonly when: Pick<PlanWhen, 'levels' | 'kinds' | 'productRoles'>;
  /** marginal: each step's rate for what lies in it; whole: the step reached, for everything. */
  readonly mode: 'marginal' | 'whole';
  readonly steps: readonly { readonly fromFen: number; readonly bps: number }[];
}

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const hasOnly = (value: Loose, keys: readonly string[]): boolean =>
  Object.keys(value).every((key) => keys.includes(key));
const isWhole = (value: unknown, most: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MOST_NAMED = 200;
const isSet = (value: unknown, fits: (each: string) => boolean): boolean =>
  value === undefined ||
  (Array.isArray(value) &&
    value.length <= MOST_NAMED &&
    new Set(value).size === value.length &&
    value.every((each) => typeof each === 'string' && fits(each)));
const among =
  (of: readonly string[]) =>
  (value: string): boolean =>
    of.includes(value);
const isUuid = (value: string): boolean => UUID.test(value);

const SETS: Readonly<Record<string, (each: string) => boolean>> = {
  products: isUuid,
  categories: isUuid,
  promotions: isUuid,
  productRoles: among(PRODUCT_ROLES),
  levels: among(GUIDE_LEVELS),
  kinds: among(GUIDE_KINDS),
  outletKinds: among(OUTLET_KINDS),
};

function isWhen(value: unknown, sets: readonly string[], withDays: boolean): boolean {
  if (!isLoose(value) || !hasOnly(value, withDays ? [...sets, 'from', 'until'] : sets))
    return false;
  if (!sets.every((key) => isSet(value[key], SETS[key]!))) return false;
  const { from, until } = value;
  const days = [from, until].filter((each) => each !== undefined);
  if (!days.every((each) => typeof each === 'string' && DAY.test(each))) return false;
  return days.length < 2 || (from as string) <= (until as string);
}

const isPay = (value: unknown): boolean =>
  isLoose(value) &&
  ((value.kind === 'rate' && hasOnly(value, ['kind', 'bps']) && isWhole(value.bps, 10_000)) ||
    (value.kind === 'piece' && hasOnly(value, ['kind', 'fen']) && isWhole(value.fen, 10_000_000)));

const isRow = (value: unknown): boolean =>
  isLoose(value) &&
  hasOnly(value, ['id', 'name', 'role', 'when', 'pay']) &&
  isText(value.id, 40) &&
  isText(value.name, 60) &&
  (PLAN_ROLES as readonly unknown[]).includes(value.role) &&
  isWhen(value.when, Object.keys(SETS), true) &&
  isPay(value.pay);

const MOST_STEPS = 8;
/** From nothing up, each step further and dearer than the one below it. */
function areSteps(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > MOST_STEPS) return false;
  return value.every((step, i) => {
    if (!isLoose(step) || !hasOnly(step, ['fromFen', 'bps'])) return false;
    if (!isWhole(step.fromFen, 100_000_000_000) || !isWhole(step.bps, 10_000)) return false;
    if (i === 0) return step.fromFen === 0;
    const below = value[i - 1] as Loose;
    return (
      (step.fromFen as number) > (below.fromFen as number) &&
      (step.bps as number) > (below.bps as number)
    );
  });
}

const isTier = (value: unknown): boolean =>
  isLoose(value) &&
  hasOnly(value, ['id', 'name', 'when', 'mode', 'steps']) &&
  isText(value.id, 40) &&
  isText(value.name, 60) &&
  isWhen(value.when, ['levels', 'kinds', 'productRoles'], false) &&
  (value.mode === 'marginal' || value.mode === 'whole') &&
  areSteps(value.steps);

const areRows =
  (isOne: (value: unknown) => boolean, most: number) =>
  (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length <= most &&
    value.every(isOne) &&
    new Set(value.map(({ id }: { id: string }) => id)).size === value.length;

export const arePlanRows = areRows(isRow, 200);
export const areTierRows = areRows(isTier, 20);
