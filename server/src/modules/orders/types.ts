import type {
  CartId,
  CaseId,
  Id,
  MemberId,
  OrderId,
  OutletId,
  ProductId,
  RefundId,
  SkuId,
  StaffId,
} from '../../kernel/id.ts';
import type { Point } from '../../kernel/geo.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

export type Way = 'pickup' | 'delivery';
export type OrderState =
  | 'unpaid'
  | 'paid'
  | 'picking'
  | 'ready'
  | 'on_the_way'
  | 'received'
  | 'settled'
  | 'cancelled';

export interface CartItem {
  readonly sku: SkuId;
  readonly quantity: number;
}
export interface Cart {
  readonly id: CartId;
  readonly outlet: OutletId;
  readonly version: number;
  readonly items: readonly CartItem[];
  readonly consumedBy: OrderId | null;
}

export interface OrderLine {
  /** 0 is freight. */
  readonly no: number;
  readonly sku: SkuId | null;
  readonly product: ProductId | null;
  readonly title: string;
  readonly spec: string;
  readonly quantity: number;
  readonly priceFen: Fen;
  readonly discountFen: Fen;
  readonly netFen: Fen;
  readonly role: string | null;
  /** Null: what the rule in force says. */
  readonly terms?: LineTerms | null;
}

export interface NewOrder {
  readonly id: OrderId;
  readonly number: string;
  readonly member: MemberId;
  readonly outlet: OutletId;
  readonly way: Way;
  readonly wishHash: string;
  readonly place: Point;
  readonly contactEnc: string;
  readonly contactMasked: string;
  readonly grossFen: Fen;
  readonly discountFen: Fen;
  readonly freightFen: Fen;
  readonly payableFen: Fen;
  readonly sellingClosed: boolean;
  readonly splitAgreed: boolean;
  readonly quote: unknown;
  readonly note: string;
  readonly payBy: Instant;
  /** What was seen and becomes this order. */
  readonly cart: { readonly id: CartId; readonly version: number };
  readonly lines: readonly OrderLine[];
}

/** What steps after placement need to know of an order. */
export interface OrderRow {
  readonly id: OrderId;
  readonly number: string;
  readonly member: MemberId;
  readonly outlet: OutletId;
  readonly way: Way;
  readonly state: OrderState;
  readonly wishHash: string;
  readonly place: Point;
  readonly grossFen: Fen;
  readonly discountFen: Fen;
  readonly freightFen: Fen;
  readonly payableFen: Fen;
  readonly capturedFen: Fen;
  readonly refundedFen: Fen;
  /** What the member's wallet pays of it. */
  readonly tenderFen: Fen;
  readonly sellingClosed: boolean;
  readonly splitAgreed: boolean;
  readonly placedAt: Instant;
  readonly payBy: Instant;
  readonly paidAt: Instant | null;
  readonly parkedAt: Instant | null;
  readonly receivedAt: Instant | null;
  readonly settlesAt: Instant | null;
  /** The exchange that it fulfils. */
  readonly replaces: Case['id'] | null;
}

/** What is already there when an order is about to be placed. */
export interface Standing {
  readonly order: {
    readonly member: MemberId;
    readonly wishHash: string;
    readonly payableFen: Fen;
    readonly payBy: Instant;
    readonly number: string;
  } | null;
  readonly cart: Cart | null;
  readonly orderedBefore: boolean;
}

export type Actor =
  | { readonly kind: 'member'; readonly id: MemberId }
  | { readonly kind: 'staff'; readonly id: StaffId }
  /** A program that works for a store, by its key. */
  | { readonly kind: 'key'; readonly id: Id<'key'> }
  | { readonly kind: 'system' | 'payment'; readonly id: null };

export type CaseKind =
  | 'refund_only'
  | 'return_and_refund'
  | 'exchange'
  | 'price_protection'
  | 'not_happy'
  | 'amount'
  | 'short'
  | 'cancel';
export type CaseState =
  | 'asked'
  | 'appealed'
  | 'approved'
  | 'sent_back'
  | 'exchanging'
  | 'accepted'
  | 'rejected'
  | 'withdrawn';
export type CaseDesk = 'store' | 'hq';
/** Why the law's seven days without a reason do not hold for a product. */
export type NoReasonExcept = 'fresh' | 'custom' | 'unsealed' | 'press';
/** What is promised of a product, as it was when the order was placed. */
export interface LineTerms {
  readonly except: NoReasonExcept | null;
  /** 不满意就退: risk taken off the buyer. */
  readonly happy: {
    readonly days: number;
    readonly opened: boolean;
    readonly freight: 'store' | 'member';
    readonly evidence: boolean;
  } | null;
}
/** Pieces, or an amount; never both. */
export interface AskedLine {
  readonly no: number;
  readonly pieces: number;
  readonly amountFen: number | null;
  /** Price protection: to which price it fell. */
  readonly priceFen?: number;
}
export interface Case {
  readonly id: CaseId;
  readonly order: OrderId;
  readonly kind: CaseKind;
  readonly reason: string;
  readonly words: string;
  readonly photos: readonly string[];
  readonly lines: readonly AskedLine[];
  readonly state: CaseState;
  readonly askedBy: 'member' | 'staff' | 'system';
  readonly askedAt: Instant;
  readonly decidedAt: Instant | null;
  readonly decisionWords: string;
  readonly refund: RefundId | null;
  readonly desk: CaseDesk;
  readonly dueAt: Instant | null;
  readonly appealedAt: Instant | null;
  readonly returnCode: string | null;
  readonly tracking: string;
  readonly opened: boolean;
  readonly swapSku: SkuId | null;
  readonly swapOrder: OrderId | null;
}
