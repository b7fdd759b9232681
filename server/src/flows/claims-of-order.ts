/** What may be asked of each line of an order, until when, and if not: why not. */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { mustBeHers } from './steps/own-order.ts';

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
        return {
          no: line.no,
          terms: line.terms,
          noReason: may('return_and_refund', 'changed_mind'),
          kinds: orders.CLAIM_KINDS.map((kind) => ({
            kind,
            whyNot: may(kind, 'other'),
            until: orders.claimEnds(kind, order, line, body),
          })),
        };
      });
  });
}
