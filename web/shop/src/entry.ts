/** The visit that brought the person here, told to the server once: by a link, or straight in. */
import * as Taro from '@tarojs/taro';
import { recordVisit } from './api/sharing.ts';

let told: Promise<void> | null = null;

/** Opened a shared link: each opening is a visit of its own. */
export function enterByLink(code: string): Promise<void> {
  told = recordVisit({ id: Taro.randomId(), code }).then(
    () => {},
    () => {},
  );
  return told;
}

/** Came without a link. The server knows the phone again afterwards, so a cart can be kept. */
export function enterShop(outletId: string): Promise<void> {
  told ??= recordVisit({ id: Taro.randomId(), entry: 'direct', outletId }).then(
    () => {},
    () => {},
  );
  return told;
}
