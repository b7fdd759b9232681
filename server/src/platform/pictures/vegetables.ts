/** What grows in beds and under the earth. */
import { shadow, gleam, at, n, type Shape } from './pen.ts';

export const long: Shape = (p, c, r, o) => {
  // cucumber, carrot, aubergine, radish, corn, banana-free
  const one = (x: number, y: number, rot: number, s: number): string => {
    const g = p.side(c[0], c[2], 0, 1);
    const t = o.taper ?? 0.2;
    const W = o.w ?? 34;
    const Ln = o.len ?? 118;
    let body =
      `<path d="M${-Ln} ${-W * 0.7}C${-Ln * 0.5} ${-W * 1.15} ${Ln * 0.5} ` +
      `${-W * 1.05} ${Ln} ${-W * t}Q${Ln + 22} 0 ${Ln} ${W * t}C${Ln * 0.5} ` +
      `${W * 1.05} ${-Ln * 0.5} ${W * 1.15} ${-Ln} ${W * 0.7}Q${-Ln - 22} 0 ` +
      `${-Ln} ${-W * 0.7}Z" fill="${g}"/>`;
    if (o.mark === 'rings')
      body += [-70, -30, 16, 56]
        .map(
          (k) =>
            `<path d="M${k} ${-W * 0.62}q8 10 2 22" stroke="${c[2]}` +
            '" stroke-width="4" fill="none" stroke-linecap="round" opacity=".6"/>',
        )
        .join('');
    if (o.mark === 'bumps')
      body += Array.from(
        { length: 14 },
        () =>
          `<circle cx="${n((r() - 0.5) * Ln * 1.8)}" cy="${n((r() - 0.5) * W * 1.3)}` +
          `" r="2.6" fill="${c[0]}" opacity=".9"/>`,
      ).join('');
    if (o.mark === 'corn')
      for (let i = -3; i <= 3; i++)
        for (let j = -9; j <= 8; j++)
          body +=
            `<rect x="${j * 12 + (i % 2 ? 6 : 0)}" y="${n(i * 9.4 - 4)}` +
            '" width="10.5" height="8.4" rx="4" fill="' +
            `${(i + j) % 3 ? '#f6c63a' : '#fbd968'}" opacity="` +
            `${Math.abs(i) === 3 ? 0.75 : 1}"/>`;
    body +=
      `<path d="M${-Ln * 0.8} ${-W * 0.52}Q0 ${-W * 0.86} ${Ln * 0.62} ` +
      `${-W * 0.4}` +
      '" stroke="#fff" stroke-width="7" stroke-linecap="round" fill="none" ' +
      'opacity=".34"/>';
    if (o.top === 'fronds')
      body += [-34, -14, 6, 28]
        .map(
          (a) =>
            `<path d="M${-Ln - 6} 0q-34 ${a} -70 ${a * 1.5}` +
            '" stroke="#4f963f" stroke-width="9" stroke-linecap="round" fill="none"/>',
        )
        .join('');
    if (o.top === 'cap')
      body +=
        `<path d="M${-Ln + 26} ${-W * 0.86}Q${-Ln - 26} ${-W * 0.9} ${-Ln - 20} 0Q` +
        `${-Ln - 26} ${W * 0.9} ${-Ln + 26} ${W * 0.86}Q${-Ln + 4} ${W * 0.3} ` +
        `${-Ln + 22} 0Q${-Ln + 2} ${-W * 0.3} ${-Ln + 26} ${-W * 0.86}` +
        `Z" fill="#4f7f3a"/><path d="M${-Ln - 16}` +
        ' 0h-22" stroke="#3f6a2f" stroke-width="11" stroke-linecap="round"/>';
    if (o.top === 'husk')
      body +=
        `<path d="M${-Ln - 24} 0Q${-Ln + 10} -64 ${Ln * 0.3} -46Q${-Ln * 0.3} -26 ` +
        `${-Ln + 34} 8Z" fill="#8fbf5a"/><path d="M${-Ln - 24} 0Q${-Ln + 10} 66 ` +
        `${Ln * 0.2} 48Q${-Ln * 0.3} 26 ${-Ln + 30} -4Z" fill="#6ea544"/>`;
    return at(x, y, s, rot, body);
  };
  const d = r() < 0.5 ? 1 : -1;
  const dx = o.top === 'fronds' ? 26 : 0;
  return (
    shadow(200 + dx, 300, 150, 22) +
    one(212 + dx, 168, -22 * d, 0.84) +
    one(190 + dx, 226, -10 * d, 0.9) +
    (o.third ? one(208 + dx, 276, 6 * d, 0.78) : '')
  );
};

