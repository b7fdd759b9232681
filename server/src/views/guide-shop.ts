/** A guide's own shop as a stranger sees it: her words, her complexes, how many she serves. */
import type { StaffId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const guideShop = statement(
  'views.guide_shop',
  { guide: col.id<'staff'>(), renewedAfter: col.instant },
  `select s.story,
     array(select distinct c.name from groups."group" g
       join chain.complex c on c.merchant_id = g.merchant_id and c.id = g.complex_id
       where g.merchant_id = s.merchant_id and g.owner_id = s.id order by c.name)::text[]
       as complexes,
     (select count(*) from belonging.period p where p.merchant_id = s.merchant_id
       and p.owner_id = s.id and p.kind = 'guide' and upper_inf(p.during)
       and p.renewed_at > :renewedAfter)::integer as members
   from chain.staff s where s.merchant_id = :merchant and s.id = :guide`,
  { story: col.text(), complexes: col.list(col.text()), members: col.int },
);

export async function findGuideShop(reader: Reader, guide: StaffId, renewedAfter: Instant) {
  const [found] = await reader.ask(guideShop, { guide, renewedAfter });
  return found ?? null;
}
