/** How the shop looks and speaks on this phone: language, theme, large letters. Kept per device. */
import * as Taro from '@tarojs/taro';
import { store } from './store.ts';
import { speak } from './words/index.ts';

export type Language = 'zh' | 'en';
export type Theme = 'light' | 'dark' | 'phone';

export interface Look {
  language: Language;
  theme: Theme;
  big: boolean;
}

const KEY = 'look';

function remembered(asked: Readonly<Record<string, string>>): Look {
  const phone = Taro.getSystemSetting();
  const first: Look = {
    language: phone.language.startsWith('en') ? 'en' : 'zh',
    theme: 'phone',
    big: false,
  };
  const kept = Taro.getStorageSync(KEY);
  const look: Look = kept ? { ...first, ...(JSON.parse(kept) as Partial<Look>) } : first;
  if (asked['big']) look.big = asked['big'] === '1';
  if (asked['lang'] === 'zh' || asked['lang'] === 'en') look.language = asked['lang'];
  return look;
}

export const look = store<Look>({ language: 'zh', theme: 'phone', big: false });

async function wear(next: Look): Promise<void> {
  await speak(next.language);
  Taro.setPageStyle({
    language: next.language === 'zh' ? 'zh-CN' : 'en',
    theme: next.theme === 'phone' ? Taro.getSystemSetting().theme : next.theme,
    mode: next.big ? 'big' : 'plain',
  });
  look.set(next);
}

/** The look of this phone, or what the address asks for (`?big=1`, `?lang=en`). */
export const firstLook = (asked: Readonly<Record<string, string>>): Promise<void> =>
  wear(remembered(asked));

export async function changeLook(change: Partial<Look>): Promise<void> {
  const next = { ...look.get(), ...change };
  Taro.setStorageSync(KEY, JSON.stringify(next));
  await wear(next);
}
