import type { Id, MemberId, OrderId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

export type InvoiceId = Id<'invoice'>;
export type InvoiceState = 'asked' | 'sent' | 'issued' | 'failed';
export interface Title {
  readonly kind: 'personal' | 'company';
  readonly name: string;
  /** 18 characters; empty for a person. */
  readonly taxNo: string;
}
export interface InvoiceLine {
  readonly no: number;
  readonly title: string;
  readonly spec: string;
  readonly taxCode: string;
  readonly taxBps: number;
  /** Tax within. */
  readonly amountFen: Fen;
  readonly taxFen: Fen;
}
export interface Invoice {
  readonly id: InvoiceId;
  readonly order: OrderId;
  readonly member: MemberId;
  readonly colour: 'blue' | 'red';
  readonly of: InvoiceId | null;
  readonly title: Title;
  readonly lines: readonly InvoiceLine[];
  readonly amountFen: Fen;
  readonly taxFen: Fen;
  readonly state: InvoiceState;
  readonly number: string | null;
  readonly failure: string;
  readonly tries: number;
  readonly askedAt: Instant;
  readonly issuedAt: Instant | null;
}
/** What the platform is told; asking again under the same number is the same application. */
export interface Application {
  readonly applyNo: InvoiceId;
  readonly colour: 'blue' | 'red';
  readonly blueNumber: string | null;
  readonly title: Title;
  readonly lines: readonly InvoiceLine[];
  readonly amountFen: Fen;
  readonly taxFen: Fen;
  readonly notifyUrl: string;
}
export type Answer =
  | { readonly state: 'waiting' }
  | { readonly state: 'issued'; readonly number: string }
  | { readonly state: 'refused'; readonly reason: string };
export interface FapiaoPort {
  apply(application: Application): Promise<Answer>;
  query(applyNo: InvoiceId): Promise<Answer>;
  /** @throws Refusal `payments.bad_signature` */
  read(
    headers: Readonly<Record<string, unknown>>,
    body: string,
    nowMs: number,
  ): { readonly applyNo: InvoiceId; readonly answer: Answer };
  file(number: string): Promise<Buffer>;
}
