import * as col from '../../platform/column.ts';
import { eachOf, statement } from '../../platform/statement.ts';
import type { Closeness } from './closeness.ts';
import type { Domain, Reason, SaleKind } from './types.ts';

const member = col.id<'member'>();
const staff = col.maybe(col.id<'staff'>());
const node = col.id<'node'>();

export const insertCredit = statement(
  'attribution.insert_credit',
  {
    order: col.id<'order'>(),
    member,
    sellingOutlet: node,
    homeOutlet: col.maybe(node),
    dealer: col.maybe(node),
    serviceGuide: staff,
    serviceGuideFrom: col.text(),
    linkGuide: staff,
    homeGuide: staff,
    sharer1: col.maybe(member),
    sharer2: col.maybe(member),
    group: col.maybe(col.id<'group'>()),
    link: col.maybe(col.text()),
    visit: col.maybe(col.id<'visit'>()),
    visitAt: col.maybe(col.instant),
    root: col.maybe(col.text()),
    depth: col.maybe(col.int),
    domain: col.text<Domain>(),
    saleKind: col.text<SaleKind>(),
    ruleVersion: col.text(),
    creditPolicy: col.int,
    belongingPolicy: col.int,
    suspended: col.bool,
    reasons: col.json<readonly Reason[]>(),
  },
  `insert into attribution.credit (merchant_id, order_id, member_id, selling_outlet_id,
     home_outlet_id, dealer_id, service_guide_id, service_guide_from, link_guide_id, home_guide_id,
     sharer_1_id, sharer_2_id, group_id, link_code, visit_id, visit_at, root_code, depth, domain,
     sale_kind, rule_version, credit_policy, belonging_policy, suspended, reasons, at)
   values (:merchant, :order, :member, :sellingOutlet, :homeOutlet, :dealer, :serviceGuide,
     :serviceGuideFrom, :linkGuide, :homeGuide, :sharer1, :sharer2, :group, :link, :visit, :visitAt,
     :root, :depth, :domain, :saleKind, :ruleVersion, :creditPolicy, :belongingPolicy, :suspended,
     :reasons, :now)`,
);

/** An exchange is the sale of the order before it: the same people, for the same reasons. */
export const copyCredit = statement(
  'attribution.copy_credit',
  { from: col.id<'order'>(), to: col.id<'order'>() },
  `insert into attribution.credit (merchant_id, order_id, member_id, selling_outlet_id,
     home_outlet_id, dealer_id, service_guide_id, service_guide_from, link_guide_id, home_guide_id,
     sharer_1_id, sharer_2_id, group_id, link_code, visit_id, visit_at, root_code, depth, domain,
     sale_kind, rule_version, credit_policy, belonging_policy, suspended, reasons, at)
   select merchant_id, :to, member_id, selling_outlet_id, home_outlet_id, dealer_id,
     service_guide_id, service_guide_from, link_guide_id, home_guide_id, sharer_1_id, sharer_2_id,
     group_id, link_code, visit_id, visit_at, root_code, depth, domain, sale_kind, rule_version,
     credit_policy, belonging_policy, suspended, reasons, :now
   from attribution.credit where merchant_id = :merchant and order_id = :from`,
);

export const insertReview = statement(
  'attribution.insert_review',
  { order: col.id<'order'>(), member, code: col.text<Closeness>() },
  `insert into attribution.review (merchant_id, order_id, member_id, code, at)
   values (:merchant, :order, :member, :code, :now) on conflict do nothing`,
);

export const findCredit = statement(
  'attribution.find_credit',
  { order: col.id<'order'>() },
  `select member_id as member, selling_outlet_id as "sellingOutlet", dealer_id as dealer,
     home_outlet_id as "homeOutlet", service_guide_id as "serviceGuide",
     service_guide_from as "serviceGuideFrom", home_guide_id as "homeGuide",
     sharer_1_id as "sharer1", sharer_2_id as "sharer2", link_code as link, depth, domain,
     sale_kind as "saleKind", suspended
   from attribution.credit where merchant_id = :merchant and order_id = :order`,
  {
    member,
    sellingOutlet: node,
    dealer: col.maybe(node),
    homeOutlet: col.maybe(node),
    serviceGuide: staff,
    serviceGuideFrom: col.text<'link' | 'home' | 'none'>(),
    homeGuide: staff,
    sharer1: col.maybe(member),
    sharer2: col.maybe(member),
    link: col.maybe(col.text()),
    depth: col.maybe(col.int),
    domain: col.text<Domain>(),
    saleKind: col.text<SaleKind>(),
    suspended: col.bool,
  },
);
export const findCreditOfEach = eachOf(findCredit);
