/** What lies on the counter: fish, meat, tofu, eggs. */
import { shadow, gleam, leaf, at, type Shape } from './pen.ts';

export const eggs: Shape = (p, c, r) => {
  const one = (x: number, y: number): string => {
    const b = p.ball(c[0], c[1], c[2]);
    return (
      `<path d="M${x} ${y - 62}C${x + 34} ${y - 62} ${x + 50} ${y - 12} ${x + 50}` +
      ` ${y + 10}A50 46 0 0 1 ${x - 50} ${y + 10}C${x - 50} ${y - 12} ${x - 34} ` +
      `${y - 62} ${x} ${y - 62}Z" fill="${b}"/>${gleam(x - 16, y - 30, 12, 7)}`
    );
  };
  const tray = p.side('#b6a78e', '#8b7b62', 0, 1);
  return (
    shadow(200, 328, 160) +
    one(118, 196) +
    one(200, 186) +
    one(282, 196) +
    ('<path d="M50 236Q84 214 118 236Q160 214 200 236Q240 214 282 236Q316 214 ' +
      `350 236L334 306Q332 320 318 320H82Q68 320 66 306Z" fill="${tray}"/>`) +
    [118, 200, 282]
      .map(
        (x) =>
          `<path d="M${x - 34} 262Q${x} 292 ${x + 34}` +
          ' 262" stroke="#fff" stroke-opacity=".28" stroke-width="6" fill="none" ' +
          'stroke-linecap="round"/>',
      )
      .join('')
  );
};

export const fish: Shape = (p, c, r) => {
  const g = p.side(c[0], c[2], 0, 1);
  const sc = [];
  for (let i = 0; i < 7; i++)
    for (let j = -1; j <= 1; j++)
      sc.push(
        `<path d="M${126 + i * 24} ${200 + j * 26 + (i % 2 ? 8 : 0)}` +
          'q10 12 0 24" stroke="#fff" stroke-opacity=".5" stroke-width="3" ' +
          'fill="none"/>',
      );
  return (
    shadow(200, 290, 160, 18) +
    (`<path d="M300 206L372 150Q362 206 376 262Z" fill="${c[2]}` +
      `"/><path d="M168 138Q216 84 256 142Z" fill="${c[1]}` +
      `"/><path d="M186 276Q206 306 238 272Z" fill="${c[1]}` +
      '"/><path d="M34 208C70 140 150 124 214 134C272 142 304 178 326 206C304 ' +
      `238 270 270 210 278C144 286 70 272 34 208Z" fill="${g}` +
      `"/><path d="M108 146Q138 208 108 268" stroke="${c[2]}` +
      `" stroke-width="5" fill="none" opacity=".6"/>${sc.join('')}` +
      '<circle cx="80" cy="194" r="11" fill="#fff"/><circle cx="78" cy="194" ' +
      `r="6" fill="#20241f"/><path d="M38 216q18 6 30 2" stroke="${c[2]}` +
      '" stroke-width="4" fill="none" stroke-linecap="round"/>')
  );
};

export const shrimp: Shape = (p, c, r) => {
  const one = (x: number, y: number, s: number, rot: number): string => {
    const g = p.side(c[0], c[2], 1, 1);
    return at(
      x,
      y,
      s,
      rot,
      '<path d="M-70 40C-96 -30 -30 -92 40 -76C84 -64 96 -22 74 -2C58 -34 22 -40 ' +
        `-6 -22C-34 -4 -34 30 -22 52Q-50 66 -70 40Z" fill="${g}"/>` +
        [-54, -30, 2, 36]
          .map(
            (k, i) =>
              `<path d="M${k} ${[-34, -60, -72, -66][i]}q${[16, 12, 8, 0][i]} ` +
              `${[14, 22, 30, 34][i]} ${[26, 22, 10, -4][i]} ${[28, 36, 42, 40][i]}` +
              '" stroke="#fff" stroke-opacity=".6" stroke-width="5" fill="none"/>',
          )
          .join('') +
        (`<path d="M-60 48L-92 84L-58 76L-44 100L-26 56Z" fill="${c[2]}` +
          '"/><circle cx="66" cy="-44" r="6" fill="#2a1a16"/><path d="M78 -30Q130 ' +
          `-40 138 0M74 -22Q120 -14 118 26" stroke="${c[2]}` +
          '" stroke-width="4" fill="none" stroke-linecap="round"/>'),
    );
  };
  return shadow(200, 312, 140) + one(240, 170, 0.82, 8) + one(164, 232, 0.98, -8);
};

