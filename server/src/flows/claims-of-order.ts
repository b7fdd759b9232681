/** What may be asked of each line of an order, until when, and if not: why not. */
import type { MemberId, MerchantId, OrderId, SkuId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import type { Instant } from '../kernel/time.ts';
import type * as catalog from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { mustBeHers } from './steps/own-order.ts';
import { fallsOf } from './steps/price-fall.ts';
import { shelfOfOutlet } from './steps/shelf.ts';

export interface ClaimOffer {
  readonly kind: orders.ClaimKind;
  readonly whyNot: orders.WhyNot | null;
  readonly until: Instant | null;
}
export interface LineOffers {
  readonly no: number;
  readonly terms: orders.LineTerms | null;
  /** Seven days without a reason: null, she may. */
  readonly noReason: orders.WhyNot | null;
  readonly kinds: readonly ClaimOffer[];
  /** What the fall of its price is worth, if it fell. */
  readonly fallFen: Fen | null;
  /** What it may be exchanged for, and how much more (or less) one costs than she paid. */
  readonly swaps: readonly {
    readonly sku: SkuId;
    readonly spec: string;
    readonly specEn: string;
    readonly moreFen: number;
  }[];
}

/** @throws Refusal `orders.no_such_order` */
export function claimsOfOrder(
  db: Db,
  wish: { readonly merchant: MerchantId; readonly order: OrderId; readonly member: MemberId },
): Promise<readonly LineOffers[]> {
  return db.reading(wish.merchant, async (reader) => {
    const [order, lines, directory] = await Promise.all([
      orders.get(reader, wish.order),
      orders.linesOf(reader, wish.order),
      chain.directory(reader),
    ]);
    await mustBeHers(reader, order, wish.member);
    const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
    const { body } = chain.policyInForce(directory, 'aftersales', path, order.placedAt);
    const outlet = directory.outlet(order.outlet);
    const [fallen, shelf] = await Promise.all([
      fallsOf(reader, { order, lines, directory }),
      outlet === null ? null : shelfOfOutlet(reader, outlet),
    ]);
    const settled = (kind: orders.ClaimKind) =>
      order.state === 'settled' && kind !== 'not_happy' && kind !== 'price_protection';
    return lines
      .filter(({ no }) => no > 0)
      .map((line) => {
        const may = (kind: orders.ClaimKind, reason: string) =>
          settled(kind)
            ? ('too_late' as const)
            : orders.whyNot(
                // Photos are still to come, so that they are missing is no reason yet.
                { kind, reason, opened: false, photos: 1 },
                order,
                line,
                body,
                reader.now,
              );
        const fall = fallen.get(line.no);
        const isDown = fall !== undefined && 'amountFen' in fall;
        const swaps = shelf === null ? [] : swapsOf(shelf, line);
        const own = (kind: orders.ClaimKind): orders.WhyNot | null => {
          if (kind === 'price_protection' && !isDown) return fall?.whyNot ?? 'price_not_lower';
          return kind === 'exchange' && swaps.length === 0 ? 'not_sold' : null;
        };
        return {
          no: line.no,
          terms: line.terms,
          noReason: may('return_and_refund', 'changed_mind'),
          kinds: orders.CLAIM_KINDS.map((kind) => ({
            kind,
            whyNot: may(kind, 'other') ?? own(kind),
            until: orders.claimEnds(kind, order, line, body),
          })),
          fallFen: isDown ? fall.amountFen : null,
          swaps,
        };
      });
  });
}

/** The same product in any specification, also the one she has. */
const swapsOf = (shelf: catalog.Shelf, line: orders.StoredLine): LineOffers['swaps'] =>
  line.product === null
    ? []
    : shelf.skusOf(line.product).map(({ sku, spec, specEn, priceFen }) => ({
        sku,
        spec,
        specEn,
        moreFen: orders.swapMore(line, priceFen),
      }));
