/**
 * What a cart would become if it were ordered now: price, route, credit, portions. The quote shows
 * it, the order writes it; both come from here, so they cannot differ.
 */
import { metresBetween, type Point } from '../../kernel/geo.ts';
import { isOpenAt } from '../../kernel/hours.ts';
import type { MemberId, OutletId, SkuId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { before, days, type Instant } from '../../kernel/time.ts';
import * as attribution from '../../modules/attribution/attribution.ts';
import * as belonging from '../../modules/belonging/belonging.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as members from '../../modules/members/members.ts';
import type { CartItem, Way } from '../../modules/orders/orders.ts';
import * as pricing from '../../modules/pricing/pricing.ts';
import type { Route } from '../../modules/fulfilment/fulfilment.ts';
import * as sharing from '../../modules/sharing/sharing.ts';
import type { Reader } from '../../platform/db.ts';
import { findVersions, type Versions } from '../../platform/version.ts';
import { bondLifeIn } from './bond-terms.ts';
import { candidatesFor, routeWith, ruleFor, stockFactsOf, type StockFacts } from './routing.ts';
import { pathOf } from './shelf.ts';

export interface Checkout {
  readonly outlet: OutletId;
  readonly items: readonly CartItem[];
  readonly way: Way;
  /** Where it goes; null: fetched at the selling outlet, or at the one that fulfils. */
  readonly destination: Point | null;
  readonly notBefore: Instant | null;
  readonly splitAgreed: boolean;
}

/** Everything that a decision needs, as it stood at one instant. */
export interface Survey {
  readonly directory: chain.Directory;
  readonly selling: chain.Outlet;
  readonly candidates: readonly chain.Outlet[];
  readonly versions: Versions;
  readonly shelf: catalog.Shelf;
  readonly carries: catalog.Carries;
  readonly promotions: readonly pricing.Promotion[];
  readonly stock: StockFacts;
}

const skusOf = (items: readonly CartItem[]): SkuId[] => [...new Set(items.map(({ sku }) => sku))];

/**
 * One round trip when the process knows the chain already: what is cached is asked about before its
 * version is confirmed in the same breath, and asked again when it was stale.
 * @throws Refusal `chain.no_such_outlet`, `chain.stock_of_dealer`
 */
export async function surveyOf(reader: Reader, checkout: Checkout): Promise<Survey> {
  let directory = chain.lastKnown(reader.merchant) ?? (await chain.directory(reader));
  const skus = skusOf(checkout.items);
  for (;;) {
    const selling = sellingOutlet(directory, checkout.outlet);
    const place = checkout.destination ?? selling?.place ?? null;
    const candidates =
      selling === null || place === null
        ? []
        : candidatesFor(directory, selling, place, ruleFor(directory, selling, reader.now));
    const [versions, stock] = await Promise.all([
      findVersions(reader),
      stockFactsOf(reader, candidates, skus),
    ]);
    if (versions.chain !== directory.version) {
      directory = await chain.directoryAt(reader, versions.chain);
      continue;
    }
    if (selling === null) throw new Refusal('not_found', 'chain.no_such_outlet');
    // Who sells her own goods takes her own money: collecting for others is no business of ours.
    if (selling.stockOwner === 'dealer' && !stock.own.paid.has(selling.id))
      throw new Refusal('conflict', 'chain.stock_of_dealer', { outlet: selling.shortName });
    const [shelf, carries, promotions] = await Promise.all([
      catalog.shelfAt(reader, versions.offer, pathOf(selling)),
      catalog.listingsAt(reader, versions.offer, skus),
      pricing.promotionsAt(reader, versions.pricing),
    ]);
    return { directory, selling, candidates, versions, shelf, carries, promotions, stock };
  }
}

const sellingOutlet = (directory: chain.Directory, id: OutletId): chain.Outlet | null =>
  directory.outlet(id);

/** The price, line by line. @throws Refusal `catalog.not_sold_here` and pricing's own */
export function priceOf(reader: Reader, checkout: Checkout, survey: Survey): pricing.Quote {
  const { shelf, selling, promotions } = survey;
  const items = checkout.items.map(({ sku, quantity }): pricing.PricedItem => {
    const item = shelf.get(sku);
    if (item === undefined || !item.listed)
      throw new Refusal('conflict', 'catalog.not_sold_here', { sku, title: item?.title ?? '' });
    const { product, title, spec, role, priceFen } = item;
    return { sku, product, title, spec, role, quantity, priceFen };
  });
  return pricing.quote(reader, items, promotions, selling.path, deliveryOf(checkout, survey));
}

function deliveryOf(checkout: Checkout, { selling }: Survey): pricing.DeliveryTerms | null {
  if (checkout.way === 'pickup') return null;
  const distanceM = metresBetween(selling.place, checkout.destination!);
  return { distanceM, bands: selling.deliveryBands };
}

/** Who fulfils it, with every candidate's verdict. */
export function routeFor(reader: Reader, checkout: Checkout, survey: Survey): Route {
  const { selling, candidates, stock, carries, directory } = survey;
  const { notBefore, destination, way, splitAgreed, items } = checkout;
  const { now } = reader;
  return routeWith(
    candidates,
    {
      selling: selling.id,
      place: destination ?? selling.place,
      way,
      notBefore: notBefore !== null && notBefore > now ? notBefore : now,
      splitAgreed,
      lines: items.map(({ sku, quantity }, i) => ({ no: i + 1, sku, quantity })),
      refusedBy: new Set(),
    },
    stock,
    carries,
    ruleFor(directory, selling, now),
  );
}

/** Was the selling outlet shut? An order of the time increment. A paused outlet is not shut. */
export const isAfterHours = ({ selling }: Survey, at: Instant): boolean =>
  !isOpenAt(selling.hours, at);

/** The widest window that a credit policy may have: rules cut it to the one in force. */
const CREDIT_WINDOW = days(30);

/** What the rooms of people say of a buyer. One round trip, shared with the survey's. */
export interface BuyerSurvey {
  readonly facts: members.BuyerFacts;
  readonly bonds: readonly belonging.Period[];
  readonly visits: sharing.CreditingVisits;
}
export async function buyerSurveyOf(reader: Reader, member: MemberId): Promise<BuyerSurvey> {
  const [facts, bonds, visits] = await Promise.all([
    members.buyerFacts(reader, member),
    belonging.openPeriods(reader, member),
    sharing.creditingVisits(reader, member, before(reader.now, CREDIT_WINDOW)),
  ]);
  return { facts, bonds, visits };
}

/** Who earns it: frozen when the order is placed. */
export function creditFor(
  reader: Reader,
  buyer: BuyerSurvey,
  survey: Survey,
  orderedBefore: boolean,
): attribution.Credit {
  const { directory, selling } = survey;
  const policy = chain.policyInForce(directory, 'credit', selling.path, reader.now);
  const { expireDays } = bondLifeIn(directory, reader.now);
  const owners = belonging.ownersIn(buyer.bonds, expireDays, reader.now);
  const { visits, lastEntry } = buyer.visits;
  return attribution.creditOf({
    buyer: buyer.facts.member,
    buyerIsStaff: buyer.facts.isStaff,
    orderedBefore,
    visits: visits as readonly attribution.CreditingVisit[],
    lastDomain: lastEntry?.domain ?? null,
    sellingOutlet: selling.id,
    dealer: selling.dealer,
    homeOutlet: owners.homeOutlet?.id ?? null,
    homeGuide: owners.homeGuide?.id ?? null,
    staff: (id) => directory.staff(id),
    companions: buyer.facts.sharedDeviceWith,
    windowDays: policy.body.windowDays,
    now: reader.now,
  });
}
