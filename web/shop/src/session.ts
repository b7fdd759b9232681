/** Who is signed in. Pages that need a member call `signedIn` and wait for the sheet. */
import { forgetAnswers } from './answer.ts';
import { findMyself, type Me, signInByWechat, signOut } from './api/people.ts';
import { Trouble } from './api/http.ts';
import { basket, emptyBasket, openBasket } from './basket.ts';
import { here } from './here.ts';
import * as Taro from '@tarojs/taro';
import { store } from './store.ts';

/** Undefined until the server has said who it is; null for a visitor. */
export const me = store<Me | null | undefined>(undefined);

/** The sheet is open while somebody waits for its outcome. */
export const door = store<((entered: boolean) => void) | null>(null);

/** Most visitors never signed in on this phone: nobody is asked for them. */
const KEY = 'member';

/** What was agreed to on the sheet, for the way back from WeChat. */
const AGREED = 'agreed';

export function leaveForWechat(page: string, showName: boolean): void {
  Taro.setStorageSync(AGREED, showName ? 'name' : 'yes');
  Taro.login({ url: page });
}

/** Back from WeChat with its word, or here as ever. @throws Trouble */
export async function arrive(): Promise<void> {
  const code = Taro.loginCode();
  const agreed = Taro.getStorageSync(AGREED);
  if (code === null || agreed === '') return findMe();
  Taro.removeStorageSync(AGREED);
  await signInByWechat({ code, showName: agreed === 'name', outletId: here.get().outlet });
  await entered();
}

export async function findMe(): Promise<void> {
  if (Taro.getStorageSync(KEY) === '') return me.set(null);
  try {
    me.set(await findMyself());
  } catch (error) {
    if (!(error instanceof Trouble) || error.status !== 401) return;
    Taro.removeStorageSync(KEY);
    me.set(null);
  }
}

/** True when a member is there, if need be after the sign-in sheet. */
export function signedIn(): Promise<boolean> {
  if (me.get()) return Promise.resolve(true);
  return new Promise((resolve) => door.set(resolve));
}

/** The server has opened a session: what was shown to a visitor no longer holds. */
export async function entered(): Promise<void> {
  Taro.setStorageSync(KEY, '1');
  forgetAnswers();
  await Promise.all([findMe(), openBasket(basket.get().outlet, true)]);
  shutDoor(true);
}

export function shutDoor(success: boolean): void {
  const waiting = door.get();
  door.set(null);
  waiting?.(success);
}

export async function leave(): Promise<void> {
  await signOut();
  Taro.removeStorageSync(KEY);
  emptyBasket();
  forgetAnswers();
  me.set(null);
}
