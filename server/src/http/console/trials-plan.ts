/**
 * Past orders under another plan: what each role, person and outlet would have had, whose caps are
 * met, what all of it costs of the net. What was is what was frozen; a plan is laid anew on lines.
 */
import type { OutletId, StaffId } from '../../kernel/id.ts';
import { fen, minus, plus, sum, ZERO, type Fen } from '../../kernel/money.ts';
import { dayOf, type Instant } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import type { findPastPortions } from '../../views/past-orders.ts';
import { guideFacts } from '../../flows/steps/plan.ts';
import { TRIED_MOST, type Draft, type Limit } from './trials.ts';

type PastPortion = Awaited<ReturnType<typeof findPastPortions>>[number];
const SHOWN_PEOPLE = 200;

export interface Laid {
  readonly lines: readonly PastPortion[];
  readonly before: readonly commission.Portion[];
  readonly after: readonly commission.Portion[];
  readonly uncapped: readonly commission.Portion[];
  readonly plan: commission.Plan;
}

function laidOf(
  directory: chain.Directory,
  { node, body }: Draft,
  now: Instant,
  lines: readonly PastPortion[],
): Laid {
  const [{ selling, hasGuide, hasSharer1, hasSharer2, hasDealer, at, guideId, promotion }] =
    lines as [PastPortion];
  const outlet = directory.outlet(selling)!;
  const drafted = chain.bodyWithDraft(
    directory,
    { kind: 'commission', node, body },
    outlet.path,
    now,
  );
  const plan = commission.planOf(0, drafted);
  const past = {
    present: {
      guide: hasGuide,
      sharer1: hasSharer1,
      sharer2: hasSharer2,
      selling: true,
      dealer: hasDealer,
    },
    portions: lines.map(portionOf),
    facts: new Map(lines.map((line) => [line.lineNo, line])),
    order: {
      outletKind: outlet.kind,
      promotion,
      ...guideFacts(directory, guideId, at),
      day: dayOf(at),
    },
  };
  return {
    lines,
    plan,
    before: past.portions,
    after: commission.redivide(past, plan),
    uncapped: commission.redivide(past, commission.withoutCaps(plan)),
  };
}

export function tryCommission(
  directory: chain.Directory,
  draft: Draft,
  now: Instant,
  past: readonly PastPortion[],
) {
  const orders = [...Map.groupBy(past, ({ order }) => order).values()].map((lines) =>
    laidOf(directory, draft, now, lines),
  );
  const rolesBefore = commission.sumRoles(orders.flatMap(({ before }) => before));
  const rolesAfter = commission.sumRoles(orders.flatMap(({ after }) => after));
  const limits: Limit[] = orders.length === TRIED_MOST ? ['newest_only'] : [];
  if (rolesBefore.invitee > 0) limits.push('reward_kept');
  const { path } = directory.nodes.get(draft.node)!;
  const formerBody = chain.policyInForce(directory, 'commission', path, now).body;
  const former = commission.planOf(0, formerBody);
  const next = orders[0]?.plan ?? former;
  if (next.rules.some(({ when }) => (when.categories?.length ?? 0) > 0))
    limits.push('categories_of_today');
  if (next.tiers.length + former.tiers.length > 0 || next.monthPersonFen > 0)
    limits.push('a_month_of_30_days');
  const people = peopleOf(directory, orders, former, next, now);
  const tiers = {
    beforeFen: sum(people.map(({ tierBeforeFen }) => tierBeforeFen)),
    afterFen: sum(people.map(({ tierAfterFen }) => tierAfterFen)),
  };
  const netFen = past.reduce<Fen>((total, each) => plus(total, each.netFen), ZERO);
  const cost = {
    beforeFen: fen(netFen - rolesBefore.hq + tiers.beforeFen),
    afterFen: fen(netFen - rolesAfter.hq + tiers.afterFen),
  };
  return {
    orders: orders.length,
    limits,
    routing: null,
    commission: {
      netFen,
      cost,
      tiers,
      riseBps: netFen === 0 ? 0 : Math.ceil(((cost.afterFen - cost.beforeFen) * 10_000) / netFen),
      roles: commission.ROLES.map((role) => {
        return { role, beforeFen: rolesBefore[role], afterFen: rolesAfter[role] };
      }),
      outlets: outletsOf(directory, orders),
      people: people.slice(0, SHOWN_PEOPLE),
      caps: capsOf(orders, people, next),
    },
  };
}

