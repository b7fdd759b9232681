/** Who gets how much of a cart under the plan in force: nothing is asked, all of it is at hand. */
import type { StaffId } from '../../kernel/id.ts';
import { dayOf, type Instant } from '../../kernel/time.ts';
import type * as attribution from '../../modules/attribution/attribution.ts';
import type * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import type * as pricing from '../../modules/pricing/pricing.ts';
import type { Survey } from './checkout.ts';

/** Lines and freight, in the shape in which portions are counted. */
export function portionsFor(
  quote: pricing.Quote,
  credit: attribution.Credit,
  survey: Survey,
  at: Instant,
  referral: commission.Referral | null,
): { readonly version: number; readonly portions: commission.Portion[] } {
  const { directory, selling, shelf } = survey;
  const { version, body } = chain.policyInForce(directory, 'commission', selling.path, at);
  const plan = commission.planOf(version, body);
  const freight = quote.freightFen > 0 ? { no: 0, netFen: quote.freightFen } : null;
  const lines = plan.rules.length === 0 ? quote.lines : withFacts(quote.lines, shelf);
  const portions = commission.portionsOf(
    lines,
    freight,
    plan,
    {
      guide: credit.serviceGuide !== null,
      sharer1: credit.sharer1 !== null,
      sharer2: credit.sharer2 !== null,
      selling: true,
      dealer: credit.dealer !== null,
    },
    referral,
    {
      outletKind: selling.kind,
      promotion: quote.promotion,
      ...guideFacts(directory, credit.serviceGuide, at),
      day: dayOf(at),
    },
  );
  return { version, portions };
}

const withFacts = (
  lines: readonly pricing.QuoteLine[],
  shelf: catalog.Shelf,
): commission.PortionLine[] =>
  lines.map(({ no, netFen, sku, product, role, quantity }) => ({
    no,
    netFen,
    facts: { product, category: shelf.get(sku)?.category ?? '', productRole: role, quantity },
  }));

/** Her level and her kind, as they stood then. */
export function guideFacts(
  directory: chain.Directory,
  guide: StaffId | null,
  at: Instant,
): Pick<commission.OrderFacts, 'guideLevel' | 'guideKind'> {
  const staff = guide === null ? null : directory.staff(guide);
  if (staff === null) return { guideLevel: null, guideKind: null };
  const level = staff.levels.findLast(({ from }) => from <= at)?.level ?? null;
  return { guideLevel: level, guideKind: staff.onlineOnly ? 'online' : 'store' };
}
