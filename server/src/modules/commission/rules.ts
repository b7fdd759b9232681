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
import type { Parts, Plan, Portion, PortionLine, Present, Referral, Role } from './types.ts';

const PERSONAL: readonly Role[] = ['invitee', 'sharer2', 'sharer1', 'guide'];
/** In this order the excess over a cap is cut. */
const CUT_ORDER: readonly Role[] = [...PERSONAL, 'dealer', 'fulfilling', 'selling'];

export function portionsOf(
  goods: readonly PortionLine[],
  freight: PortionLine | null,
  plan: Plan,
  present: Present,
  referral: Referral | null,
): Portion[] {
  const nets = goods.map(({ netFen }) => netFen);
  const invitee = allocate(referral === null ? ZERO : least(referral.inviteeFen, sum(nets)), nets);
  const sharer1 = sharer1Of(nets, plan, present, referral);
  const portions = goods.map(({ no, netFen }, i): Portion => {
    const rate = (role: keyof Plan['bps'], holds: boolean): Fen =>
      holds ? floorRate(netFen, plan.bps[role]) : ZERO;
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
  nets: readonly Fen[],
  plan: Plan,
  present: Present,
  referral: Referral | null,
): readonly Fen[] {
  if (!present.sharer1) return nets.map(() => ZERO);
  const byRate = nets.map((net) => floorRate(net, plan.bps.sharer1));
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

/** For a plan that came as plain policy data. */
export const planOf = (
  version: number,
  body: {
    readonly bps: Readonly<Record<keyof Plan['bps'], number>>;
    readonly personalCapBps: number;
    readonly allCapBps: number;
  },
): Plan => ({
  version,
  bps: body.bps as Readonly<Record<keyof Plan['bps'], Bps>>,
  personalCapBps: body.personalCapBps as Bps,
  allCapBps: body.allCapBps as Bps,
});
