/**
 * Posters to pass on: picture, price, her face and words, the code of her own link. Drawn once for
 * what stands on it and kept in the data folder under the hash of that.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAside, turns } from '../aside.ts';
import type { Tile } from '../pictures/pictures.ts';
import { hashOf } from '../secret.ts';

export interface PosterWish {
  readonly pictureSvg: string;
  readonly face: Tile;
  readonly title: string;
  readonly price: string | null;
  readonly words: string;
  readonly name: string;
  readonly store: string;
  readonly hint: string;
  readonly url: string;
}

/** Drawing takes a core for a third of a second. */
const AT_ONCE = 2;
const LIMIT_MS = 15_000;
/** Changes when the drawing does, so that no old poster is found. */
const STYLE = '2';

export function posters(dataDir: string): (wish: PosterWish) => Promise<Buffer> {
  const folder = join(dataDir, 'posters');
  const drawing = new Map<string, Promise<Buffer>>();
  const inTurn = turns(AT_ONCE);

  async function made(key: string, wish: PosterWish): Promise<Buffer> {
    const file = join(folder, `${key}.png`);
    try {
      return await readFile(file);
    } catch {
      const png = await inTurn(() => draw(wish));
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.new`, png);
      await rename(`${file}.new`, file); // never half a picture
      return png;
    }
  }

  return (wish) => {
    const key = hashOf(STYLE + JSON.stringify(wish));
    let poster = drawing.get(key);
    if (poster === undefined) {
      poster = made(key, wish).finally(() => drawing.delete(key));
      drawing.set(key, poster);
    }
    return poster;
  };
}

async function draw(wish: PosterWish): Promise<Buffer> {
  const script = join(import.meta.dirname, 'draw.ts');
  const png = await runAside(script, JSON.stringify(wish), { ms: LIMIT_MS });
  if (png === null) throw new Error('the poster was not drawn');
  return png;
}
