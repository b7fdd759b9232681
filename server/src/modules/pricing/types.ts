import type { NodeId, ProductId, PromotionId, SkuId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

export type CostOwner = 'hq' | 'dealer' | 'outlet';
/** Spend-and-save 满减 of an outlet, a dealer or head office. */
export interface Promotion {
  readonly id: PromotionId;
  readonly node: NodeId;
  readonly name: string;
  readonly thresholdFen: Fen;
  readonly offFen: Fen;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly costOwner: CostOwner;
  /** Of ten thousand, what dealer and outlet bear of it; the rest is head office's. */
  readonly costBps: { readonly dealer: number; readonly outlet: number };
}

/** What somebody wants, at the price that this outlet asks. */
export interface PricedItem {
  readonly sku: SkuId;
  readonly product: ProductId;
  readonly title: string;
  readonly spec: string;
  readonly role: string;
  readonly quantity: number;
  readonly priceFen: Fen;
}

export interface QuoteLine extends PricedItem {
  readonly no: number;
  readonly grossFen: Fen;
  readonly discountFen: Fen;
  readonly netFen: Fen;
}

export interface DeliveryTerms {
  readonly distanceM: number;
  readonly bands: readonly {
    readonly uptoM: number;
    readonly feeFen: Fen;
    readonly minFen: Fen;
    readonly freeFromFen: Fen | null;
  }[];
}

/** One line of the explanation: every fen between the shelf price and what is paid. */
export type QuoteStep =
  | { readonly kind: 'goods'; readonly amountFen: Fen }
  | {
      readonly kind: 'promotion';
      readonly amountFen: Fen; // taken off
      readonly name: string;
      readonly thresholdFen: Fen;
      readonly parts: readonly { readonly no: number; readonly offFen: Fen }[];
    }
  | { readonly kind: 'freight'; readonly amountFen: Fen; readonly distanceM: number }
  | { readonly kind: 'freight_free'; readonly amountFen: Fen; readonly fromFen: Fen };

export interface Quote {
  readonly lines: readonly QuoteLine[];
  readonly steps: readonly QuoteStep[];
  readonly grossFen: Fen;
  readonly discountFen: Fen;
  readonly freightFen: Fen;
  readonly payableFen: Fen;
  /** What a little more would bring: the next step of spend-and-save. */
  readonly nextStep: { readonly moreFen: Fen; readonly offFen: Fen; readonly name: string } | null;
  readonly promotion: PromotionId | null;
}
