/**
 * How a line's net is divided. Pure: computed and frozen at placement, only copied later. Rates are
 * floored; what nobody else earns is head office's, so the parts always make the whole.
 */
import {
  allocate,
  fen,
  floorRate,
  least,
  minus,
  most,
  sum,
  ZERO,
  type Bps,
  type Fen,
} from '../../kernel/money.ts';
import { wishOf } from './plan-rules.ts';
import type {
  OrderFacts,
  PaidRole,
  Parts,
  Plan,
  PlanRow,
  Portion,
  PortionLine,
  Present,
  Referral,
  Role,
  TierRow,
} from './types.ts';

const PERSONAL: readonly Role[] = ['invitee', 'sharer2', 'sharer1', 'guide'];
/** In this order the excess over a cap is cut. */
const CUT_ORDER: readonly Role[] = [...PERSONAL, 'dealer', 'fulfilling', 'selling'];

export function portionsOf(
  goods: readonly PortionLine[],
  freight: PortionLine | null,
  plan: Plan,
  present: Present,
  referral: Referral | null,
  order: OrderFacts | null = null,
): Portion[] {
  const nets = goods.map(({ netFen }) => netFen);
  const invitee = allocate(referral === null ? ZERO : least(referral.inviteeFen, sum(nets)), nets);
  const sharer1 = sharer1Of(goods, nets, plan, present, referral, order);
  const laid = goods.map((line, i): Portion => {
    const { no, netFen } = line;
    const rate = (role: PaidRole, holds: boolean): Fen =>
      holds ? wishOf(plan, role, line, order) : ZERO;
    const wished = {
      guide: rate('guide', present.guide),
      sharer1: sharer1[i]!,
      sharer2: rate('sharer2', present.sharer2),
      invitee: invitee[i]!,
      selling: rate('selling', present.selling),
      fulfilling: rate('fulfilling', true),
      dealer: rate('dealer', present.dealer),
    };
    return { lineNo: no, netFen, parts: capped(wished, netFen, plan) };
  });
  const portions = plan.orderPersonalFen > 0 ? cappedOrder(laid, plan.orderPersonalFen) : laid;
  // Freight is the fulfilling outlet's alone: it pays the courier.
  if (freight !== null) {
    const { no, netFen } = freight;
    portions.push({ lineNo: no, netFen, parts: { ...NOTHING, fulfilling: netFen } });
  }
  return portions;
}

export const NOTHING: Parts = {
  guide: ZERO,
  sharer1: ZERO,
  sharer2: ZERO,
  invitee: ZERO,
  selling: ZERO,
  fulfilling: ZERO,
  dealer: ZERO,
  hq: ZERO,
};

/** Share by rate, or the inviter's reward where that is larger: once, never both. */
function sharer1Of(
  goods: readonly PortionLine[],
  nets: readonly Fen[],
  plan: Plan,
  present: Present,
  referral: Referral | null,
  order: OrderFacts | null,
): readonly Fen[] {
  if (!present.sharer1) return nets.map(() => ZERO);
  const byRate = goods.map((line) => wishOf(plan, 'sharer1', line, order));
  const reward = least(referral?.inviterFen ?? ZERO, sum(nets));
  return most(reward, sum(byRate)) === sum(byRate) ? byRate : allocate(reward, nets);
}

type Wished = Record<Exclude<Role, 'hq'>, Fen>;

function capped(wished: Wished, net: Fen, plan: Plan): Parts {
  const parts = { ...wished };
  cutTo(parts, PERSONAL, floorRate(net, plan.personalCapBps));
  cutTo(parts, CUT_ORDER, floorRate(net, plan.allCapBps));
  return { ...parts, hq: minus(net, sum(Object.values(parts))) };
}

function cutTo(parts: Wished, roles: readonly Role[], cap: Fen): void {
  let excess = sum(roles.map((role) => parts[role as keyof Wished])) - cap;
  for (const role of roles as readonly (keyof Wished)[]) {
    if (excess <= 0) return;
    const cut = Math.min(excess, parts[role]);
    parts[role] = fen(parts[role] - cut);
    excess -= cut;
  }
}

/** What the personal roles have of a whole order beyond its cap goes back to head office. */
function cappedOrder(portions: readonly Portion[], cap: Fen): Portion[] {
  const parts = portions.map((portion) => ({ ...portion.parts }));
  let excess = parts.reduce((total, each) => total + personalOf(each), 0) - cap;
  for (const role of PERSONAL) {
    if (excess <= 0) break;
    const had = parts.map((each) => each[role]);
    const cut = least(fen(excess), sum(had));
    for (const [i, off] of allocate(cut, had).entries()) {
      parts[i]![role] = minus(had[i]!, off);
      parts[i]!.hq = fen(parts[i]!.hq + off);
    }
    excess -= cut;
  }
  return portions.map((portion, i) => ({ ...portion, parts: parts[i]! }));
}
const personalOf = (parts: Parts): number =>
  PERSONAL.reduce((total, role) => total + parts[role], 0);

interface PlanBody {
  readonly bps: Readonly<Record<PaidRole, number>>;
  readonly personalCapBps: number;
  readonly allCapBps: number;
  readonly rules?: readonly PlanRow[];
  readonly tiers?: readonly TierRow[];
  readonly caps?: {
    readonly orderPersonalFen: number;
    readonly monthPersonFen: number;
    readonly monthMerchantFen: number;
  };
}
/** For a plan that came as plain policy data. */
export const planOf = (version: number, body: PlanBody): Plan => ({
  version,
  bps: body.bps as Readonly<Record<PaidRole, Bps>>,
  personalCapBps: body.personalCapBps as Bps,
  allCapBps: body.allCapBps as Bps,
  rules: body.rules ?? NO_ROWS,
  tiers: body.tiers ?? NO_ROWS,
  orderPersonalFen: fen(body.caps?.orderPersonalFen ?? 0),
  monthPersonFen: fen(body.caps?.monthPersonFen ?? 0),
  monthMerchantFen: fen(body.caps?.monthMerchantFen ?? 0),
});
const NO_ROWS: readonly never[] = [];
