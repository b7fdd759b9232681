/** Pictures that people send: judged by content, drawn anew, kept as files under random names. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAside } from '../aside.ts';
import { sniff } from './sniff.ts';

const MOST_PIXELS = 50_000_000;
const LIMIT_MS = 15_000;
const REDRAW = join(import.meta.dirname, 'redraw.ts');
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly large: Buffer;
  readonly small: Buffer;
}

/** Null: no picture that we take, or one that no decoder reads. */
export async function redrawn(bytes: Buffer): Promise<Drawn | null> {
  const seen = sniff(bytes);
  if (seen === null || seen.width < 1 || seen.height < 1) return null;
  if (seen.width * seen.height > MOST_PIXELS) return null;
  const out = await runAside(REDRAW, bytes, { ms: LIMIT_MS, isQuiet: true });
  if (out === null || out.length < 12) return null;
  const [width, height] = [out.readUInt32BE(0), out.readUInt32BE(4)];
  const end = 12 + out.readUInt32BE(8);
  return { width, height, large: out.subarray(12, end), small: out.subarray(end) };
}

export type PhotoSize = 'large' | 'small';
const SIZES: readonly PhotoSize[] = ['large', 'small'];

/** One folder a merchant; names are ids, so nothing of a caller's gets into a path. */
export function photoFiles(dataDir: string) {
  const folder = (merchant: string): string => join(dataDir, 'photos', merchant);
  const file = (merchant: string, id: string, size: PhotoSize): string =>
    join(folder(merchant), `${id}.${size}.jpg`);
  return {
    async keep(merchant: string, id: string, drawn: Drawn): Promise<void> {
      await mkdir(folder(merchant), { recursive: true });
      for (const size of SIZES) await writeFile(file(merchant, id, size), drawn[size]);
    },
    /** Null when it has been forgotten. */
    read: (merchant: string, id: string, size: PhotoSize): Promise<Buffer | null> =>
      readFile(file(merchant, id, size)).catch(() => null),
    async forget(merchant: string, id: string): Promise<void> {
      for (const size of SIZES) await rm(file(merchant, id, size), { force: true });
    },
  };
}
export type PhotoFiles = ReturnType<typeof photoFiles>;
