import type { IntentId, OrderId, RefundId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import type { AccountId, KeyedAccount } from './account-types.ts';
import type { BillSource } from './bill-types.ts';
import type { PayoutChannel } from './payout-types.ts';

export interface Intent {
  readonly id: IntentId;
  readonly order: OrderId;
  readonly channel: string;
  /** Of the merchant's own; null: the platform's. */
  readonly account: AccountId | null;
  readonly amount: Fen;
  readonly state: 'open' | 'captured' | 'shut';
  /** Our number at the provider; it carries the order's id. */
  readonly outTradeNo: string;
  /** How often the provider was asked of it, because nobody told us. */
  readonly asks: number;
  readonly askedAt: Instant | null;
  /** Nothing can be paid by it any more: the provider has closed it. */
  readonly closed: boolean;
}
/** What became of money that a provider reported. */
export type CaptureUse = 'order' | 'late' | 'twice' | 'mismatch' | 'wrong';
export interface CaptureRow {
  readonly channel: string;
  readonly account: AccountId | null;
  readonly providerNo: string;
  readonly order: OrderId;
  readonly amount: Fen;
  readonly use: CaptureUse;
  readonly at: Instant;
}
export interface ProviderRefund {
  readonly id: RefundId;
  readonly order: OrderId;
  readonly channel: string;
  /** The one that the money came in through, whichever serves the outlet now. */
  readonly account: AccountId | null;
  readonly providerNo: string;
  /** Derived from our id, so that asking again is asking the same. */
  readonly refundNo: string;
  readonly amount: Fen;
  readonly forOrder: boolean;
  readonly state: 'wanted' | 'sent' | 'succeeded' | 'failed';
  readonly tries: number;
}

/** What a provider tells us, once its signature has been found right. */
export type Notice =
  | {
      readonly kind: 'paid';
      readonly app: string;
      readonly currency: string;
      readonly outTradeNo: string;
      readonly providerNo: string;
      readonly amount: Fen;
      /** Whose account paid, as the provider names it to us; not every provider tells. */
      readonly payer?: string;
    }
  | {
      readonly kind: 'refunded';
      readonly refundNo: string;
      readonly amount: Fen;
      readonly succeeded: boolean;
      /** Why not, in the provider's own short words. */
      readonly reason?: string;
    }
  | {
      /** Something became of a pay-out: whoever sent it asks, and believes the answer. */
      readonly kind: 'payout';
      readonly no: string;
    };

export type RefundTold = Extract<Notice, { kind: 'refunded' }>;
/** Where a refund goes that the buyer's account would not take. */
export type OtherAccount =
  | { readonly kind: 'merchant' }
  | {
      readonly kind: 'card';
      readonly bank: string;
      readonly number: string;
      readonly name: string;
    };
/** What a provider answers when it is asked of a trade. */
export type TradeFound =
  | { readonly state: 'unpaid' | 'closed' }
  | { readonly state: 'paid'; readonly notice: Extract<Notice, { kind: 'paid' }> };

/** Where the buyer sits: what a provider offers there differs. */
export const PAY_SCENES = ['phone', 'desk', 'wechat', 'mini'] as const;
export type PayScene = (typeof PAY_SCENES)[number];
/** How she pays: at an address, by a call of the app that she is in, or by scanning a code. */
export type Checkout =
  | string
  | { readonly kind: 'call'; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'code'; readonly text: string };

export interface CheckoutPage {
  readonly description: string;
  /** Of the shop that asks. */
  readonly host: string;
  /** Where the buyer comes back to. */
  readonly back: string;
  readonly payBy: Instant;
  /** The buyer's, as the network tells it. */
  readonly address: string;
  readonly scene: PayScene;
  /** Her openid under the app by which the scene calls; null: she has none that we know. */
  readonly payer: string | null;
}
export interface Complaint {
  readonly id: string;
  readonly at: string;
  readonly words: string;
  readonly state: 'PENDING' | 'PROCESSING' | 'PROCESSED';
  readonly trades: readonly { readonly outTradeNo: string; readonly amountFen: Fen }[];
  /** The buyer has written and was not answered. */
  readonly waits: boolean;
  readonly wantsRefundFen: Fen | null;
}
/** What buyers complain of at the provider. @throws Refusal `payments.provider_away` */
export interface ComplaintBook {
  list(from: Day, to: Day): Promise<Complaint[]>;
  reply(id: string, words: string): Promise<void>;
  complete(id: string): Promise<void>;
}
/** The port that a payment provider's adapter has to fill. */
export interface PaymentChannel {
  readonly name: string;
  /** Whose keys it speaks with; null: the platform's own. */
  readonly account: AccountId | null;
  /** Who we are at the provider. */
  readonly app: string;
  /**
   * Where the buyer goes to pay. May ask the provider, so it is never called in a transaction.
   * @throws Refusal `orders.already_paid`, `orders.pay_time_is_over`, `payments.provider_away`,
   * `payments.trade_is_over`: the last when only a new number helps
   */
  checkout(intent: Intent, page: CheckoutPage): Checkout | Promise<Checkout>;
  /** Under which app her openid counts in this scene; absent: nobody is asked who she is. */
  readonly appIn?: (scene: PayScene) => string | null;
  /**
   * Null: proven, and nothing that we keep.
   * @throws Refusal `payments.bad_signature`, `payments.stale_notice`, `payments.signature_probe`
   */
  read(
    headers: Readonly<Record<string, unknown>>,
    body: string,
    nowMs: number,
  ): Notice | null | Promise<Notice | null>;
  /** What became of a trade; absent where a provider cannot be asked. @throws any fault */
  readonly find?: (outTradeNo: string) => Promise<TradeFound>;
  /** From now on nothing is paid by this number; `paid`: too late, it was. Twice is once. */
  readonly close?: (outTradeNo: string) => Promise<'closed' | 'paid'>;
  /** Asks for money to go back; how it ended comes as a notice, or at once when it has. */
  refund(refund: ProviderRefund): Promise<RefundTold | void>;
  /**
   * Only for a refund that the buyer's account would not take; absent where there is no other way.
   * @throws Refusal `payments.not_elsewhere`, `payments.provider_away`
   */
  readonly refundElsewhere?: (refund: ProviderRefund, to: OtherAccount) => Promise<void>;
  /** Pays out; asking again with the same number is the same payment. */
  payOut(no: string, amount: Fen): Promise<'paid' | 'failed'>;
  /** Absent where complaints go elsewhere. */
  readonly complaints?: ComplaintBook;
  /** Whether keys and numbers are right, asked of the provider; null when they are. */
  probe(): Promise<string | null>;
  /** Its bills; absent where there are none. */
  readonly bills?: BillSource;
}

/** Every way to pay that this installation has. */
export interface PaymentChannels {
  /** For those whom we pay; null when none is set up. */
  readonly standard: PaymentChannel | null;
  /** For those who pay now in the shop of this host. */
  at(host: string): PaymentChannel | null;
  of(name: string): PaymentChannel | null;
  /**
   * Who speaks through this account; null when this installation knows no such channel.
   * @throws Error that names the setting which is wrong, and shows no key
   */
  through(account: KeyedAccount): PaymentChannel | null;
  /** Who pays people: through an account, or by default; null where nobody can. */
  payouts(account: KeyedAccount | null): PayoutChannel | null;
}
