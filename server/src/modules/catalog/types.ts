import type {
  CategoryId,
  Id,
  NodeId,
  ProductId,
  ProfileId,
  SkuId,
  StaffId,
} from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

/** Whose word an offer is: head office, a dealer, a community profile or an outlet. */
export type ScopeId = NodeId | ProfileId;

/** 引流 traffic, 服务 everyday, 福利 benefit, 裂变 spread, 利润 profit. */
export type ProductRole = 'traffic' | 'everyday' | 'benefit' | 'spread' | 'profit';
export const ROLES: readonly ProductRole[] = ['traffic', 'everyday', 'benefit', 'spread', 'profit'];

/** From how many pieces on which price. */
export interface WholesaleStep {
  readonly from: number;
  readonly priceFen: Fen;
}

/** What a scope says of an sku; null is silence, and silence inherits. */
export interface Offer {
  readonly listed: boolean | null;
  readonly withdrawn: boolean;
  readonly priceFen: Fen | null;
  readonly bandMinFen: Fen | null;
  readonly bandMaxFen: Fen | null;
  readonly role: ProductRole | null;
  readonly ownPriceFen: Fen | null;
  readonly wholesale: readonly WholesaleStep[];
  /** Head office lets this scope's band reach to this price; only an exception sets it. */
  readonly exceptionFen: Fen | null;
}
export const SILENCE: Offer = {
  listed: null,
  withdrawn: false,
  priceFen: null,
  bandMinFen: null,
  bandMaxFen: null,
  role: null,
  ownPriceFen: null,
  wholesale: [],
  exceptionFen: null,
};

export interface Band {
  readonly minFen: Fen;
  readonly maxFen: Fen;
}

/** An outlet and the scopes above it, by which its shelf is resolved. */
export interface OutletPath {
  readonly outletId: NodeId;
  readonly profileId: ProfileId | null;
  /** Nearest first. */
  readonly dealerIds: readonly NodeId[];
  readonly hqId: NodeId;
}

/** Kept on the order's line as it stood at placement. */
export interface Terms {
  /** Why seven days without a reason do not hold. */
  readonly except: 'fresh' | 'custom' | 'unsealed' | 'press' | null;
  /** 不满意就退. */
  readonly happy: {
    readonly days: number;
    /** Also when it has been opened. */
    readonly opened: boolean;
    readonly freight: 'store' | 'member';
    /** A photo is needed. */
    readonly evidence: boolean;
  } | null;
}

/** What is sold, the same in every outlet. */
export interface Article {
  readonly sku: SkuId;
  readonly product: ProductId;
  readonly title: string;
  readonly titleEn: string;
  readonly spec: string;
  readonly specEn: string;
  readonly barcode: string;
  readonly category: CategoryId;
  readonly productRole: ProductRole;
  readonly origin: string;
  readonly story: string;
  readonly place: string; // where a picker finds it
  readonly weightG: number;
  readonly position: number;
  readonly supplyPriceFen: Fen | null;
  /** What is promised if she is not happy, and what the law excepts; null: as the rule says. */
  readonly terms: Terms | null;
}

/** What an outlet makes of it. */
export interface ShelfItem extends Article {
  readonly priceFen: Fen;
  /** The price asked for lay outside the band, so the nearest lawful one holds. */
  readonly clamped: boolean;
  readonly listed: boolean;
  readonly role: ProductRole;
  readonly bandMinFen: Fen | null;
  readonly bandMaxFen: Fen | null;
  readonly ownPriceFen: Fen | null;
  readonly wholesale: readonly WholesaleStep[];
}

export interface Category {
  readonly id: CategoryId;
  readonly name: string;
  readonly nameEn: string;
  readonly picture: string;
  readonly position: number;
}

/** A change of one offer, for the history and the price that may be struck through. */
export interface OfferChange {
  readonly scope: ScopeId;
  readonly sku: SkuId;
  readonly before: Offer | null;
  readonly after: Offer | null;
  readonly at: Instant;
}

export interface NewProduct {
  readonly id: ProductId;
  readonly title: string;
  readonly titleEn: string;
  readonly category: CategoryId;
  readonly role: ProductRole;
  readonly origin: string;
  readonly story: string;
  readonly shelf: string;
  readonly externalId: string | null;
}
export interface NewSku {
  readonly id: SkuId;
  readonly product: ProductId;
  readonly spec: string;
  readonly specEn: string;
  readonly barcode: string;
  readonly weightG: number;
  readonly position: number;
  readonly costFen: Fen;
  readonly supplyPriceFen: Fen | null;
}

/** A part of a shop's first page. */
export type Block =
  | { readonly kind: 'scenes' }
  | {
      readonly kind: 'goods';
      readonly title: string;
      readonly titleEn: string;
      readonly note: string;
      readonly noteEn: string;
      /** Shown while the outlet is open, while it is shut, or always. */
      readonly when: 'open' | 'shut' | 'always';
      readonly products: readonly ProductId[];
    }
  | {
      readonly kind: 'category';
      readonly category: CategoryId;
      readonly title: string;
      readonly titleEn: string;
    }
  | { readonly kind: 'notice'; readonly words: string; readonly wordsEn: string };

/** What a guide stands behind on her own page, in her order. */
export interface GuidePick {
  readonly productId: ProductId;
  readonly words: string;
  readonly position: number;
}

export type ExceptionId = Id<'price_exception'>;
/** A price outside the band, for some days. */
export interface PriceException {
  readonly id: ExceptionId;
  readonly scope: ScopeId;
  readonly sku: SkuId;
  readonly priceFen: Fen;
  readonly days: number;
  readonly why: string;
  readonly by: StaffId;
  readonly state: 'asked' | 'granted' | 'refused' | 'ended';
  readonly until: Instant | null;
}
