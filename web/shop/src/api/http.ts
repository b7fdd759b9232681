/** How the shop asks its server, and how it hears a no. Pages use the files beside this one. */
import * as Taro from '@tarojs/taro';
import { heardTime, now } from '../clock.ts';
import { store } from '../store.ts';

export type Facts = Readonly<Record<string, unknown>>;

/** A refusal or a fault, with the number that the shop's staff can look up. */
export class Trouble extends Error {
  readonly status: number;
  readonly code: string;
  readonly facts: Facts;
  readonly ref: string;

  constructor(status: number, code: string, facts: Facts, ref: string) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = facts;
    this.ref = ref;
  }

  /** The server understood and said no; anything else is a fault. */
  get refused(): boolean {
    return this.status >= 400 && this.status < 500;
  }
}

/** Whether the last question was answered at all, and when one was last. */
export const line = store<{ up: boolean; at: number }>({ up: true, at: 0 });

type Method = Taro.RequestOption['method'];

export async function ask<T>(
  method: Method,
  path: string,
  data?: unknown,
  more: Pick<Taro.RequestOption, 'responseType'> = {},
): Promise<T> {
  let answer: Taro.RequestAnswer;
  try {
    // A foreign page cannot set this header, so the server knows that the wish is ours.
    const header = { 'x-quandian': '1' };
    answer = await Taro.request({ url: `/api/shop${path}`, method, data, header, ...more });
  } catch {
    if (line.get().up) line.set({ ...line.get(), up: false });
    throw new Trouble(0, 'offline', {}, '');
  }
  heardTime(answer.header['quandian-now']);
  if (!line.get().up) line.set({ up: true, at: now() });
  else line.get().at = now();
  if (answer.statusCode < 400) return answer.data as T;
  const problem = (typeof answer.data === 'object' ? answer.data : {}) as Partial<{
    code: string;
    facts: Facts;
    ref: string;
  }>;
  const { code = 'http.our_fault', facts = {}, ref = '' } = problem ?? {};
  throw new Trouble(answer.statusCode, code, facts, ref);
}

/** `?outlet=…&q=…`, without what is empty. */
export function query(
  values: Readonly<Record<string, string | number | undefined | null>>,
): string {
  const parts = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
