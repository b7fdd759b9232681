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
