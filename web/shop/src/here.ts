/**
 * Which outlet's shop the person stands in, and where the person is, as far as the phone may tell.
 */
import * as Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { forgetAnswers } from './answer.ts';
import { findHome, type Where } from './api/goods.ts';
import { store, useStore } from './store.ts';

const KEY = 'here';

export const here = store<Where>(JSON.parse(Taro.getStorageSync(KEY) || '{}') as Where);

export function standIn(where: Where): void {
  const next = { ...here.get(), ...where };
  if (JSON.stringify(next) === JSON.stringify(here.get())) return;
  here.set(next);
  Taro.setStorageSync(KEY, JSON.stringify(next));
}

/** Walks into another outlet's shop: what was shown of the former one no longer holds. */
export function walkInto(outlet: string | undefined): void {
  forgetAnswers();
  standIn({ outlet });
}

/** Asks the phone where it is and takes the nearest outlet. False when the person says no. */
export async function locate(): Promise<boolean> {
  try {
    const { latitude, longitude } = await Taro.getLocation();
    forgetAnswers();
    standIn({ outlet: undefined, lat: latitude, lng: longitude });
    return true;
  } catch {
    return false;
  }
}

/**
 * The outlet of this visit. A person who came straight to a page is led to the nearest one first.
 */
export function useOutlet(): string | null {
  const where = useStore(here);
  useEffect(() => {
    if (!here.get().outlet)
      findHome(here.get()).then(
        ({ outlet }) => standIn({ outlet: outlet.id }),
        () => {},
      );
  }, []);
  return where.outlet ?? null;
}
