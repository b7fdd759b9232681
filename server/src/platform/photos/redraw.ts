/**
 * Draws one picture anew, large and small, and ends: what came in (place, camera, a script behind
 * the pixels) does not come out. A process of its own, for a decoder may die of what it is fed.
 */
import { readFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const LARGE = 1_600;
const SMALL = 320;
const QUALITY = 82;

const image = await loadImage(readFileSync(0));
async function within(side: number): Promise<{ jpeg: Buffer; width: number; height: number }> {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  return { jpeg: await canvas.encode('jpeg', QUALITY), width, height };
}
const large = await within(LARGE);
const small = await within(SMALL);
const head = Buffer.alloc(12);
head.writeUInt32BE(large.width, 0);
head.writeUInt32BE(large.height, 4);
head.writeUInt32BE(large.jpeg.length, 8);
process.stdout.write(Buffer.concat([head, large.jpeg, small.jpeg]));
