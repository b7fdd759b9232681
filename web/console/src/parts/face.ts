/**
 * A tile for a person: the same name, the same letter and tint, as in the shop and on posters
 * (`platform/pictures/avatar.ts` of the server). Made here, since a tree shows hundreds.
 */
const hash = (text: string) => {
  let h = 2166136261;
  for (const letter of text) h = Math.imul(h ^ letter.codePointAt(0)!, 16777619);
  return h >>> 0;
};
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

function letterOf(name: string): string {
  const letters = [...name.trim()].filter((each) => /[\p{L}\p{N}]/u.test(each));
  const last = name.includes('*') ? letters[0] : letters.at(-1);
  if (last === undefined) return '';
  return /\p{Script=Han}/u.test(last) ? last : letters[0]!.toUpperCase();
}

function draw(name: string): string {
  const [ground, ink] = TINTS[hash(name) % TINTS.length]!;
  const letter = letterOf(name);
  const inside =
    letter === ''
      ? `<circle cx="50" cy="40" r="15" fill="${ink}"/>` +
        `<path d="M22 82C22 66 34 60 50 60S78 66 78 82Z" fill="${ink}"/>`
      : `<text x="50" y="51" fill="${ink}" font-family="${FONT}" font-size="44" ` +
        `font-weight="600" text-anchor="middle" dominant-baseline="central">${letter}</text>`;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">' +
    `<rect width="100" height="100" fill="${ground}"/>${inside}</svg>`
  );
}

const drawn = new Map<string, string>();
export function faceOf(name: string): string {
  const known = drawn.get(name);
  if (known) return known;
  const made = `data:image/svg+xml,${encodeURIComponent(draw(name))}`;
  drawn.set(name, made);
  return made;
}
