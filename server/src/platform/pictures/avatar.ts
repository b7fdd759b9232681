/**
 * A tile for a person without a photograph: the last character of her name on a tint of its own. A
 * drawn face would have to guess whether she is a woman, how old she is, and would often be wrong.
 */
import { escaped, hash } from './pen.ts';

export interface Tile {
  /** Empty for a person without a name. */
  readonly letter: string;
  readonly ground: string;
  readonly ink: string;
}

/** Each ink on its ground reads at 4.5 : 1 and more. */
const TINTS = [
  ['#fbe3d8', '#a63711'],
  ['#dcefe3', '#115c39'],
  ['#e2ebf9', '#1c4f8c'],
  ['#fbeccb', '#784700'],
  ['#e6e6f9', '#474aa3'],
  ['#d8eef0', '#075e65'],
  ['#f3e2f5', '#7a317f'],
] as const;
const FONT = 'PingFang SC,HarmonyOS Sans SC,MiSans,Noto Sans SC,Microsoft YaHei,sans-serif';

/** 林小满 is called 小满, so 满; of 吴* only the first is known; Lin is L. */
function letterOf(name: string): string {
  const letters = [...name.trim()].filter((each) => /[\p{L}\p{N}]/u.test(each));
  const last = name.includes('*') ? letters[0] : letters.at(-1);
  if (last === undefined) return '';
  return /\p{Script=Han}/u.test(last) ? last : letters[0]!.toUpperCase();
}

export function tileOf(name: string): Tile {
  const [ground, ink] = TINTS[hash(name) % TINTS.length]!;
  return { letter: letterOf(name), ground, ink };
}

export function avatar(name: string): string {
  const { letter, ground, ink } = tileOf(name);
  const inside =
    letter === ''
      ? `<circle cx="50" cy="40" r="15" fill="${ink}"/>` +
        `<path d="M22 82C22 66 34 60 50 60S78 66 78 82Z" fill="${ink}"/>`
      : `<text x="50" y="51" fill="${ink}" font-family="${FONT}" font-size="44" ` +
        `font-weight="600" text-anchor="middle" dominant-baseline="central">${escaped(letter)}</text>`;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" aria-hidden="true">' +
    `<rect width="100" height="100" fill="${ground}"/>${inside}</svg>`
  );
}
