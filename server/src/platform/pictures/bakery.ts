/** Bread, buns and noodles. */
import { shadow, gleam, text, n, type Shape } from './pen.ts';

export const bread: Shape = (p, c) => {
  const g = p.side(c[0], c[2], 0, 1);
  return (
    shadow(200, 316, 160) +
    ('<path d="M50 226C36 160 84 122 138 130C160 108 240 108 262 130C316 122 ' +
      `364 160 350 226L340 292Q336 312 316 312H84Q64 312 60 292Z" fill="${g}` +
      '"/><path d="M112 138Q100 170 116 204M176 122Q162 160 176 200M240 122Q228 ' +
      '160 242 200M300 138Q290 168 304 200" stroke="#fff3d6" stroke-width="12" ' +
      'stroke-linecap="round" fill="none" opacity=".75"/>') +
    gleam(96, 176, 20, 9)
  );
};

export const buns: Shape = (p, c, r, o) => {
  const one = (x: number, y: number, R: number): string => {
    const b = p.ball(c[0], c[1], c[2]);
    return (
      `<path d="M${x - R} ${y + R * 0.3}C${x - R} ${y - R * 0.7} ${x - R * 0.4} ` +
      `${y - R * 0.8} ${x} ${y - R * 0.82}C${x + R * 0.4} ${y - R * 0.8} ${x + R}` +
      ` ${y - R * 0.7} ${x + R} ${y + R * 0.3}Q${x} ${y + R * 0.74} ${x - R} ` +
      `${y + R * 0.3}Z" fill="${b}"/>` +
      (o.pleat
        ? [-0.5, -0.2, 0.1, 0.4]
            .map(
              (k) =>
                `<path d="M${n(x + k * R)} ${n(y - R * 0.7)}Q${n(x + k * R * 1.6)} ` +
                `${n(y - R * 0.3)} ${n(x + k * R * 1.7)} ${n(y)}" stroke="${c[2]}` +
                '" stroke-width="4" fill="none" opacity=".5" stroke-linecap="round"/>',
            )
            .join('')
        : gleam(x - R * 0.36, y - R * 0.4, R * 0.2, R * 0.1))
    );
  };
  const st = p.side('#d9a763', '#a9763a', 0, 1);
  return (
    shadow(200, 334, 168) +
    one(262, 200, 70) +
    one(138, 200, 70) +
    one(200, 236, 78) +
    (`<path d="M40 262H360V308Q360 328 340 328H60Q40 328 40 308Z" fill="${st}` +
      '"/><path d="M40 276H360M40 312H360" stroke="#7d5526" stroke-opacity=".5" ' +
      'stroke-width="5"/>')
  );
};

export const noodle: Shape = (p, c, r, o) => {
  let s = shadow(200, 300, 168, 20);
  for (let i = 0; i < 16; i++)
    s +=
      `<rect x="36" y="${150 + i * 8.4}" width="328" height="6.4" rx="3" fill="` +
      `${i % 3 ? '#f3dca2' : '#e9cb86'}"/>`;
  return (
    s +
    (`<rect x="136" y="138" width="128" height="158" rx="10" fill="${c[1]}` +
      '"/><rect x="136" y="166" width="128" height="102" fill="#fffaf0"/>') +
    text(200, 236, 52, c[2], o.word ?? '面')
  );
};
