/** Credit: the last visit in the window, own links, leavers, staff buyers, shared devices. */
import { expect, test } from 'vitest';
import type { MemberId, StaffId, VisitId, LinkCode, NodeId, OutletId } from '../../kernel/id.ts';
import { before, days, hours, type Instant } from '../../kernel/time.ts';
import { creditOf } from './rules.ts';
import type { CreditingLink, CreditingVisit, CreditQuestion, StaffStanding } from './types.ts';

const NOW = '2026-03-14T14:40:00.000Z' as Instant;
const [lin, zhou] = ['lin', 'zhou'] as unknown as [StaffId, StaffId];
const [chen, wu, sun] = ['chen', 'wu', 'sun'] as unknown as [MemberId, MemberId, MemberId];
const HERE: StaffStanding = { member: null, suspended: false, left: false, heir: null };

const link = (more: Partial<CreditingLink> = {}): CreditingLink => ({
  code: 'chens' as LinkCode,
  sharerKind: 'member',
  sharer: chen,
  madeAt: before(NOW, hours(1)),
  guide: lin,
  sharer1: chen,
  sharer2: null,
  group: null,
  root: 'lins' as LinkCode,
  depth: 2,
  domain: 'private',
  ...more,
});
const visit = (ago: number, opened: CreditingLink | null = link()): CreditingVisit => ({
  id: `v${ago}` as VisitId,
  at: before(NOW, hours(ago)),
  link: opened,
});
const ask = (more: Partial<CreditQuestion> = {}) =>
  creditOf({
    buyer: wu,
    buyerIsStaff: false,
    orderedBefore: false,
    visits: [visit(1)],
    lastDomain: null,
    sellingOutlet: 'a' as OutletId,
    dealer: 'd' as NodeId,
    homeOutlet: null,
    homeGuide: null,
    staff: () => HERE,
    companions: [],
    windowDays: 7,
    now: NOW,
    ...more,
  });
const said = (credit: ReturnType<typeof ask>) =>
  credit.reasons.map(({ role, verdict, code }) => `${role} ${verdict} ${code}`);

test('[F9] the first story: guide and sharer by the link, depth and root recorded', () => {
  const credit = ask();
  expect(credit).toMatchObject({
    serviceGuide: lin,
    serviceGuideFrom: 'link',
    sharer1: chen,
    sharer2: null,
    depth: 2,
    saleKind: 'share',
  });
});

test('[F9] the bound guide is passed over by the link’s, and the order says so', () => {
  const credit = ask({ homeGuide: zhou });
  expect(credit.serviceGuide).toBe(lin);
  expect(said(credit)).toContain('service_guide passed_over bound_but_not_serving');
});

test('[F9] seven days and no second more: then the home guide serves', () => {
  expect(ask({ visits: [visit(7 * 24)] }).link).toBe('chens');
  const late = ask({
    visits: [{ ...visit(0), at: before(before(NOW, days(7)), 1 as never) }],
    homeGuide: zhou,
    orderedBefore: true,
  });
  expect(late).toMatchObject({ link: null, sharer1: null, serviceGuide: zhou, saleKind: 'member' });
  expect(said(late)).toContain('visit none no_visit_in_window');
});

test('[F9] one’s own link without another sharer above is skipped, the visit before it counts', () => {
  const credit = ask({ visits: [visit(1, null), visit(5)] });
  expect(credit.visit).toBe('v5');
  expect(said(credit)).toContain('visit passed_over own_link');
});

test('attack-61: neither the buyer nor the guide’s own account is a sharer, and nobody moves up', () => {
  expect(ask({ visits: [visit(1, link({ sharer1: wu, sharer2: sun }))] })).toMatchObject({
    sharer1: null,
    sharer2: sun,
  });
  const guides = ask({
    visits: [visit(1, link({ sharer1: chen, sharer2: sun }))],
    staff: (id) => (id === lin ? { ...HERE, member: chen } : HERE),
  });
  expect(guides).toMatchObject({ sharer1: null, sharer2: sun });
  expect(said(guides)).toContain('sharer_1 passed_over is_the_guide_herself');
});

test('attack-61: an order by a staff’s own account pays no guide and no sharer', () => {
  expect(ask({ buyerIsStaff: true, homeGuide: zhou })).toMatchObject({
    serviceGuide: null,
    sharer1: null,
    sharer2: null,
  });
});

test('[D2] a guide who has left counts as her heir, a suspended one as none', () => {
  const left = (heir: StaffId | null) => (id: StaffId) =>
    id === lin ? { ...HERE, left: true, heir } : HERE;
  expect(ask({ staff: left(zhou) }).serviceGuide).toBe(zhou);
  expect(ask({ staff: left(null), homeGuide: zhou }).serviceGuide).toBe(zhou);
  const suspended = ask({ staff: (id) => (id === lin ? { ...HERE, suspended: true } : HERE) });
  expect(suspended.serviceGuide).toBeNull();
  expect(said(suspended)).toContain('service_guide passed_over link_guide_suspended');
});

test('[C15] a device shared with the sharer holds the portions for review, it does not drop them', () => {
  const credit = ask({ companions: [chen] });
  expect([credit.suspended, credit.sharer1]).toEqual([true, chen]);
  expect(said(credit)).toContain('review review same_device');
});
