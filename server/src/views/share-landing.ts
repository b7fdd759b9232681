/** Who stands behind a share link, as a stranger may see it. */
import type { LinkCode } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const shareLanding = statement(
  'views.share_landing',
  { code: col.text<LinkCode>() },
  `select l.code, l.target_kind as "targetKind", l.target_id as target, l.outlet_id as outlet,
     l.sharer_kind as "sharerKind", l.sharer_id as sharer, l.words, l.depth, l.made_at as "madeAt",
     m.id as "sharerMember", case when m.shows_name then m.name end as "sharerName",
     g.id as "guideId", g.name as "guideName", g.title as "guideTitle", g.motto as "guideMotto",
     (select name from platform.merchant where id = :merchant) as "shopName",
     g.left_at is null and g.suspended_at is null as "guideWorks",
     (select c.name from groups."group" gr join chain.complex c
        on c.merchant_id = gr.merchant_id and c.id = gr.complex_id
      where gr.merchant_id = l.merchant_id and gr.id = l.group_id) as "complexName"
   from sharing.link l
   left join members.member o on l.sharer_kind = 'member' and o.merchant_id = l.merchant_id
     and o.id = l.sharer_id
   left join members.member m on m.merchant_id = l.merchant_id
     and m.id = case when o.merged_into is null then o.id else o.merged_into end
     and m.erased_at is null
   left join chain.staff g on g.merchant_id = l.merchant_id and g.id = l.guide_id
   where l.merchant_id = :merchant and l.code = :code`,
  {
    code: col.text<LinkCode>(),
    targetKind: col.text<'product' | 'shop' | 'outlet'>(),
    target: col.id<'target'>(),
    outlet: col.id<'node'>(),
    sharerKind: col.text<'staff' | 'member'>(),
    sharer: col.id<'sharer'>(),
    words: col.text(),
    depth: col.int,
    madeAt: col.instant,
    sharerMember: col.maybe(col.id<'member'>()),
    sharerName: col.maybe(col.text()),
    guideId: col.maybe(col.id<'staff'>()),
    guideName: col.maybe(col.text()),
    guideTitle: col.maybe(col.text()),
    guideMotto: col.maybe(col.text()),
    shopName: col.text(),
    guideWorks: col.maybe(col.bool),
    complexName: col.maybe(col.text()),
  },
);

export type ShareLanding = Awaited<ReturnType<typeof findShareLanding>>;

export async function findShareLanding(reader: Reader, code: LinkCode) {
  const [found] = await reader.ask(shareLanding, { code });
  return found ?? null;
}
