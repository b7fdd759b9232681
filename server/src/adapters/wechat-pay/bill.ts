/**
 * Bills of WeChat Pay: asked for, fetched into a file, believed only once its hash is the one that
 * the platform signed, then read line by line. A large one never stands in memory.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Day } from '../../kernel/time.ts';
import { linesIn, type TradeLine } from './bill-lines.ts';
import { WechatPayFault } from './fault.ts';
import type { Line } from './line.ts';
import { textOf } from './reading.ts';
import type { Shape } from './shape.ts';

const APPLY = '/v3/bill/tradebill';
/** What a bill may unpack to: some ten million lines. */
const MOST_BYTES = 4_000_000_000;
const EMPTY = 'no-transactions';

export interface TradeBill {
  readonly hash: string;
  readonly lines: AsyncIterable<TradeLine>;
}

/** @returns null while the platform still makes it */
export async function tradeBill(line: Line, shape: Shape, day: Day): Promise<TradeBill | null> {
  const query = new URLSearchParams({ bill_date: day, bill_type: 'ALL', tar_type: 'GZIP' });
  for (const [name, value] of Object.entries(shape.billing)) query.set(name, value);
  const said = await line.ask({ method: 'GET', target: `${APPLY}?${query}` }).catch((fault) => {
    const code = fault instanceof WechatPayFault ? fault.code : '';
    if (code === 'STATEMENT_CREATING') return null;
    if (code === 'NO_STATEMENT_EXIST') return EMPTY; // nobody paid on that day
    throw fault;
  });
  if (said === null) return null;
  if (said === EMPTY) return { hash: EMPTY, lines: nothing() };
  const [at, hash] = [new URL(textOf(said.download_url, 2_048)), textOf(said.hash_value)];
  if (said.hash_type !== 'SHA1') throw new WechatPayFault('STRANGE_BILL', 'again', 200);
  const folder = await mkdtemp(join(tmpdir(), 'quandian-bill-'));
  try {
    const path = join(folder, 'bill.csv');
    // Of the address only the path counts: our signature goes to nobody but the platform.
    const found = await fetchInto(line, `${at.pathname}${at.search}`, path);
    if (found !== hash.toLowerCase()) throw new WechatPayFault('WRONG_HASH', 'again', 200);
    return { hash, lines: readAway(path, folder, shape) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** @returns the hash of the file as it was before it was packed */
async function fetchInto(line: Line, target: string, path: string): Promise<string> {
  const hash = createHash('sha1');
  let bytes = 0;
  const counted = new PassThrough({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > MOST_BYTES ? new Error('too large a bill') : null, chunk);
    },
  });
  try {
    await pipeline(await line.file(target), createGunzip(), counted, createWriteStream(path));
  } catch (cause) {
    if (cause instanceof WechatPayFault) throw cause;
    throw new WechatPayFault('BROKEN_BILL', 'again', 200); // cut off, or no such packing
  }
  return hash.digest('hex');
}

/** The file goes when it has been read, or when nobody wants to read on. */
async function* readAway(path: string, folder: string, shape: Shape): AsyncGenerator<TradeLine> {
  try {
    yield* linesIn(createReadStream(path), shape.appIn);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
async function* nothing(): AsyncGenerator<TradeLine> {}
