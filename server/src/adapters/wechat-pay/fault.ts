/**
 * A call that did not do what was asked, and what its caller may do next. The platform's words are
 * for people; what counts is its code, and the number behind its request id where that says more.
 */
export type Next =
  /** The same request with the same number, later. */
  | 'again'
  /** Nobody knows or others know: a query decides, and no new number before it. */
  | 'ask'
  /** Nothing changes by asking again. */
  | 'never';

export class WechatPayFault extends Error {
  readonly code: string;
  readonly next: Next;
  readonly status: number;
  /** To name the call to the platform's people. */
  readonly requestId: string | null;

  constructor(code: string, next: Next, status = 0, requestId: string | null = null) {
    super(`WeChat Pay: ${code} (${status}, request ${requestId ?? 'unknown'})`);
    this.code = code;
    this.next = next;
    this.status = status;
    this.requestId = requestId;
  }
}

/** One code covers many reasons; these numbers tell them apart. */
const BY_NUMBER: Readonly<Record<string, string>> = {
  '268449538': 'ORDER_PAID',
  '268498689': 'ORDER_PAID',
  '268447914': 'ORDER_CLOSED',
  '268498688': 'PARAMETERS_CHANGED',
  '268512771': 'ORDER_NOT_EXIST',
};

const NEXT: Readonly<Record<string, Next>> = {
  STATEMENT_CREATING: 'again',
  NO_STATEMENT_EXIST: 'never',
  SYSTEM_ERROR: 'again',
  BANK_ERROR: 'again',
  FREQUENCY_LIMITED: 'again',
  FREQUENCY_LIMIT_EXCEED: 'again',
  RATELIMIT_EXCEEDED: 'again',
  /** Once the account has been topped up. */
  NOT_ENOUGH: 'again',
  ORDER_PAID: 'ask',
  OUT_TRADE_NO_USED: 'ask',
  TRADE_ERROR: 'ask',
  REQUEST_BLOCKED: 'ask',
  ORDER_CLOSED: 'never',
  ORDER_NOT_EXIST: 'never',
  NOT_FOUND: 'never',
  /** The same number for something else. */
  ALREADY_EXISTS: 'ask',
  PARAMETERS_CHANGED: 'never',
  RESOURCE_NOT_EXISTS: 'never',
  PARAM_ERROR: 'never',
  INVALID_REQUEST: 'never',
  SIGN_ERROR: 'never',
  NO_AUTH: 'never',
  RULE_LIMIT: 'never',
  MCH_NOT_EXISTS: 'never',
  APPID_MCHID_NOT_MATCH: 'never',
  USER_ACCOUNT_ABNORMAL: 'never',
};
/** Older pages spell without underscores. */
const bare = (code: string): string => code.replaceAll('_', '').toUpperCase();
const SPELT = new Map(Object.keys(NEXT).map((code) => [bare(code), code]));

export function faultOf(status: number, body: string, requestId: string | null): WechatPayFault {
  const number = requestId?.split('-').at(-1) ?? '';
  const sent = codeIn(body);
  const code = BY_NUMBER[number] ?? SPELT.get(bare(sent)) ?? sent;
  return new WechatPayFault(code, NEXT[code] ?? nextOf(status), status, requestId);
}

/** A code that nobody wrote down: it may have happened all the same. */
const nextOf = (status: number): Next => (status === 429 ? 'again' : 'ask');

function codeIn(body: string): string {
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    if (typeof code === 'string' && /^[A-Z_]{1,64}$/i.test(code)) return code;
  } catch {
    // a gateway in between answers in words of its own
  }
  return 'UNKNOWN';
}

export const isMissing = (fault: unknown): boolean =>
  fault instanceof WechatPayFault &&
  (fault.code === 'ORDER_NOT_EXIST' ||
    fault.code === 'RESOURCE_NOT_EXISTS' ||
    fault.code === 'NOT_FOUND');
