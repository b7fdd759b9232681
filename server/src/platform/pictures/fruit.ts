/** Fruit, nuts and berries; each shape draws inside 400 × 400. */
import { shadow, gleam, leaf, at, n, type Shape } from './pen.ts';

export const round: Shape = (p, c, r, o) => {
  const one = (cx: number, cy: number, R: number): string => {
    const b = p.ball(c[0], c[1], c[2]);
    const squash = o.squash ?? 0.94;
    let top = '';
    if (o.top === 'calyx') {
      const g = p.side('#8aa84f', '#4e6b2b', 1, 1);
      top =
        [0, 90, 180, 270]
          .map(
            (a) =>
              `<path d="M0 0C${R * 0.16} ${-R * 0.3} ${R * 0.44} ${-R * 0.26} ${R * 0.5}` +
              ` 0C${R * 0.4} ${R * 0.14} ${R * 0.16} ${R * 0.16} 0 0Z" fill="${g}` +
              `" transform="translate(${cx} ${n(cy - R * squash * 0.72)}` +
              `) scale(1 .55) rotate(${a + 20})"/>`,
          )
          .join('') +
        (`<rect x="${cx - 4}" y="${n(cy - R * squash * 0.72 - 12)}` +
          '" width="8" height="14" rx="3" fill="#6a5a33"/>');
    }
    if (o.top === 'star') {
      top =
        [0, 72, 144, 216, 288]
          .map((a) => leaf(cx, cy - R * squash * 0.82, R * 0.46, a - 10, '#4f8a3a'))
          .join('') +
        (`<path d="M${cx} ${n(cy - R * squash * 0.8)}` +
          'q4 -16 12 -20" stroke="#3f7030" stroke-width="7" fill="none" ' +
          'stroke-linecap="round"/>');
    }
    if (o.top === 'stem') {
      top =
        `<path d="M${n(cx - R * 0.3)} ${n(cy - R * squash * 0.86)}Q${cx} ` +
        `${n(cy - R * squash * 0.66)} ${n(cx + R * 0.3)} ` +
        `${n(cy - R * squash * 0.86)}" stroke="${c[2]}` +
        '" stroke-width="6" fill="none" stroke-linecap="round" opacity=".55"/>' +
        `<path d="M${cx} ${n(cy - R * squash * 0.76)}` +
        'q-2 -22 8 -34" stroke="#6b4a2b" stroke-width="7" fill="none" ' +
        'stroke-linecap="round"/>' +
        leaf(cx + 4, cy - R * squash * 0.98, R * 0.56, -24, '#63993f');
    }
    if (o.top === 'leaf') {
      top =
        `<circle cx="${cx}" cy="${n(cy - R * squash * 0.8)}" r="6" fill="#5b7a2f"/>` +
        leaf(cx, cy - R * squash * 0.84, R * 0.62, -30, '#4f8f3c') +
        leaf(cx, cy - R * squash * 0.84, R * 0.44, 196, '#6aa64a');
    }
    const pores = o.pores
      ? Array.from({ length: 26 }, () => {
          const a = r() * 6.3,
            q = Math.sqrt(r()) * R * 0.86;
          return (
            `<circle cx="${n(cx + Math.cos(a) * q)}" cy="` +
            `${n(cy + Math.sin(a) * q * squash)}" r="2" fill="${c[2]}" opacity=".35"/>`
          );
        }).join('')
      : '';
    return (
      `<ellipse cx="${cx}" cy="${cy}" rx="${R}" ry="${n(R * squash)}" fill="${b}` +
      `"/>${pores}` +
      `${gleam(cx - R * 0.38, cy - R * squash * 0.42, R * 0.2, R * 0.1)}${top}`
    );
  };
  const l = r() < 0.5;
  return (
    shadow(200, 318, 150) +
    one(l ? 262 : 138, 222, 84) +
    one(l ? 148 : 252, 232, 96) +
    one(l ? 232 : 168, 270, 66)
  );
};

