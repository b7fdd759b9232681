/** A face for a person without a photograph: same seed, same face. */
import { dice, hash } from './pen.ts';

export function avatar(seedText: string, coat?: string): string {
  const r = dice(hash(seedText));
  const pick = (a: readonly string[]): string => a[Math.floor(r() * a.length)]!;
  const bg = pick(['#dcebe0', '#fbe6da', '#e3e6f6', '#f7eed6', '#dff0f0', '#f3e3ea']);
  const skin = pick(['#f6d3b3', '#f1c8a4', '#eabd96']);
  const hr = pick(['#2b211c', '#3a2a20', '#1f1c1e', '#4a3527']);
  const ct = coat ?? pick(['#c5431a', '#1a7a4a', '#5457b5', '#0b7a82', '#8a5a2a', '#3b4a5a']);
  const style = Math.floor(r() * 4);
  const back = [
    '<path d="M24 46C22 20 38 12 50 12C62 12 78 20 76 46L80 78H20Z" fill="H"/>',
    '',
    '<path d="M26 44C24 22 38 14 50 14C62 14 76 22 74 44V60H26Z" fill="H"/>' +
      '<circle cx="50" cy="12" r="9" fill="H"/>',
    '',
  ][style]!.replaceAll('"H"', `"${hr}"`);
  const front = [
    '<path d="M28 44C28 24 40 20 52 22C46 32 38 36 28 44ZM72 44C72 30 64 22 52 ' +
      '22C58 32 64 36 72 44Z" fill="H"/>',
    '<path d="M27 42C25 20 42 14 54 16C68 16 76 26 73 42C68 34 62 30 50 30C38 ' +
      '30 32 34 27 42Z" fill="H"/>',
    '<path d="M28 42C30 24 42 20 50 20C58 20 70 24 72 42C64 32 58 30 50 30C42 ' +
      '30 36 32 28 42Z" fill="H"/>',
    '<path d="M27 44C24 22 40 14 50 14C64 14 76 22 73 44C70 38 70 34 66 28C58 ' +
      '34 44 34 34 28C30 34 30 38 27 44Z" fill="H"/>',
  ][style]!.replaceAll('"H"', `"${hr}"`);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" ' +
    `aria-hidden="true"><rect width="100" height="100" fill="${bg}"/>${back}` +
    `<path d="M12 104C12 82 28 74 50 74C72 74 88 82 88 104Z" fill="${ct}` +
    `"/><path d="M42 62H58V76Q50 84 42 76Z" fill="${skin}` +
    `"/><ellipse cx="50" cy="47" rx="22" ry="24" fill="${skin}"/>${front}` +
    '<circle cx="42" cy="48" r="2.4" fill="#2a201a"/><circle cx="58" cy="48" ' +
    'r="2.4" fill="#2a201a"/><path d="M43 58Q50 64 57 58" stroke="#a8553a" ' +
    'stroke-width="2.6" fill="none" stroke-linecap="round"/><circle cx="36" ' +
    'cy="55" r="3.6" fill="#f09a80" opacity=".45"/><circle cx="64" cy="55" ' +
    'r="3.6" fill="#f09a80" opacity=".45"/></svg>'
  );
}
