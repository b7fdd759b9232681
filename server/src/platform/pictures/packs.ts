/** Cartons, bottles and cups. */
import { shadow, at, text, type Shape } from './pen.ts';

export const carton: Shape = (p, c, r, o) => {
  const f = p.side('#ffffff', '#e9eef0');
  const d = p.side('#d6dee2', '#b9c5cb');
  return (
    shadow(206, 346, 100) +
    ('<path d="M120 150L236 150V336Q236 344 228 344H128Q120 344 120 336Z" fill="' +
      `${f}"/><path d="M236 150L286 134V318Q286 324 281 326L236 344Z" fill="${d}` +
      `"/><path d="M120 150L140 96H226L236 150Z" fill="${c[0]}` +
      `"/><path d="M236 150L226 96L262 88L286 134Z" fill="${c[2]}` +
      `"/><path d="M138 70H228L264 64V88L226 98H138Z" fill="${c[1]}` +
      `"/><path d="M120 250Q150 226 178 250T236 250V344H120Z" fill="${c[1]}` +
      `"/><path d="M236 250Q262 232 286 240V322L236 344Z" fill="${c[2]}"/>`) +
    text(178, 214, 40, c[2], o.word ?? '鲜')
  );
};

export const bottle: Shape = (p, c, r, o) => {
  const g = p.side(c[0], c[2]);
  const cap = p.side('#fafafa', '#c8d0cf');
  const tall = o.tall ? 20 : 0;
  return (
    shadow(200, 348, 84) +
    (`<path d="M166 ${112 - tall}H234V${140 - tall}` +
      'C234 166 262 172 262 210V326Q262 346 242 346H158Q138 346 138 326V210C138 ' +
      `172 166 166 166 ${140 - tall}Z" fill="${g}"/><rect x="160" y="${78 - tall}` +
      `" width="80" height="36" rx="8" fill="${o.cap ?? cap}` +
      '"/><rect x="138" y="216" width="124" height="92" fill="' +
      `${o.label ?? '#fffaf0'}` +
      `"/><rect x="138" y="216" width="124" height="8" fill="${c[1]}` +
      `"/><rect x="138" y="300" width="124" height="8" fill="${c[1]}"/>`) +
    text(200, 278, 42, o.ink ?? '#3b2a1a', o.word ?? '醇') +
    ('<path d="M154 200Q152 184 166 172" stroke="#fff" stroke-width="8" ' +
      'stroke-linecap="round" fill="none" opacity=".5"/><rect x="148" y="226" ' +
      'width="8" height="74" rx="4" fill="#fff" opacity=".35"/>')
  );
};

export const cup: Shape = (p, c, r, o) => {
  const one = (x: number, y: number, s: number): string => {
    const f = p.side('#ffffff', '#dfe6e6');
    return at(
      x,
      y,
      s,
      0,
      `<path d="M-66 -60H66L54 84Q52 98 38 98H-38Q-52 98 -54 84Z" fill="${f}` +
        `"/><path d="M-60 -8Q-30 -30 0 -8T60 -8L54 70H-54Z" fill="${c[1]}` +
        `"/><ellipse cx="0" cy="-62" rx="72" ry="18" fill="${c[0]}` +
        '"/><ellipse cx="0" cy="-66" rx="72" ry="17" fill="#f6f9f8"/><path d="M60 ' +
        '-70q26 4 18 22" stroke="#e6ecea" stroke-width="9" fill="none" ' +
        'stroke-linecap="round"/>' +
        text(0, 44, 40, '#fff', o.word ?? '酪'),
    );
  };
  return shadow(200, 334, 140) + one(258, 216, 0.92) + one(152, 234, 1);
};

export const can: Shape = (p, c, r, o) => {
  const g = p.side(c[0], c[2]);
  const one = (x: number, y: number, s: number): string =>
    at(
      x,
      y,
      s,
      0,
      `<path d="M-62 -96V104Q-62 128 0 128T62 104V-96Z" fill="${g}` +
        '"/><ellipse cx="0" cy="-96" rx="62" ry="20" fill="#e9eeee"/><ellipse ' +
        'cx="0" cy="-96" rx="50" ry="14" fill="#c9d2d2"/><path d="M-62 20Q0 40 62 ' +
        '20V66Q0 86 -62 66Z" fill="#fff" opacity=".92"/><rect x="-48" y="-70" ' +
        'width="10" height="80" rx="5" fill="#fff" opacity=".4"/>' +
        text(0, 62, 34, c[2], o.word ?? '汽'),
    );
  return shadow(200, 336, 130) + one(258, 198, 0.94) + one(148, 206, 1);
};