export const halves: Shape = (p, c, r) => {
  // whole fruit and a cut one: kiwi, dragon fruit, avocado, passion fruit
  const b = p.ball(c[0], c[1], c[2]);
  const f = p.ball('#ffffff', c[3]!, c[4]!);
  const seeds = Array.from({ length: 22 }, (_, i) => {
    const a = (i / 22) * 6.283,
      q = 30 + (i % 2) * 10;
    return (
      `<ellipse cx="${n(252 + Math.cos(a) * q)}" cy="${n(246 + Math.sin(a) * q)}` +
      `" rx="3" ry="5" fill="#2f2a1c" transform="rotate(${n(a * 57 + 90)} ` +
      `${n(252 + Math.cos(a) * q)} ${n(246 + Math.sin(a) * q)})"/>`
    );
  }).join('');
  return (
    shadow(204, 322, 150) +
    `<ellipse cx="148" cy="218" rx="92" ry="84" fill="${b}"/>` +
    gleam(112, 182, 20, 10) +
    (`<circle cx="252" cy="246" r="82" fill="${c[2]}` +
      `"/><circle cx="252" cy="246" r="75" fill="${f}` +
      `"/><circle cx="252" cy="246" r="20" fill="#fffbe8"/>${seeds}`)
  );
};

export const strawberry: Shape = (p, c, r) => {
  const one = (x: number, y: number, s: number, rot: number): string => {
    const b = p.ball('#ff7a63', '#e0332d', '#a3141f');
    const seeds = [];
    for (let i = 0; i < 5; i++)
      for (let j = -2; j <= 2; j++) {
        const yy = -36 + i * 27,
          xx = j * (30 - i * 3.4) + (i % 2 ? 14 : 0) - 4;
        if (Math.abs(xx) < 66 - i * 11)
          seeds.push(`<ellipse cx="${n(xx)}" cy="${yy}" rx="3" ry="4.8" fill="#ffd98a"/>`);
      }
    return at(
      x,
      y,
      s,
      rot,
      '<path d="M0 104C-62 66 -92 10 -78 -36C-66 -72 -28 -74 0 -62C28 -74 66 -72 ' +
        `78 -36C92 10 62 66 0 104Z" fill="${b}"/>${seeds.join('')}` +
        `${gleam(-40, -34, 15, 8)}` +
        [-158, -120, -84, -50, -18]
          .map((a) => leaf(0, -60, 50, a, a % 4 ? '#4c9a3f' : '#5fae4a'))
          .join('') +
        leaf(0, -60, 46, 14, '#4c9a3f') +
        leaf(0, -60, 46, 166, '#5fae4a') +
        ('<path d="M0 -62q4 -22 14 -30" stroke="#3f7f35" stroke-width="8" ' +
          'fill="none" stroke-linecap="round"/>'),
    );
  };
  return (
    shadow(200, 326, 150) +
    one(268, 206, 0.86, 14) +
    one(134, 208, 0.92, -12) +
    one(204, 250, 0.9, 4 + r() * 6)
  );
};

export const cluster: Shape = (p, c, r, o) => {
  // grapes, bayberries, blueberries, jujubes
  const R = o.berry ?? 30;
  const rows = o.pile
    ? [
        [200, 178, 3],
        [200, 222, 4],
        [200, 268, 5],
      ]
    : [
        [200, 130, 4],
        [200, 172, 5],
        [200, 214, 4],
        [200, 254, 3],
        [200, 290, 1],
      ];
  let s = shadow(200, o.pile ? 308 : 330, o.pile ? 150 : 90);
  if (!o.pile)
    s +=
      '<path d="M200 118q-4 -40 26 -56" stroke="#7a5b34" stroke-width="9" ' +
      'fill="none" stroke-linecap="round"/>' +
      leaf(206, 96, 84, -18, '#6da24a');
  for (const [cx = 0, cy = 0, m = 0] of rows)
    for (let i = 0; i < m; i++) {
      const x = cx + (i - (m - 1) / 2) * R * 1.62 + (r() - 0.5) * 8,
        y = cy + (r() - 0.5) * 8;
      const b = p.ball(c[0], c[1], c[2]);
      s +=
        `<circle cx="${n(x)}" cy="${n(y)}" r="${R}" fill="${b}"/>` +
        (o.bumpy
          ? Array.from({ length: 16 }, (_, j) => {
              const a = j * 2.4,
                q = R * 0.9 * Math.sqrt((j + 0.5) / 16);
              return (
                `<circle cx="${n(x + Math.cos(a) * q)}" cy="${n(y + Math.sin(a) * q)}` +
                `" r="4" fill="${c[0]}" opacity=".42"/>`
              );
            }).join('')
          : gleam(x - R * 0.34, y - R * 0.36, R * 0.22, R * 0.12));
    }
  return (
    s + (o.pile ? leaf(232, 148, 66, -32, '#5b9a45') + leaf(226, 150, 52, 200, '#72ad55') : '')
  );
};
