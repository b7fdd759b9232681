import type { Id, StaffId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

export type PayeeId = Id<'payee'>;
export type BatchId = Id<'payout_batch'>;
export type PayeeKind = 'wechat' | 'bank';
/** Labour remuneration, cumulative over the year, or left to the merchant's own agent. */
export type TaxMethod = 'labour' | 'cumulative' | 'agent';
/** Who is paid: the ledger's parties that are natural persons. */
export interface Person {
  readonly kind: 'staff' | 'member';
  readonly id: string;
}

/** Where her money goes, as everybody may see it. */
export interface Payee {
  readonly id: PayeeId;
  readonly kind: PayeeKind;
  readonly nameMasked: string;
  readonly idNoMasked: string;
  readonly accountMasked: string;
  readonly bankName: string;
  readonly isChange: boolean;
  readonly madeAt: Instant;
}
/** What is sealed of it: only the channel, the bank's file and the tax office's file see it. */
export interface PayeeSecrets {
  readonly name: string;
  readonly idNo: string;
  readonly account: string;
}
export interface PayeeWish extends PayeeSecrets {
  readonly id: PayeeId;
  readonly kind: PayeeKind;
  readonly bankName: string;
}

/** The rule that holds, as chain publishes it. */
export interface Terms {
  readonly minFen: number;
  readonly maxFen: number;
  readonly feeFen: number;
  readonly feeBps: number;
  readonly perDay: number;
  readonly perDayFen: number;
  readonly perMonthFen: number;
  readonly newAccountHours: number;
  readonly changeHours: number;
  readonly secondPersonFen: number;
  readonly memberTax: TaxMethod;
  readonly staffTax: TaxMethod;
}
/** Since when she is who she is. */
export interface Standing {
  readonly since: Instant;
  readonly phoneChangedAt: Instant | null;
  readonly payee: Payee | null;
}
/** What was paid to her before, within the span that the method looks at. */
export interface TaxedSoFar {
  readonly grossFen: Fen;
  readonly withheldFen: Fen;
  /** Months of this year in which she was paid, this one included. */
  readonly months: number;
}
export interface Tax {
  readonly taxableFen: Fen;
  readonly withheldFen: Fen;
}

export interface Batch {
  readonly id: BatchId;
  readonly lines: number;
  readonly amountFen: Fen;
  readonly madeBy: StaffId;
  readonly madeAt: Instant;
  readonly open: number;
}
export interface BatchLine {
  readonly withdrawal: string;
  readonly no: number;
  readonly amountFen: Fen;
  readonly state: 'exported' | 'paid' | 'failed';
}
