/** Bags, jars, boxes and what the household needs. */
import { shadow, text, type Shape } from './pen.ts';

export const bag: Shape = (p, c, r, o) => {
  const f = p.side(c[0], c[2], 1, 1);
  return (
    shadow(200, 346, 124) +
    ('<path d="M96 104Q112 88 128 98Q150 84 174 98Q200 84 226 98Q250 84 272 98' +
      'Q288 88 304 104L298 132Q318 220 304 326Q302 344 284 344H116Q98 344 96 326' +
      `Q82 220 102 132Z" fill="${f}` +
      '"/><path d="M102 132Q200 150 298 132" stroke="#000" stroke-opacity=".14" ' +
      'stroke-width="5" fill="none"/><path d="M118 160Q108 240 116 316" ' +
      'stroke="#fff" stroke-opacity=".36" stroke-width="10" fill="none" ' +
      'stroke-linecap="round"/><rect x="142" y="176" width="116" height="126" ' +
      `rx="${o.roundLabel ? 58 : 12}" fill="${o.label ?? '#fffaf0'}"/>`) +
    text(200, 254, 52, o.ink ?? c[2], o.word ?? '米') +
    (`<rect x="168" y="272" width="64" height="6" rx="3" fill="${c[1]}` + '" opacity=".8"/>')
  );
};

export const jar: Shape = (p, c, r, o) => {
  const g = p.side(c[0], c[2]);
  const lid = p.side(o.lid ?? '#e8b04a', o.lid2 ?? '#b67a1e', 0, 1);
  return (
    shadow(200, 342, 110) +
    (`<rect x="112" y="128" width="176" height="212" rx="36" fill="${g}` +
      `"/><rect x="124" y="84" width="152" height="50" rx="12" fill="${lid}` +
      '"/><path d="M124 108h152" stroke="#fff" stroke-opacity=".35" ' +
      'stroke-width="4"/><rect x="112" y="192" width="176" height="96" fill="' +
      `${o.label ?? '#fff9ec'}"/>`) +
    text(200, 258, 48, o.ink ?? '#5a3310', o.word ?? '蜜') +
    ('<rect x="126" y="148" width="12" height="150" rx="6" fill="#fff" ' + 'opacity=".42"/>')
  );
};

export const box: Shape = (p, c, r, o) => {
  const f = p.side(c[0], c[1], 1, 1);
  return (
    shadow(206, 338, 140) +
    (`<path d="M78 132L232 132V332H90Q78 332 78 320Z" fill="${f}` +
      `"/><path d="M232 132L324 104V300Q324 308 317 311L232 332Z" fill="${c[2]}` +
      `"/><path d="M78 132L172 104H324L232 132Z" fill="${c[3] ?? '#ffffff99'}` +
      '"/><rect x="104" y="176" width="102" height="112" rx="51" fill="#fffaf0" ' +
      'opacity=".95"/>') +
    text(155, 250, 50, c[2], o.word ?? '茶') +
    '<path d="M232 168L324 140V160L232 188Z" fill="#fff" opacity=".28"/>'
  );
};

export const tissue: Shape = (p, c, r, o) => {
  const f = p.side('#ffffff', '#e2eaf0', 1, 1);
  return (
    shadow(200, 332, 160) +
    ('<path d="M134 148Q160 92 200 128Q236 84 268 148Z" fill="#fff"/><path d="' +
      'M160 146Q186 108 200 128Q226 108 244 146Z" fill="#e8eef2"/><path d="M60 ' +
      '150H340Q352 150 352 164V310Q352 326 336 326H64Q48 326 48 310V164Q48 150 ' +
      `60 150Z" fill="${f}` +
      '"/><path d="M48 214Q124 176 200 214T352 214V310Q352 326 336 326H64Q48 326 ' +
      `48 310Z" fill="${c[1]}` +
      '"/><path d="M48 244Q124 206 200 244T352 244V310Q352 326 336 326H64Q48 326 ' +
      `48 310Z" fill="${c[2]}"/>`) +
    text(200, 296, 40, '#fff', o.word ?? '柔')
  );
};

export const pump: Shape = (p, c, r, o) => {
  const g = p.side(c[0], c[2]);
  return (
    shadow(200, 350, 96) +
    ('<path d="M190 62H212V116H190Z" fill="#dfe6e4"/><path d="M140 54Q140 40 ' +
      '160 42H226Q240 42 240 56V70H176Q160 70 150 84Z" fill="#f5f8f7"/><rect ' +
      'x="160" y="112" width="82" height="30" rx="8" fill="#e8eeec"/><path d="' +
      'M128 170Q128 142 158 142H244Q274 142 274 170V326Q274 346 254 346H148Q128 ' +
      `346 128 326Z" fill="${g}` +
      '"/><rect x="146" y="196" width="110" height="108" rx="16" fill="#fff" ' +
      'opacity=".92"/>') +
    text(201, 268, 46, c[2], o.word ?? '净') +
    ('<rect x="138" y="166" width="9" height="160" rx="4.5" fill="#fff" ' + 'opacity=".4"/>')
  );
};