const portionOf = (row: PastPortion): commission.Portion => {
  const { lineNo, netFen, guide, sharer1, sharer2, invitee, dealer, hq } = row;
  const { sellingFen: selling, fulfillingFen: fulfilling } = row;
  const parts = { guide, sharer1, sharer2, invitee, selling, fulfilling, dealer, hq };
  return { lineNo, netFen, parts };
};

const guideSum = (portions: readonly commission.Portion[]): Fen =>
  sum(portions.map(({ parts }) => parts.guide));

/** Each guide of these orders; who changes most stands first. */
function peopleOf(
  directory: chain.Directory,
  orders: readonly Laid[],
  former: commission.Plan,
  next: commission.Plan,
  now: Instant,
) {
  const led = orders.filter(({ lines }) => lines[0]!.guideId !== null);
  const byGuide = Map.groupBy(led, ({ lines }) => lines[0]!.guideId as StaffId);
  return [...byGuide]
    .map(([staffId, hers]) => {
      const facts = guideFacts(directory, staffId, now);
      const lines = hers.flatMap((each) => each.lines.filter(({ lineNo }) => lineNo > 0));
      const extra = (plan: commission.Plan): Fen => {
        const guide = { level: facts.guideLevel, kind: facts.guideKind };
        return commission.monthOf(plan, guide, lines).extraFen;
      };
      const [tierBeforeFen, tierAfterFen] = [extra(former), extra(next)];
      const before = guideSum(hers.flatMap((each) => each.before));
      const uncut = plus(guideSum(hers.flatMap((each) => each.after)), tierAfterFen);
      const cap = next.monthPersonFen;
      return {
        staffId,
        name: hers[0]!.lines[0]!.guideName ?? '',
        orders: hers.length,
        beforeFen: plus(before, tierBeforeFen),
        afterFen: cap > 0 && uncut > cap ? cap : uncut,
        tierBeforeFen,
        tierAfterFen,
        overCapFen: cap > 0 && uncut > cap ? minus(uncut, cap) : ZERO,
      };
    })
    .sort((a, b) => Math.abs(b.afterFen - b.beforeFen) - Math.abs(a.afterFen - a.beforeFen));
}

function capsOf(
  orders: readonly Laid[],
  people: readonly { readonly overCapFen: Fen }[],
  plan: commission.Plan,
) {
  const cost = (portions: readonly commission.Portion[]): number =>
    portions.reduce((total, { netFen, parts }) => total + netFen - parts.hq, 0);
  const cut = orders.map(({ after, uncapped }) => cost(uncapped) - cost(after));
  const over = people.filter(({ overCapFen }) => overCapFen > 0);
  const personal = orders
    .flatMap(({ after }) => after)
    .reduce((total, { parts }) => total + parts.guide + parts.sharer1 + parts.sharer2, 0);
  const merchant = plan.monthMerchantFen;
  return {
    orders: cut.filter((each) => each > 0).length,
    ordersFen: fen(cut.reduce((total, each) => total + Math.max(0, each), 0)),
    people: over.length,
    peopleFen: sum(over.map(({ overCapFen }) => overCapFen)),
    merchantFen: merchant > 0 ? fen(Math.max(0, personal - merchant)) : ZERO,
  };
}

/** What each outlet has for selling and for preparing; who gains most stands first. */
function outletsOf(directory: chain.Directory, orders: readonly Laid[]) {
  const sums = new Map<OutletId, { beforeFen: Fen; afterFen: Fen }>();
  const add = (outlet: OutletId, beforeFen: Fen, afterFen: Fen): void => {
    const known = sums.get(outlet) ?? { beforeFen: ZERO, afterFen: ZERO };
    sums.set(outlet, {
      beforeFen: plus(known.beforeFen, beforeFen),
      afterFen: plus(known.afterFen, afterFen),
    });
  };
  for (const { lines, before, after } of orders) {
    const now = new Map(after.map(({ lineNo, parts }) => [lineNo, parts]));
    for (const [i, { selling, fulfilling, lineNo }] of lines.entries()) {
      const [then, parts] = [before[i]!.parts, now.get(lineNo)!];
      add(selling, then.selling, parts.selling);
      add(fulfilling, then.fulfilling, parts.fulfilling);
    }
  }
  return [...sums]
    .map(([outletId, known]) => {
      return { outletId, outletName: directory.outlet(outletId)?.shortName ?? '', ...known };
    })
    .sort((a, b) => minus(b.afterFen, b.beforeFen) - minus(a.afterFen, a.beforeFen));
}
