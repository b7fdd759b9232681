/** The pages by name, and the ways to them. */
import * as Taro from '@tarojs/taro';
import { query } from './api/http.ts';

export type PageName =
  | 'home'
  | 'outlets'
  | 'browse'
  | 'search'
  | 'product'
  | 'landing'
  | 'guide'
  | 'cart'
  | 'checkout'
  | 'orders'
  | 'order'
  | 'aftersales'
  | 'shares'
  | 'rewards'
  | 'wallet'
  | 'notices'
  | 'addresses'
  | 'privacy'
  | 'rules'
  | 'me';

type Values = Readonly<Record<string, string | undefined>>;

export const to = (page: PageName, values: Values = {}): string =>
  `/pages/${page}/index${query(values)}`;

export const go = (page: PageName, values?: Values): void =>
  Taro.navigateTo({ url: to(page, values) });

/** Takes the place of the present page, so that back does not return to it. */
export const goInstead = (page: PageName, values?: Values): void =>
  Taro.redirectTo({ url: to(page, values) });

export const goBack = (): void => Taro.navigateBack();
