/**
 * The server's no in the member's words. The list is the contract's; it is fetched at the first no.
 */
import { useEffect, useState } from 'react';
import type { Facts, Trouble } from './api/http.ts';
import { dayAndClock, yuan } from './format.ts';
import { language, w } from './words/index.ts';

type Said = Readonly<Record<string, Readonly<Record<'zh' | 'en', string>>>>;

function factOf(facts: Facts, name: string): string {
  const value = facts[name];
  if (typeof value === 'number' && name.endsWith('Fen')) return yuan(value);
  if (typeof value === 'string' && /(At|Until|From)$/.test(name) && value.includes('T'))
    return dayAndClock(value);
  return value === undefined || value === null ? '' : String(value);
}

const filled = (said: string, facts: Facts): string =>
  said.replaceAll(/\{(\w+)\}/g, (_all, name: string) => factOf(facts, name));

export async function wordsOf({ status, code, facts }: Trouble): Promise<string> {
  if (status === 0) return w.trouble.offline;
  const said = (await import('../../../contract/refusals.json')).default as Said;
  const mine = said[code];
  return mine ? filled(mine[language], facts) : w.trouble.refused;
}

export function useRefusal(trouble: Trouble): string {
  const [words, set] = useState('');
  useEffect(() => {
    wordsOf(trouble).then(set);
  }, [trouble]);
  return words;
}
