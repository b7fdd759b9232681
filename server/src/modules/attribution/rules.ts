/**
 * Who earned an order: last crediting visit within the window, then the bound guide. Pure, and
 * every candidate that was not taken leaves with its reason (domain.md 3).
 */
import type { MemberId, StaffId } from '../../kernel/id.ts';
import { before, days } from '../../kernel/time.ts';
import type {
  Credit,
  CreditingLink,
  CreditQuestion,
  CreditingVisit,
  Reason,
  ReasonCode,
  SaleKind,
} from './types.ts';

/** Changes with the algorithm; an order keeps the version that judged it. */
export const RULE_VERSION = 'last-link-1';

type Judged = Pick<CreditingVisit, 'id' | 'at'> & { readonly link: CreditingLink };

export function creditOf(question: CreditQuestion): Credit {
  const { visit, reasons: visitReasons } = creditingVisit(question);
  const guide = serviceGuide(question, visit);
  const sharers = sharersOf(question, visit, guide.id);
  const paid = [sharers.sharer1, sharers.sharer2].filter((each) => each !== null);
  const shared = paid.filter((sharer) => question.companions.includes(sharer));
  return {
    sellingOutlet: question.sellingOutlet,
    homeOutlet: question.homeOutlet,
    dealer: question.dealer,
    serviceGuide: guide.id,
    serviceGuideFrom: guide.from,
    linkGuide: visit?.link.guide ?? null,
    homeGuide: question.homeGuide,
    sharer1: sharers.sharer1,
    sharer2: sharers.sharer2,
    group: visit?.link.group ?? null,
    link: visit?.link.code ?? null,
    visit: visit?.id ?? null,
    visitAt: visit?.at ?? null,
    root: visit?.link.root ?? null,
    depth: visit?.link.depth ?? null,
    domain: visit?.link.domain ?? question.lastDomain ?? 'private',
    saleKind: saleKindOf(question, visit),
    suspended: shared.length > 0,
    reasons: [
      ...visitReasons,
      ...guide.reasons,
      ...sharers.reasons,
      ...shared.map((who) => reason('review', 'review', 'same_device', who, visit)),
    ],
  };
}

const reason = (
  role: Reason['role'],
  verdict: Reason['verdict'],
  code: ReasonCode,
  who: string | null = null,
  visit: Judged | CreditingVisit | null = null,
): Reason => ({
  role,
  verdict,
  code,
  who,
  at: visit?.at ?? null,
  link: visit?.link?.code ?? null,
});

function creditingVisit({ visits, windowDays, now }: CreditQuestion): {
  readonly visit: Judged | null;
  readonly reasons: readonly Reason[];
} {
  const since = before(now, days(windowDays));
  const reasons: Reason[] = [];
  let chosen: Judged | null = null;
  for (const visit of visits) {
    if (visit.at < since || visit.at > now) continue;
    if (visit.link === null) {
      reasons.push(reason('visit', 'passed_over', 'own_link', null, visit));
    } else if (chosen === null) {
      chosen = { ...visit, link: visit.link };
      const { sharer } = visit.link;
      reasons.unshift(reason('visit', 'credited', 'last_visit_in_window', sharer, visit));
    } else {
      reasons.push(reason('visit', 'passed_over', 'older_visit', visit.link.sharer, visit));
    }
  }
  if (chosen === null) reasons.unshift(reason('visit', 'none', 'no_visit_in_window'));
  return { visit: chosen, reasons };
}

/** The crediting link's guide, else the home guide; a leaver counts as her heir. */
function serviceGuide(
  question: CreditQuestion,
  visit: Judged | null,
): {
  readonly id: StaffId | null;
  readonly from: 'link' | 'home' | 'none';
  readonly reasons: readonly Reason[];
} {
  const { homeGuide, buyerIsStaff } = question;
  if (buyerIsStaff) {
    const reasons = [reason('service_guide', 'none', 'buyer_is_staff')];
    return { id: null, from: 'none', reasons };
  }
  const reasons: Reason[] = [];
  for (const [from, guide] of [
    ['link', visit?.link.guide ?? null],
    ['home', homeGuide],
  ] as const) {
    if (guide === null) continue;
    const at = from === 'link' ? visit : null;
    const { serves, code } = standingOf(question, guide, from);
    if (serves === null) {
      reasons.push(reason('service_guide', 'passed_over', code, guide, at));
      continue;
    }
    reasons.unshift(reason('service_guide', 'credited', code, serves, at));
    if (from === 'link' && homeGuide !== null && homeGuide !== serves)
      reasons.push(reason('service_guide', 'passed_over', 'bound_but_not_serving', homeGuide));
    return { id: serves, from, reasons };
  }
  return {
    id: null,
    from: 'none',
    reasons: [...reasons, reason('service_guide', 'none', 'no_guide')],
  };
}

function standingOf(
  { staff }: CreditQuestion,
  guide: StaffId,
  from: 'link' | 'home',
): { readonly serves: StaffId | null; readonly code: ReasonCode } {
  const standing = staff(guide);
  if (standing?.suspended === true) return { serves: null, code: `${from}_guide_suspended` };
  if (standing?.left !== true) return { serves: guide, code: `${from}_guide` };
  const heir = standing.heir === null ? null : staff(standing.heir);
  if (heir === null || heir.left || heir.suspended) {
    return { serves: null, code: `${from}_guide_left` };
  }
  return { serves: standing.heir, code: `${from}_guide_left_heir` };
}

/** Without the buyer and without the guide's own account; nobody moves up into an empty level. */
function sharersOf(
  { buyer, buyerIsStaff, staff }: CreditQuestion,
  visit: Judged | null,
  guide: StaffId | null,
): {
  readonly sharer1: MemberId | null;
  readonly sharer2: MemberId | null;
  readonly reasons: readonly Reason[];
} {
  const reasons: Reason[] = [];
  const guidesOwn = guide === null ? null : (staff(guide)?.member ?? null);
  const level = (role: 'sharer_1' | 'sharer_2', who: MemberId | null): MemberId | null => {
    if (who === null) {
      if (role === 'sharer_1') reasons.push(reason(role, 'none', 'no_sharer'));
      return null;
    }
    const code: ReasonCode = buyerIsStaff
      ? 'buyer_is_staff'
      : who === buyer
        ? 'is_the_buyer'
        : who === guidesOwn
          ? 'is_the_guide_herself'
          : 'sharer';
    const verdict = code === 'sharer' ? 'credited' : 'passed_over';
    reasons.push(reason(role, verdict, code, who, visit));
    return code === 'sharer' ? who : null;
  };
  const sharer1 = level('sharer_1', visit?.link.sharer1 ?? null);
  const sharer2 = level('sharer_2', visit?.link.sharer2 ?? null);
  return { sharer1, sharer2, reasons };
}

/** Each order is one of four, and the four add up to all sales. */
function saleKindOf({ orderedBefore }: CreditQuestion, visit: Judged | null): SaleKind {
  if (visit !== null) return visit.link.sharerKind === 'member' ? 'share' : 'guide';
  return orderedBefore ? 'member' : 'other';
}
