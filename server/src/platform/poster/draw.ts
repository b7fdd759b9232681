/**
 * Draws one poster in a process of its own and ends: canvas and font take 150 MB while they live,
 * which the server never does. Reads a wish on stdin, writes a PNG to stdout.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import QRCode from 'qrcode';
import type { Tile } from '../pictures/avatar.ts';
import type { PosterWish } from './poster.ts';

const FONT = 'Noto Sans SC';
const fontOf = (file: string): string =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${file}`);
GlobalFonts.registerFromPath(fontOf('400Regular/NotoSansSC_400Regular.ttf'), FONT);

const [WIDTH, HEIGHT] = [750, 1200];
const INK = '#16201b';
const INK_2 = '#47534c';
const ACCENT = '#c2421a';

/** A line does not begin with these. */
const NEVER_FIRST = new Set('，。、！？；：”’）》…');

type Pen = SKRSContext2D;

function panel(pen: Pen, x: number, y: number, w: number, h: number, r: number, fill: string) {
  pen.beginPath();
  pen.roundRect(x, y, w, h, r);
  pen.fillStyle = fill;
  pen.fill();
}

/** Breaks between any two Chinese characters, cuts with an ellipsis; the baseline of the last. */
function words(
  pen: Pen,
  text: string,
  at: { x: number; y: number; size: number; width: number; lines: number; ink: string },
): number {
  pen.font = `${at.size}px "${FONT}"`;
  pen.fillStyle = at.ink;
  const lines: string[] = [''];
  for (const letter of text) {
    const line = lines.at(-1)! + letter;
    if (pen.measureText(line).width <= at.width || NEVER_FIRST.has(letter))
      lines[lines.length - 1] = line;
    else if (lines.length < at.lines) lines.push(letter);
    else {
      lines[lines.length - 1] = `${lines.at(-1)!.slice(0, -1)}…`;
      break;
    }
  }
  lines.forEach((line, i) => pen.fillText(line, at.x, at.y + i * at.size * 1.45));
  return at.y + (lines.length - 1) * at.size * 1.45;
}

async function picture(
  pen: Pen,
  svg: string,
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
) {
  const image = await loadImage(Buffer.from(svg));
  pen.save();
  pen.beginPath();
  pen.roundRect(x, y, w, h, r);
  pen.clip();
  const scale = Math.max(w / image.width, h / image.height);
  const [dw, dh] = [image.width * scale, image.height * scale];
  pen.drawImage(image, x + (w - dw) / 2, y + (h - dh) / 2, dw, dh);
  pen.restore();
}

/** As `platform/pictures/avatar.ts` draws it, whose words this canvas cannot set. */
function face(pen: Pen, { letter, ground, ink }: Tile, x: number, y: number, size: number) {
  panel(pen, x, y, size, size, size / 2, ground);
  pen.save();
  pen.textAlign = 'center';
  const text = { size: size * 0.44, width: size, lines: 1, ink };
  words(pen, letter, { ...text, x: x + size / 2, y: y + size * 0.66 });
  pen.restore();
}

async function draw(wish: PosterWish): Promise<Buffer> {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  panel(pen, 0, 0, WIDTH, HEIGHT, 0, '#f2f5f2');
  panel(pen, 30, 30, WIDTH - 60, HEIGHT - 60, 32, '#ffffff');
  await picture(pen, wish.pictureSvg, 30, 30, WIDTH - 60, 600, 32);
  const text = { x: 70, size: 42, width: WIDTH - 140, lines: 2, ink: INK };
  let y = words(pen, wish.title, { ...text, y: 700 });
  if (wish.price !== null)
    y = words(pen, wish.price, { ...text, size: 56, lines: 1, ink: ACCENT, y: y + 74 });
  if (wish.words !== '')
    words(pen, `“${wish.words}”`, { ...text, size: 28, ink: INK_2, y: y + 56 });
  const foot = HEIGHT - 250;
  face(pen, wish.face, 70, foot, 110);
  const beside = { x: 200, width: 280, lines: 1, ink: INK };
  words(pen, wish.name, { ...beside, size: 34, y: foot + 46 });
  words(pen, wish.store, { ...beside, size: 26, ink: INK_2, y: foot + 92 });
  words(pen, wish.hint, { ...beside, x: 70, width: 410, size: 24, ink: INK_2, y: foot + 166 });
  const code = await QRCode.toBuffer(wish.url, {
    errorCorrectionLevel: 'M',
    margin: 1,
    width: 190,
  });
  pen.drawImage(await loadImage(code), WIDTH - 70 - 190, foot - 6, 190, 190);
  return canvas.encode('png');
}

const wish = JSON.parse(readFileSync(0, 'utf8')) as PosterWish;
process.stdout.write(await draw(wish));
