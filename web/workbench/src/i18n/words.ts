/** Which language speaks, and how a text with facts in braces is filled. */
import { useSyncExternalStore } from 'react';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Lang = 'zh' | 'en';
export type Key = keyof typeof zh;
export type Facts = Readonly<Record<string, string | number>>;

const KEPT = 'qd.work.lang';
const listeners = new Set<() => void>();
let lang: Lang = read();

function read(): Lang {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export const langNow = (): Lang => lang;
export function speak(next: Lang): void {
  lang = next;
  localStorage.setItem(KEPT, next);
  markDocument();
  for (const listener of listeners) listener();
}
export function markDocument(): void {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  document.title = t('app.title');
}
export function useLang(): Lang {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lang,
  );
}
/** `{count} {count|order|orders}`: a word that follows its number. */
export const fill = (text: string, facts: Facts = {}): string =>
  text
    .replace(/\{(\w+)\|(.*?)\|(.*?)\}/g, (_all, name: string, one: string, many: string) =>
      Number(facts[name]) === 1 ? one : many,
    )
    .replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
export const t = (key: Key, facts?: Facts): string => fill((lang === 'zh' ? zh : en)[key], facts);
