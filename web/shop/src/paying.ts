/** On to the money, as this place offers it: a page, WeChat's own sheet, or a code to scan. */
import * as Taro from '@tarojs/taro';
import { findWays, openPayment } from './api/money.ts';
import { store } from './store.ts';

export interface Scan {
  order: string;
  code: string;
  amountFen: number;
}
/** The code that waits to be scanned, over the order's page. */
export const scanning = store<Scan | null>(null);

export interface Choice {
  order: string;
  ways: string[];
}
/** Several ways to pay: she chooses, over the order's page. */
export const choosing = store<Choice | null>(null);

/** @returns false when she has to choose first */
export async function payFor(order: string, way?: string): Promise<boolean> {
  if (way === undefined) {
    const { items: ways } = await findWays(order);
    if (ways.length > 1) {
      choosing.set({ order, ways });
      return false;
    }
    // What the store has does not open here: the server says so, in words.
    return payFor(order, ways[0] ?? '');
  }
  choosing.set(null);
  const { payUrl, call, code, amountFen } = await openPayment(order, way);
  if (payUrl) Taro.openCashier({ url: payUrl });
  else if (call) await Taro.requestPayment(call);
  else if (code) scanning.set({ order, code, amountFen });
  return true;
}
