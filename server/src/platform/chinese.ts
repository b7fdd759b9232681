/** How Chinese text is folded and spelt, so that it is found by characters, pinyin and initials. */
import { pinyin } from 'pinyin-pro';

/** One spelling for what people type alike: width, case, and no spaces or points. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The pinyin of a folded text in one word. A capital or a digit begins a syllable, so that a search
 * may start at each syllable and nowhere else: 红颜草莓 → HongYanCaoMei. ü is v, as it is typed.
 */
export function spell(folded: string): string {
  const syllables = pinyin(folded, { toneType: 'none', type: 'array', v: true });
  return syllables
    .map((each) => each.replace(/[^a-z0-9]/gi, '').toLowerCase())
    .map((each) => each.slice(0, 1).toUpperCase() + each.slice(1))
    .join('');
}

/** The first letters of what `spell` gives: HongYanCaoMei → hycm. */
export const initialsOf = (spelt: string): string => spelt.replace(/[a-z]/g, '').toLowerCase();
