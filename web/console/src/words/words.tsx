/**
 * Words in two languages. A page brings its own zh and en; the English must have every key of the
 * Chinese, and the compiler says so.
 */
import dayjs from 'dayjs';
import { createContext, Fragment, type ReactNode, useContext, useEffect, useState } from 'react';
import 'dayjs/locale/zh-cn';

export type Language = 'zh' | 'en';
export type Facts = Readonly<Record<string, string | number>>;
export type Same<Zh> = { readonly [K in keyof Zh]: string };

const KEPT = 'qd.language';
const LanguageOf = createContext<{ language: Language; turn: () => void }>({
  language: 'zh',
  turn: () => {},
});
export const useLanguage = () => useContext(LanguageOf);

const remembered = (): Language =>
  (localStorage.getItem(KEPT) as Language | null) ??
  (navigator.language.startsWith('zh') ? 'zh' : 'en');

export function Words({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(remembered);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  const turn = () => {
    const next = language === 'zh' ? 'en' : 'zh';
    localStorage.setItem(KEPT, next);
    setLanguage(next);
  };
  return <LanguageOf value={{ language, turn }}>{children}</LanguageOf>;
}

/** Puts facts where the sentence names them; what is not given stays visible as {name}. */
export const fill = (sentence: string, facts: Facts = {}) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));

export interface Say<Key extends string> {
  (key: Key, facts?: Facts): string;
  /** The same sentence with names in bold, links, struck prices. */
  rich(key: Key, parts: Readonly<Record<string, ReactNode>>): ReactNode;
  /** For keys that come from the server, such as a state or a role. */
  of(key: string, otherwise?: string): string;
  readonly language: Language;
}

export function useWords<Zh extends Readonly<Record<string, string>>>(
  zh: Zh,
  en: Same<Zh>,
): Say<keyof Zh & string> {
  const { language } = useLanguage();
  const book = (language === 'zh' ? zh : en) as Readonly<Record<string, string>>;
  const say = (key: string, facts?: Facts) => fill(book[key] ?? key, facts);
  return Object.assign(say, {
    of: (key: string, otherwise = key) => book[key] ?? otherwise,
    rich: (key: string, parts: Readonly<Record<string, ReactNode>>) =>
      rich(book[key] ?? key, parts),
    language,
  }) as Say<keyof Zh & string>;
}

export function rich(sentence: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  return sentence.split(/(\{\w+\})/).map((piece, i) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    return <Fragment key={i}>{name === undefined ? piece : (parts[name] ?? piece)}</Fragment>;
  });
}
