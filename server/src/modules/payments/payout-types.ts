/** The port of those who pay people: a state machine that may want the person's own word. */
import type { Fen } from '../../kernel/money.ts';
import type { AccountId } from './account-types.ts';

/**
 * `accepted` → `processing` → `wait_confirm` → `transferring` → `paid`; `failed` from any of them,
 * also when she never confirmed; `cancelling` → `cancelled` when we took it back before her word.
 */
export type PayoutState =
  | 'accepted'
  | 'processing'
  | 'wait_confirm'
  | 'transferring'
  | 'paid'
  | 'failed'
  | 'cancelling'
  | 'cancelled';
export const PAYOUT_ENDS: readonly PayoutState[] = ['paid', 'failed', 'cancelled'];

export interface PayoutWish {
  /** `payoutNoOf(id)`: asking again with it is asking the same. */
  readonly no: string;
  readonly amount: Fen;
  /** Who gets it, as the channel knows people: an openid under `app`. */
  readonly payee: string;
  /** Sent sealed, and only where the amount wants it. */
  readonly name: string | null;
  /** What she reads; cut to 32 characters. */
  readonly remark: string;
}
export interface Payout {
  readonly no: string;
  readonly amount: Fen;
  readonly state: PayoutState;
  readonly providerNo: string | null;
  /** While `wait_confirm`: what her phone opens to say yes. Keep it; it is given once. */
  readonly page: string | null;
  /** Of `failed`, in the provider's short words, such as `OVERDUE_CLOSE`. */
  readonly reason: string | null;
}

/** How her phone is asked: `wx.requestMerchantTransfer`, or the same by name inside WeChat. */
export interface PayoutConfirmation {
  readonly mchId: string;
  readonly appId: string;
  readonly package: string;
}

export interface PayoutChannel {
  readonly name: string;
  /** Null: the platform's own. */
  readonly account: AccountId | null;
  /** Under which app a payee's openid counts; empty where anybody can be paid. */
  readonly app: string;
  readonly limits: {
    readonly leastFen: number;
    readonly mostFen: number;
    /** From here on her name must go with it. */
    readonly nameFromFen: number;
  };
  /**
   * Never called in a transaction. After a fault nobody knows: `find` by the same number decides,
   * and no new number before a definite `failed`.
   * @throws Refusal `payments.provider_away` (unknown: find it, then send it again under this
   * number), `payments.payout_refused` with `reason` (nothing has happened)
   */
  send(wish: PayoutWish): Promise<Payout>;
  /** Null: the channel never heard of it. @throws Refusal `payments.provider_away` */
  find(no: string): Promise<Payout | null>;
  /** Takes it back before her word; the answer is `cancelling`, `cancelled` or how it ended. */
  cancel(no: string): Promise<Payout>;
  /** Null where nobody has to confirm anything. */
  confirmation(page: string): PayoutConfirmation | null;
}
