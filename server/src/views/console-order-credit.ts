/** The frozen decisions of an order: credit with its links, increment, what each role has of it. */
import * as col from '../platform/column.ts';
import { statement } from '../platform/statement.ts';

const ONE = { order: col.id<'order'>() };
type Json = Readonly<Record<string, unknown>>;

export const credit = statement(
  'views.console_order_credit',
  ONE,
  `select service_guide_id as "serviceGuideId", service_guide_from as "serviceGuideFrom",
     link_guide_id as "linkGuideId", home_guide_id as "homeGuideId", sharer_1_id as "sharer1Id",
     sharer_2_id as "sharer2Id", home_outlet_id as "homeOutletId", dealer_id as "dealerId",
     group_id as "groupId", link_code as "linkCode", visit_at as "visitAt", depth, domain,
     sale_kind as "saleKind", credit_policy as "creditPolicy",
     belonging_policy as "belongingPolicy", rule_version as "ruleVersion",
     suspended or r.found is not null as suspended, reasons || coalesce(r.found, '[]') as reasons
   from attribution.credit
   left join lateral (select jsonb_agg(jsonb_build_object('role', 'review', 'verdict', 'review',
       'code', v.code, 'who', v.member_id, 'at', v.at, 'link', null) order by v.member_id, v.code)
       as found
     from attribution.review v where v.merchant_id = :merchant and v.order_id = :order) r on true
   where merchant_id = :merchant and order_id = :order`,
  {
    serviceGuideId: col.maybe(col.id<'staff'>()),
    serviceGuideFrom: col.text(),
    linkGuideId: col.maybe(col.id<'staff'>()),
    homeGuideId: col.maybe(col.id<'staff'>()),
    sharer1Id: col.maybe(col.id<'member'>()),
    sharer2Id: col.maybe(col.id<'member'>()),
    homeOutletId: col.maybe(col.id<'node'>()),
    dealerId: col.maybe(col.id<'node'>()),
    groupId: col.maybe(col.id<'group'>()),
    linkCode: col.maybe(col.text()),
    visitAt: col.maybe(col.instant),
    depth: col.maybe(col.int),
    domain: col.text(),
    saleKind: col.text(),
    creditPolicy: col.int,
    belongingPolicy: col.int,
    ruleVersion: col.text(),
    suspended: col.bool,
    reasons: col.json<readonly Json[]>(),
  },
);

/** From the first sharer down to the link that the buyer opened. */
export const linkChain = statement(
  'views.console_order_links',
  ONE,
  `with recursive up as (
     select l.* from sharing.link l
     join attribution.credit c on c.merchant_id = :merchant and c.link_code = l.code
     where l.merchant_id = :merchant and c.order_id = :order
     union all
     select l.* from sharing.link l
     join up on l.merchant_id = :merchant and l.code = up.parent_code)
   select code, sharer_kind as "sharerKind", sharer_id as "sharerId",
     coalesce((select name from chain.staff s where s.merchant_id = :merchant and s.id = sharer_id),
       (select name from members.member m where m.merchant_id = :merchant and m.id = sharer_id), '')
       as "sharerName", depth, channel, made_at as "madeAt"
   from up order by depth`,
  {
    code: col.text(),
    sharerKind: col.text(),
    sharerId: col.id<'sharer'>(),
    sharerName: col.text(),
    depth: col.int,
    channel: col.text(),
    madeAt: col.instant,
  },
);

export const increment = statement(
  'views.console_order_increment',
  ONE,
  `select is_time as "isTime", is_space as "isSpace", p_bps as "pBps", method, final, facts
   from insight.increment where merchant_id = :merchant and order_id = :order`,
  {
    isTime: col.bool,
    isSpace: col.bool,
    pBps: col.bps,
    method: col.int,
    final: col.bool,
    facts: col.json<Json>(),
  },
);

/** What each role still has of each line: recorded portions less recorded cuts. */
export const portions = statement(
  'views.console_order_portions',
  ONE,
  `select p.line_no as "lineNo",
     p.fulfilling_fen - coalesce(c.fulfilling, 0) as fulfilling,
     p.selling_fen - coalesce(c.selling, 0) as selling,
     p.dealer_fen - coalesce(c.dealer, 0) as dealer,
     p.guide_fen - coalesce(c.guide, 0) as guide,
     p.sharer_1_fen - coalesce(c.sharer_1, 0) as sharer_1,
     p.sharer_2_fen - coalesce(c.sharer_2, 0) as sharer_2,
     p.invitee_fen - coalesce(c.invitee, 0) as invitee,
     p.hq_fen - coalesce(c.hq, 0) as hq
   from commission.portion p
   left join lateral (select cast(sum(fulfilling_fen) as bigint) as fulfilling,
       cast(sum(selling_fen) as bigint) as selling, cast(sum(dealer_fen) as bigint) as dealer,
       cast(sum(guide_fen) as bigint) as guide, cast(sum(sharer_1_fen) as bigint) as sharer_1,
       cast(sum(sharer_2_fen) as bigint) as sharer_2, cast(sum(invitee_fen) as bigint) as invitee,
       cast(sum(hq_fen) as bigint) as hq
     from commission.cut x where x.merchant_id = :merchant and x.order_id = p.order_id
       and x.line_no = p.line_no) c on true
   where p.merchant_id = :merchant and p.order_id = :order`,
  {
    lineNo: col.int,
    fulfilling: col.fen,
    selling: col.fen,
    dealer: col.fen,
    guide: col.fen,
    sharer_1: col.fen,
    sharer_2: col.fen,
    invitee: col.fen,
    hq: col.fen,
  },
);
