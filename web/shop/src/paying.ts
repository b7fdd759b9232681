/** On to the money, as this place offers it: a page, WeChat's own sheet, or a code to scan. */
import * as Taro from '@tarojs/taro';
import { openPayment } from './api/money.ts';
import { store } from './store.ts';

export interface Scan {
  order: string;
  code: string;
  amountFen: number;
}
/** The code that waits to be scanned, over the order's page. */
export const scanning = store<Scan | null>(null);

export async function payFor(order: string): Promise<void> {
  const { payUrl, call, code, amountFen } = await openPayment(order);
  if (payUrl) Taro.openCashier({ url: payUrl });
  else if (call) await Taro.requestPayment(call);
  else if (code) scanning.set({ order, code, amountFen });
}