export const greens: Shape = (p, c, r, o) => {
  // leafy vegetables, bunched
  let s = shadow(200, 330, 110, 18);
  const k = o.k ?? 7;
  for (let i = 0; i < k; i++) {
    const t = (i / (k - 1) - 0.5) * 2;
    const a = t * 40 + (r() - 0.5) * 6;
    const g = p.side(c[0], c[2], 0, 1);
    const st = p.side('#fdfef5', o.stem ?? '#cfe3b0', 1, 0);
    const big = 1 - Math.abs(t) * 0.14;
    s += at(
      200 + t * 20,
      306,
      big,
      a,
      '<path d="M-13 0C-16 -60 -12 -110 -8 -146L8 -146C12 -110 16 -60 13 0Q0 12 ' +
        `-13 0Z" fill="${st}` +
        '"/><path d="M0 -96C-46 -104 -66 -150 -52 -196C-40 -228 -16 -240 0 -240C16 ' +
        `-240 40 -228 52 -196C66 -150 46 -104 0 -96Z" fill="${g}` +
        '"/><path d="M0 -100V-222M0 -130Q-22 -146 -34 -172M0 -130Q22 -146 34 -172' +
        'M0 -168Q-16 -182 -24 -202M0 -168Q16 -182 24 -202" stroke="#fff" ' +
        'stroke-opacity=".4" stroke-width="3.4" fill="none" ' +
        'stroke-linecap="round"/>',
    );
  }
  return (
    s +
    ('<path d="M146 268Q200 292 254 268L250 290Q200 312 150 290Z" ' +
      'fill="#c5431a" opacity=".9"/>')
  );
};

export const cabbage: Shape = (p, c, r) => {
  const b = p.ball(c[0], c[1], c[2]);
  const q = p.ball('#f6fbe0', c[0], c[1]);
  return (
    shadow(200, 322, 140) +
    ('<path d="M70 236C50 150 120 84 200 84C280 84 350 150 330 236C318 300 262 ' +
      `326 200 326C138 326 82 300 70 236Z" fill="${b}` +
      '"/><path d="M104 232C96 160 150 112 204 112C266 112 306 166 294 236C284 ' +
      `288 240 306 200 306C156 306 112 288 104 232Z" fill="${q}"/>`) +
    [-60, -24, 18, 58]
      .map(
        (d) =>
          `<path d="M200 300Q${200 + d} 220 ${200 + d * 1.5}` +
          ' 140" stroke="#fff" stroke-width="5" stroke-opacity=".75" fill="none" ' +
          `stroke-linecap="round"/><path d="M${n(200 + d * 1.06)} 226q` +
          `${d > 0 ? 26 : -26} -14 ${d > 0 ? 40 : -40}` +
          ' -38" stroke="#fff" stroke-width="3" stroke-opacity=".6" fill="none" ' +
          'stroke-linecap="round"/>',
      )
      .join('') +
    ('<path d="M82 250C96 190 130 170 166 172C140 210 140 268 172 316C120 312 ' +
      `88 290 82 250Z" fill="${c[1]}" opacity=".75"/>`)
  );
};

export const root: Shape = (p, c, r) => {
  // potato, sweet potato, taro, ginger, onion
  const one = (x: number, y: number, rx: number, ry: number, rot: number): string => {
    const b = p.ball(c[0], c[1], c[2]);
    return at(
      x,
      y,
      1,
      rot,
      `<path d="M${-rx} 0C${-rx} ${-ry} ${-rx * 0.3} ${-ry * 1.1} ${rx * 0.2} ` +
        `${-ry}C${rx * 0.8} ${-ry * 0.9} ${rx} ${-ry * 0.3} ${rx} ${ry * 0.1}C${rx}` +
        ` ${ry * 0.9} ${rx * 0.3} ${ry * 1.06} ${-rx * 0.2} ${ry}C${-rx * 0.8} ` +
        `${ry * 0.9} ${-rx} ${ry * 0.5} ${-rx} 0Z" fill="${b}"/>` +
        Array.from(
          { length: 9 },
          () =>
            `<ellipse cx="${n((r() - 0.5) * rx * 1.5)}" cy="` +
            `${n((r() - 0.5) * ry * 1.4)}" rx="5" ry="2" fill="${c[2]}" opacity=".55"/>`,
        ).join('') +
        gleam(-rx * 0.4, -ry * 0.5, rx * 0.2, ry * 0.12, -10, 0.36),
    );
  };
  return (
    shadow(200, 316, 160) +
    one(262, 196, 82, 62, 14) +
    one(140, 206, 88, 66, -16) +
    one(206, 262, 94, 62, 4)
  );
};

export const mushroom: Shape = (p, c, r) => {
  const one = (x: number, y: number, s: number, rot: number): string => {
    const b = p.ball(c[0], c[1], c[2]);
    const st = p.side('#fffdf4', '#dccfb4');
    return at(
      x,
      y,
      s,
      rot,
      '<path d="M-26 0C-24 50 -34 96 -22 118Q0 132 22 118C34 96 24 50 26 0Z" ' +
        `fill="${st}` +
        '"/><path d="M-78 14C-84 -54 -40 -84 0 -84C40 -84 84 -54 78 14Q40 32 0 32' +
        `Q-40 32 -78 14Z" fill="${b}` +
        '"/><path d="M-66 18Q0 40 66 18Q40 28 0 30Q-40 28 -66 18Z" fill="#fff4da" ' +
        `opacity=".8"/>${gleam(-34, -44, 18, 9)}`,
    );
  };
  return (
    shadow(200, 326, 150) +
    one(276, 200, 0.86, 10) +
    one(128, 206, 0.9, -10) +
    one(204, 206, 1.02, 2)
  );
};
