/**
 * Who passed what on to whom: links, visits, and which of them count. Knows no price and no
 * portion.
 */
import type { MemberId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Reader } from '../../platform/db.ts';
import { findCreditingVisits } from './store.ts';
import type { CreditingVisits, LinkFacts, LinkVisit } from './types.ts';

export type { CreditingVisits, LastEntry, LinkFacts, LinkVisit } from './types.ts';

/**
 * What may earn the credit of an order or become the parent of a link, newest first: the visits by
 * link after `since`, of the member and of all who merged into her.
 */
export async function creditingVisits(
  reader: Reader,
  member: MemberId,
  since: Instant,
): Promise<CreditingVisits> {
  const rows = await reader.ask(findCreditingVisits, { member, since });
  const visits: LinkVisit[] = [];
  let lastEntry: CreditingVisits['lastEntry'] = null;
  for (const { id, at, opened, entry, entryDomain, entryOutlet, ...link } of rows) {
    if (opened === null) lastEntry = { entry, domain: entryDomain, outlet: entryOutlet, at };
    else visits.push({ id, at, opened, link: link.code === null ? null : (link as LinkFacts) });
  }
  return { visits, lastEntry };
}
