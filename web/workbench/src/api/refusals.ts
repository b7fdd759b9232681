/** What a refusal's code means in words; loaded only when the house first says no. */
import { fill, langNow, t, type Facts } from '../i18n/words.ts';
import { money, when } from '../i18n/format.ts';
import { Fault, NoNetwork, Refused } from './client.ts';

type Words = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
const files = import.meta.glob<{ default: Words }>('../../../../contract/refusals.json');
let words: Words | undefined;

async function wordsOfHouse(): Promise<Words> {
  const load = Object.values(files)[0];
  words ??= load === undefined ? {} : (await load()).default;
  return words;
}
/** Money facts end in Fen and instants in At: people read neither raw. */
const readable = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (typeof value === 'number' && /fen$/i.test(name)) return [name, money(value)];
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return [name, when(value)];
      return [name, value];
    }),
  );

export interface Said {
  readonly words: string;
  readonly code: string | null;
}
export async function saidBy(error: unknown): Promise<Said> {
  if (error instanceof NoNetwork) return { words: t('state.no_network'), code: null };
  if (error instanceof Refused) return saidByCode(error.code, error.facts);
  const ref = error instanceof Fault ? error.ref : '–';
  return { words: t('state.fault_words', { ref }), code: null };
}
export async function saidByCode(code: string, facts: Facts): Promise<Said> {
  const entry = (await wordsOfHouse().catch((): Words => ({})))[code];
  if (entry === undefined) return { words: t('state.refused'), code };
  return { words: fill(entry[langNow()], readable(facts)), code };
}
