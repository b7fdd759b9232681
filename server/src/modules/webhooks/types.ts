import type { Id, StaffId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

export type EndpointId = Id<'endpoint'>;
export type EventId = Id<'event'>;

export interface Endpoint {
  readonly id: EndpointId;
  readonly url: string;
  readonly events: readonly string[];
  readonly secretEnc: string;
  readonly oldSecretEnc: string | null;
  readonly oldSecretUntil: Instant | null;
  readonly disabledAt: Instant | null;
}
export interface EndpointForm {
  readonly id: EndpointId;
  readonly url: string;
  /** Names, `orders.*`, or `*`. */
  readonly events: readonly string[];
  readonly madeBy: StaffId;
}
export interface Delivery {
  readonly event: EventId;
  readonly tries: number;
}

/** What came of one try: an answer, or why there was none. */
export type PostOutcome =
  | { readonly status: number; readonly retryAfterS: number | null }
  | { readonly error: string };

/** The way out, which looks at where it really leads. */
export interface WebhookPort {
  /** Why we would never send there, or null. Says nothing of what a name means at the moment. */
  objectionTo(url: string): string | null;
  post(message: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }): Promise<PostOutcome>;
}
