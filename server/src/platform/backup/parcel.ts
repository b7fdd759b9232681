/**
 * Many files as one stream: before each a line that names it and its length, at the end a list of
 * their SHA-256, against which whoever unpacks compares.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { BadBackup } from './sealed-file.ts';

export interface Packed {
  readonly path: string;
  /** A file on the disk, or words. */
  readonly from: { readonly file: string } | { readonly text: string };
}
interface Head {
  readonly path: string;
  readonly size: number;
}
const LIST = '\0hashes';
const CHUNK = 1 << 20;

const headOf = (head: Head): Buffer => {
  const words = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(words.length);
  return Buffer.concat([length, words]);
};

/**
 * Files may change while they are read, as those of a running PostgreSQL do: each has the length
 * that it had at first, and one that has gone meanwhile is left out.
 */
export async function* pack(files: AsyncIterable<Packed>): AsyncGenerator<Buffer> {
  const hashes: Record<string, string> = {};
  for await (const { path, from } of files) {
    const hash = createHash('sha256');
    if ('text' in from) {
      const body = Buffer.from(from.text);
      yield headOf({ path, size: body.length });
      yield body;
      hashes[path] = hash.update(body).digest('hex');
      continue;
    }
    const file = await open(from.file, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (file === null) continue;
    try {
      const { size } = await file.stat();
      yield headOf({ path, size });
      for (let left = size; left > 0; ) {
        const body = Buffer.alloc(Math.min(CHUNK, left)); // what was cut off meanwhile is noughts
        await file.read(body, 0, body.length, size - left);
        hash.update(body);
        yield body;
        left -= body.length;
      }
    } finally {
      await file.close();
    }
    hashes[path] = hash.digest('hex');
  }
  const list = Buffer.from(JSON.stringify(hashes));
  yield headOf({ path: LIST, size: list.length });
  yield list;
}

/** Into a folder, and nowhere else. @returns the paths. @throws BadBackup */
export async function unpack(plain: AsyncIterable<Buffer>, folder: string): Promise<string[]> {
  const reader = new Reader(plain);
  const hashes: Record<string, string> = {};
  for (;;) {
    const length = (await reader.take(4)).readUInt32BE();
    const { path, size } = JSON.parse((await reader.take(length)).toString()) as Head;
    if (path === LIST) {
      const told = JSON.parse((await reader.take(size)).toString());
      if (JSON.stringify(told) !== JSON.stringify(hashes)) throw new BadBackup('a hash differs');
      return Object.keys(hashes);
    }
    if (normalize(path) !== path || path.startsWith('..') || path.startsWith('/'))
      throw new BadBackup(`${path} leads outside`);
    hashes[path] = await keep(reader, join(folder, path), size);
  }
}

async function keep(reader: Reader, file: string, size: number): Promise<string> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const target = openSync(file, 'wx', 0o600);
  try {
    for (let left = size; left > 0; ) {
      const body = await reader.take(Math.min(CHUNK, left));
      hash.update(body);
      writeSync(target, body);
      left -= body.length;
    }
  } finally {
    closeSync(target);
  }
  return hash.digest('hex');
}

class Reader {
  readonly #chunks: AsyncIterator<Buffer>;
  #waiting: Buffer[] = [];
  #length = 0;

  constructor(plain: AsyncIterable<Buffer>) {
    this.#chunks = plain[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    while (this.#length < count) {
      const { value, done } = await this.#chunks.next();
      if (done === true) throw new BadBackup('it ends in the middle of a file');
      this.#waiting.push(value);
      this.#length += value.length;
    }
    const all = Buffer.concat(this.#waiting);
    this.#waiting = [all.subarray(count)];
    this.#length = all.length - count;
    return all.subarray(0, count);
  }
}
