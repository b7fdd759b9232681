/**
 * Draws the goods of a grocery chain, so that no product is without a picture: the same name always
 * gives the same one. New goods get a shape by name, else by category, else a box with their first
 * character.
 */
import { BY_CATEGORY, BY_NAME, GROUND, type Look } from './looks.ts';
import { BY_MAKING } from './looks-made.ts';
import { dice, escaped, hash, pen, type Palette } from './pen.ts';
import { SHAPES } from './shapes.ts';

export { avatar, type Tile, tileOf } from './avatar.ts';
export { storefront } from './storefront.ts';

const PLAIN: Palette = ['#d9b58a', '#b98a55', '#8a5f33'];

export function lookOf(name: string, category: string): Look {
  const fits = ([words]: readonly [RegExp, ...Look]): boolean => words.test(name);
  const known = BY_MAKING.find(fits) ?? BY_NAME.find(fits);
  if (known !== undefined) return [known[1], known[2], known[3]];
  const tint = BY_CATEGORY[category];
  if (tint !== undefined && tint[0] !== 'box') return tint;
  return ['box', tint?.[1] ?? PLAIN, { word: escaped([...name][0] ?? '') }];
}

export function picture(name: string, category = ''): string {
  const [shape, colours, options = {}] = lookOf(name, category);
  const seed = hash(name);
  const r = dice(seed);
  const p = pen(seed);
  const ground = GROUND[shape];
  const body = SHAPES[shape](p, colours, r, options);
  const lamp = p.ball('#ffffff', ground, ground);
  const tilt = 168 + Math.round(r() * 40);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" ' +
    `aria-label="${escaped(name)}"><defs>${p.defs.join('')}` +
    `</defs><rect width="400" height="400" fill="${ground}"/><circle cx="${tilt}` +
    `" cy="190" r="178" fill="${lamp}" opacity=".75"/>${body}</svg>`
  );
}