export const crab: Shape = (p, c) => {
  const b = p.ball(c[0], c[1], c[2]);
  const legs = [
    [-1, 20],
    [-1, 48],
    [-1, 76],
    [1, 20],
    [1, 48],
    [1, 76],
  ]
    .map(
      ([d = 0, y = 0]) =>
        `<path d="M${200 + d * 78} ${196 + y * 0.7}Q${200 + d * 146} ` +
        `${170 + y * 0.7} ${200 + d * 158} ${226 + y * 0.9}" stroke="${c[2]}` +
        '" stroke-width="13" fill="none" stroke-linecap="round"/>',
    )
    .join('');
  const claw = (d: number): string =>
    `<path d="M${200 + d * 70} 176Q${200 + d * 150} 170 ${200 + d * 138}` +
    ` 120" stroke="${c[1]}` +
    '" stroke-width="20" fill="none" stroke-linecap="round"/><path d="M' +
    `${200 + d * 140} 132C${200 + d * 106} 110 ${200 + d * 104} 66 ` +
    `${200 + d * 134} 46C${200 + d * 132} 70 ${200 + d * 140} 78 ` +
    `${200 + d * 150} 84C${200 + d * 154} 70 ${200 + d * 160} 62 ` +
    `${200 + d * 172} 58C${200 + d * 190} 96 ${200 + d * 174} 126 ` +
    `${200 + d * 140} 132Z" fill="${b}"/>`;
  return (
    shadow(200, 320, 150) +
    legs +
    claw(-1) +
    claw(1) +
    ('<path d="M96 220C92 160 146 132 200 132C254 132 308 160 304 220C300 284 ' +
      `256 310 200 310C144 310 100 284 96 220Z" fill="${b}` +
      '"/><path d="M132 190Q200 160 268 190M150 240Q200 224 250 240" ' +
      'stroke="#fff" stroke-opacity=".34" stroke-width="6" fill="none" ' +
      'stroke-linecap="round"/><circle cx="176" cy="140" r="9" fill="#241a12"/>' +
      '<circle cx="224" cy="140" r="9" fill="#241a12"/><path d="M104 236Q200 262 ' +
      '296 236" stroke="#8fae57" stroke-width="14" fill="none"/><path d="M200 132' +
      'V310" stroke="#8fae57" stroke-width="14"/>')
  );
};

export const tray: Shape = (p, c, r) => {
  const t = p.side('#26302b', '#121916', 0, 1);
  const one = (x: number, y: number, rot: number): string => {
    const g = p.side(c[0], c[2], 1, 1);
    return at(
      x,
      y,
      1,
      rot,
      '<path d="M-82 -8C-80 -44 -32 -52 16 -46C62 -42 88 -22 84 12C80 42 36 50 ' +
        `-14 46C-58 42 -86 26 -82 -8Z" fill="${g}` +
        '"/><path d="M-66 -16Q-10 -38 60 -18M-58 12Q0 -6 66 14M-40 32Q6 22 44 32" ' +
        `stroke="${c[3] ?? '#fff1e8'}` +
        '" stroke-width="8" stroke-linecap="round" fill="none" opacity=".85"/>',
    );
  };
  return (
    shadow(200, 318, 168) +
    (`<rect x="38" y="116" width="324" height="196" rx="30" fill="${t}` +
      '"/><rect x="54" y="130" width="292" height="166" rx="22" fill="#fff" ' +
      'opacity=".08"/>') +
    one(136, 184, -8) +
    one(262, 186, 6) +
    one(200, 244, -2) +
    ('<path d="M60 150Q120 128 190 134L110 300H76Q60 296 60 280Z" fill="#fff" ' +
      'opacity=".13"/><rect x="268" y="256" width="78" height="46" rx="8" ' +
      'fill="#fff" transform="rotate(-6 300 280)"/><path d="M280 272h52M280 ' +
      '284h34" stroke="#c5431a" stroke-width="5" stroke-linecap="round" ' +
      'transform="rotate(-6 300 280)"/>')
  );
};

export const tofu: Shape = (p, c) => {
  const cube = (x: number, y: number, s: number): string =>
    at(
      x,
      y,
      s,
      0,
      `<path d="M0 -60L84 -24L0 14L-84 -24Z" fill="${c[0]}` +
        `"/><path d="M-84 -24L0 14V100L-84 58Z" fill="${c[1]}` +
        `"/><path d="M84 -24L0 14V100L84 58Z" fill="${c[2]}"/>`,
    );
  return (
    shadow(200, 330, 160) +
    ('<ellipse cx="200" cy="306" rx="168" ry="34" fill="#fff"/><ellipse ' +
      'cx="200" cy="300" rx="140" ry="24" fill="#e4ece6"/>') +
    cube(270, 212, 0.82) +
    cube(130, 216, 0.82) +
    cube(202, 196, 0.96) +
    leaf(196, 150, 40, -30, '#5fa04a') +
    leaf(198, 152, 34, 200, '#74b05c')
  );
};
