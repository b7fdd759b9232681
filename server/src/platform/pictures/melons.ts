/** Melons, bananas and nuts. */
import { shadow, gleam, at, type Shape } from './pen.ts';

export const melon: Shape = (p, c) => {
  const b = p.ball(c[0], c[1], c[2]);
  const sl = p.side(c[3]!, c[4]!, 0, 1);
  return (
    shadow(200, 330, 160) +
    `<circle cx="232" cy="196" r="112" fill="${b}"/>` +
    [-70, -34, 4, 44, 80]
      .map(
        (k) =>
          `<path d="M232 84Q${232 + k * 1.7} 196 232 308" stroke="${c[2]}` +
          '" stroke-width="9" fill="none" opacity=".55"/>',
      )
      .join('') +
    gleam(186, 136, 26, 12) +
    (`<path d="M40 236H236A98 98 0 0 1 40 236Z" fill="${c[2]}` +
      '"/><path d="M50 236H226A88 88 0 0 1 50 236Z" fill="#f4f7e6"/><path d="M60 ' +
      `236H216A78 78 0 0 1 60 236Z" fill="${sl}"/>`) +
    [
      [96, 258],
      [128, 278],
      [160, 266],
      [186, 254],
      [140, 250],
    ]
      .map(([x, y]) => `<ellipse cx="${x}" cy="${y}" rx="4" ry="6.4" fill="#2a2118"/>`)
      .join('')
  );
};

export const bananas: Shape = (p) => {
  const g = p.side('#ffe27a', '#e9b52f', 0, 1);
  return (
    shadow(200, 316, 150) +
    [
      [-16, 0],
      [4, 16],
      [24, 32],
    ]
      .map(([a = 0, d = 0]) =>
        at(
          206,
          176 + d,
          1,
          a,
          '<path d="M-128 -40C-110 50 -10 108 112 74Q128 68 122 54C30 62 -50 20 -96 ' +
            `-58Q-116 -66 -128 -40Z" fill="${g}` +
            '"/><path d="M-110 -30C-86 40 0 86 104 66" stroke="#c98f1c" ' +
            'stroke-width="4" fill="none" opacity=".45"/><path d="M108 76l18 4 4 -20 ' +
            '-12 -8Z" fill="#6b5a2e"/>',
        ),
      )
      .join('') +
    '<path d="M72 132l-4 -34 24 -4 8 30Z" fill="#8a9a3a"/>'
  );
};

export const nuts: Shape = (p, c, r) => {
  let s = shadow(200, 316, 150);
  for (const [y = 0, m = 0] of [
    [190, 3],
    [232, 4],
    [276, 5],
  ])
    for (let i = 0; i < m; i++) {
      const x = 200 + (i - (m - 1) / 2) * 66 + (r() - 0.5) * 10;
      const b = p.ball(c[0], c[1], c[2]);
      s += at(
        x,
        y,
        1,
        (r() - 0.5) * 50,
        '<path d="M0 -40C30 -36 42 -6 34 18C26 40 -26 40 -34 18C-42 -6 -30 -36 0 ' +
          `-40Z" fill="${b}"/><path d="M0 -36Q-8 0 0 36" stroke="${c[2]}` +
          '" stroke-width="4" fill="none"/><path d="M-20 -18Q-26 4 -16 24M20 -18Q26 ' +
          `4 16 24" stroke="${c[2]}" stroke-width="2.6" opacity=".7" fill="none"/>`,
      );
    }
  return s;
};
