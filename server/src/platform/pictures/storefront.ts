/** The shop front of an outlet, by day with its doors open or by night with only the lamp on. */
import { escaped } from './pen.ts';

export interface Storefront {
  readonly sign: string;
  readonly open: boolean;
  /** Without sky and street. */
  readonly bare?: boolean;
}

const LAMP =
  '<circle cx="300" cy="206" r="90" fill="url(#lamp0)"/>' +
  '<circle cx="300" cy="208" r="9" fill="#ffe9b0"/>';
const DAY =
  '<circle cx="520" cy="60" r="30" fill="#ffe9b0"/>' +
  '<path d="M0 120Q60 84 130 110T280 96V380H0Z" fill="#c4dfc8"/>' +
  '<path d="M320 110Q420 66 600 116V380H320Z" fill="#b5d6bd"/>';
const STARS = '70,40 150,66 240,30 340,56 430,24 470,90 40,96'.split(' ');

function night(): string {
  const stars = STARS.map((star) => {
    const [x, y] = star.split(',');
    return `<circle cx="${x}" cy="${y}" r="2" fill="#fff" opacity=".8"/>`;
  });
  return (
    '<path d="M528 36a34 34 0 1 0 26 54a28 28 0 1 1 -26 -54Z" fill="#f3e3b0"/>' +
    stars.join('') +
    '<path d="M0 140H70V110H130V150H200V120H600V380H0Z" fill="#222a4e"/>'
  );
}

const PLACES = [100, 132, 166, 200, 234, 358, 392, 428, 462, 496];
const PACKS = ['#5fa04a', '#e0a23a', '#d65a3a', '#4a86bf', '#8a5aa0'];
const FRUIT = ['#f0922a', '#d8343a', '#7fb03a', '#f3d23a', '#b8373a'];

const goodsInWindow = (): string =>
  PLACES.map((x, i) => {
    const [top, height] = i % 2 === 1 ? [230, 30] : [238, 22];
    return (
      `<rect x="${x - 10}" y="${top}" width="20" height="${height}" rx="4" fill="` +
      `${PACKS[i % 5]}"/><circle cx="${x}" cy="292" r="12" fill="${FRUIT[i % 5]}"/>`
    );
  }).join('');

export function storefront({ sign, open, bare = false }: Storefront): string {
  const sky = open ? ['#cfe6ee', '#eef4ea'] : ['#141b38', '#2c3560'];
  const wall = open ? '#f5efe2' : '#3a4066';
  const glass = open ? '#fff4cf' : '#20274a';
  const a1 = open ? '#c5431a' : '#7c3a34';
  const a2 = open ? '#fff6ea' : '#b7a7a6';
  const board = open ? '#1c4a34' : '#17233a';
  const awning = Array.from(
    { length: 12 },
    (_, i) =>
      `<path d="M${60 + i * 40} 168h40v34a20 16 0 0 1 -40 0Z" fill="` + `${i % 2 ? a2 : a1}"/>`,
  ).join('');
  const crate = (x: number, c1: string, c2: string): string =>
    `<rect x="${x}" y="318" width="92" height="34" rx="4" fill="` +
    `${open ? '#b98a55' : '#4a4560'}"/>` +
    Array.from(
      { length: 6 },
      (_, i) =>
        `<circle cx="${x + 12 + i * 14}" cy="${312 - (i % 2) * 8}" r="11" fill="` +
        `${open ? (i % 2 ? c1 : c2) : '#565377'}"/>`,
    ).join('');
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 380" ' +
    'preserveAspectRatio="xMidYMid slice" aria-hidden="true"><defs>' +
    `<linearGradient id="sky${+open}" x2="0" y2="1"><stop stop-color="${sky[0]}` +
    `"/><stop offset="1" stop-color="${sky[1]}` +
    `"/></linearGradient><radialGradient id="lamp${+open}` +
    '"><stop stop-color="#ffdf9a" stop-opacity=".9"/><stop offset="1" ' +
    'stop-color="#ffdf9a" stop-opacity="0"/></radialGradient></defs>' +
    `${bare ? '' : `<rect width="600" height="380" fill="url(#sky${+open})"/>`}` +
    (bare ? '' : open ? DAY : night()) +
    `<rect x="40" y="92" width="520" height="264" rx="6" fill="${wall}` +
    `"/><rect x="84" y="104" width="432" height="54" rx="8" fill="${board}` +
    '"/><text x="300" y="142" font-size="34" font-weight="700" fill="' +
    `${open ? '#fff6e4' : '#ffe2a6'}` +
    '" text-anchor="middle" letter-spacing="10" font-family="PingFang SC,Noto ' +
    `Sans SC,Noto Sans CJK SC,sans-serif">${escaped(sign)}</text>${awning}` +
    `<rect x="76" y="214" width="190" height="142" rx="4" fill="${glass}` +
    `"/><rect x="334" y="214" width="190" height="142" rx="4" fill="${glass}` +
    '"/><path d="M76 262H266M76 306H266M334 262H524M334 306H524" stroke="' +
    `${open ? '#c9a877' : '#394170'}" stroke-width="5"/>` +
    (open ? goodsInWindow() : '') +
    '<rect x="272" y="214" width="56" height="142" fill="' +
    `${open ? '#7a5a36' : '#2a2f52'}` +
    '"/><rect x="278" y="222" width="44" height="134" fill="' +
    `${open ? '#ffe9b8' : '#1c2244'}"/>` +
    (open ? '' : LAMP) +
    `${crate(86, '#f0922a', '#f6b04a')}${crate(350, '#5fa04a', '#7fbf5a')}` +
    `${crate(444, '#d8343a', '#ee6a5a')}` +
    (bare ? '' : `<rect y="352" width="600" height="28" fill="${open ? '#d8d2c2' : '#1a2040'}"/>`) +
    '</svg>'
  );
}
