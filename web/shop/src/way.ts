/** How the person wants to have the goods: collected or brought. Remembered by this phone. */
import * as Taro from '@tarojs/taro';
import { store } from './store.ts';

export type Way = 'pickup' | 'delivery';

const KEY = 'way';

export const way = store<Way>(Taro.getStorageSync(KEY) === 'delivery' ? 'delivery' : 'pickup');

export function chooseWay(next: Way): void {
  Taro.setStorageSync(KEY, next);
  way.set(next);
}

const ADDRESS_KEY = 'address';

/** Where the goods are to be brought; empty until one was chosen. */
export const addressId = store<string>(Taro.getStorageSync(ADDRESS_KEY));

export function chooseAddress(id: string): void {
  Taro.setStorageSync(ADDRESS_KEY, id);
  addressId.set(id);
}
