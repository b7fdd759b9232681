/** What the server refused, in the words of the contract, its stable code small beneath. */
import { CircleAlert } from 'lucide-react';
import type { Refused } from '../api/call.ts';
import { amount } from '../words/figures.ts';
import { fill, useLanguage, useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

type Contract = Readonly<Record<string, { zh: string; en: string }>>;
const found = import.meta.glob<{ default: Contract }>('../../../../contract/refusals.json', {
  eager: true,
});
const contract: Contract = Object.assign({}, ...Object.values(found).map((file) => file.default));

/** Facts named …Fen are money; words say ¥{price}. */
const readable = (facts: Refused['facts']) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      /[fF]en$/.test(name) ? amount(Number(value)) : value,
    ]),
  );

export function useRefusalWords() {
  const { language } = useLanguage();
  const t = useWords(zh, en);
  return ({ code, facts, ref }: Pick<Refused, 'code' | 'facts' | 'ref'>): string => {
    const sentence = contract[code]?.[language] ?? t.of(code, '');
    if (sentence) return fill(sentence, { ...readable(facts), ref });
    return t('otherwise', { code });
  };
}

/** Beside the field or the line that caused it. */
export function RefusalLine({ error }: { error: Refused | null | undefined }) {
  const words = useRefusalWords();
  if (!error) return null;
  return (
    <div className="refused" role="alert">
      <CircleAlert size={18} aria-hidden />
      <div>
        <div>{words(error)}</div>
        <code>{error.code}</code>
      </div>
    </div>
  );
}
