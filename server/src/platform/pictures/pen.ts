/**
 * What every drawing is made with. Light always falls from the upper left, one shadow lies on the
 * ground.
 */
export type Random = () => number;
/** Light, base and dark of the thing; some shapes take two colours more for what is inside. */
export type Palette = readonly [string, string, string, string?, string?];
export interface Options {
  readonly word?: string;
  readonly top?: 'calyx' | 'star' | 'stem' | 'leaf' | 'fronds' | 'cap' | 'husk';
  readonly mark?: 'rings' | 'bumps' | 'corn';
  readonly squash?: number;
  readonly pores?: 1;
  readonly third?: 1;
  readonly bumpy?: 1;
  readonly pile?: 1;
  readonly berry?: number;
  readonly taper?: number;
  readonly w?: number;
  readonly len?: number;
  readonly k?: number;
  readonly stem?: string;
  readonly cap?: string;
  readonly label?: string;
  readonly ink?: string;
  readonly tall?: 1;
  readonly roundLabel?: 1;
  readonly pleat?: 1;
  readonly lid?: string;
  readonly lid2?: string;
}
export interface Pen {
  ball(light: string, base: string, dark: string): string;
  side(light: string, dark: string, x2?: number, y2?: number): string;
  readonly defs: string[];
}
/** Draws inside 400 × 400. */
export type Shape = (p: Pen, c: Palette, r: Random, o: Options) => string;

/** What people wrote is shown, never run. */
export const escaped = (words: string): string =>
  words.replace(/[&<>"'\u0000-\u001f]/g, (each) => `&#${each.codePointAt(0)};`);

/** FNV-1a: the same name always gives the same picture. */
export const hash = (s: string): number => {
  let h = 2166136261;
  for (const c of s) {
    h ^= c.codePointAt(0)!;
    h = Math.imul(h, 16777619);
  }
  return h >>> 0;
};

/** Mulberry32. */
export const dice = (seed: number): Random => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** Tenths are fine enough for a picture of 400 units. */
export const n = (x: number): number => +x.toFixed(1);

/** One drawing: collects gradients, gives back shapes. Light always falls from the upper left. */
export function pen(seed: number): Pen {
  const id = `q${seed.toString(36)}`;
  const defs: string[] = [];
  let k = 0;
  const ball = (light: string, base: string, dark: string): string => {
    const g = `${id}${k++}`;
    defs.push(
      `<radialGradient id="${g}` +
        `" cx=".36" cy=".3" r=".78"><stop offset="0" stop-color="${light}` +
        `"/><stop offset=".5" stop-color="${base}"/><stop offset="1" stop-color="` +
        `${dark}"/></radialGradient>`,
    );
    return `url(#${g})`;
  };
  const side = (light: string, dark: string, x2 = 1, y2 = 0): string => {
    const g = `${id}${k++}`;
    defs.push(
      `<linearGradient id="${g}" x1="0" y1="0" x2="${x2}" y2="${y2}` +
        `"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="` +
        `${dark}"/></linearGradient>`,
    );
    return `url(#${g})`;
  };
  return { ball, side, defs };
}

export const shadow = (cx: number, cy: number, rx: number, ry = rx * 0.16, o = 0.16): string =>
  `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}` +
  `" fill="#2b2a1a" opacity="${o}"/>`;

export const gleam = (
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  rot = -28,
  o = 0.42,
): string =>
  `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}` +
  `" fill="#fff" opacity="${o}" transform="rotate(${rot} ${n(cx)} ${n(cy)}` +
  ')"/>';

export const leaf = (
  x: number,
  y: number,
  len: number,
  rot: number,
  fill: string,
  vein = '#ffffff55',
): string =>
  `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(rot)})"><path d="M0 0C` +
  `${n(len * 0.25)} ${n(-len * 0.42)} ${n(len * 0.8)} ${n(-len * 0.36)} ` +
  `${n(len)} 0C${n(len * 0.75)} ${n(len * 0.3)} ${n(len * 0.25)} ` +
  `${n(len * 0.28)} 0 0Z" fill="${fill}"/><path d="M${n(len * 0.08)} 0H` +
  `${n(len * 0.86)}" stroke="${vein}` +
  '" stroke-width="2.4" stroke-linecap="round" fill="none"/></g>';

export const at = (x: number, y: number, s: number, r: number, body: string): string =>
  `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(r)}) scale(` +
  `${n(s * 100) / 100})">${body}</g>`;

export const text = (x: number, y: number, size: number, fill: string, s: string): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="700" fill="` +
  `${fill}` +
  '" text-anchor="middle" font-family="PingFang SC,Noto Sans SC,Noto Sans ' +
  `CJK SC,Microsoft YaHei,sans-serif">${s}</text>`;
