/**
 * A file that only the holder of the key reads: gzip, then AES-256-GCM in frames of a mebibyte, all
 * numbered, the last one marked, so that a flipped bit, a missing frame and a missing end are all
 * found (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár).
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

const MARK = Buffer.from('QDB1');
const SALT = 16;
const TAG = 16;
const FRAME = 1 << 20;
const HEAD = MARK.length + SALT;

/** What stands in it is not what was put in, or the key is another. */
export class BadBackup extends Error {}

const keyOf = (key: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'quandian-backup', 32));

function nonceOf(frame: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(frame, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

async function* sealing(key: Buffer, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT);
  const frameKey = keyOf(key, salt);
  yield Buffer.concat([MARK, salt]);
  let waiting = Buffer.alloc(0);
  let frame = 0;
  const seal = (body: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', frameKey, nonceOf(frame, isLast));
    frame += 1;
    const sealed = Buffer.concat([cipher.update(body), cipher.final()]);
    return Buffer.concat([sealed, cipher.getAuthTag()]);
  };
  for await (const chunk of plain) {
    waiting = Buffer.concat([waiting, chunk]);
    // One frame is always held back: the last one is marked.
    while (waiting.length > FRAME) {
      yield seal(waiting.subarray(0, FRAME), false);
      waiting = waiting.subarray(FRAME);
    }
  }
  yield seal(waiting, true);
}

async function* opening(key: Buffer, sealed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  let frameKey: Buffer | undefined;
  let frame = 0;
  const openFrame = (body: Buffer, isLast: boolean): Buffer => {
    if (frameKey === undefined || body.length < TAG) throw new BadBackup('it ends too early');
    const decipher = createDecipheriv('aes-256-gcm', frameKey, nonceOf(frame, isLast));
    decipher.setAuthTag(body.subarray(-TAG));
    try {
      const plain = Buffer.concat([decipher.update(body.subarray(0, -TAG)), decipher.final()]);
      frame += 1;
      return plain;
    } catch (error) {
      throw new BadBackup(`frame ${frame} is damaged, or the key is another`, { cause: error });
    }
  };
  for await (const chunk of sealed) {
    waiting = Buffer.concat([waiting, chunk]);
    if (frameKey === undefined && waiting.length >= HEAD) {
      if (!waiting.subarray(0, MARK.length).equals(MARK)) throw new BadBackup('this is no backup');
      frameKey = keyOf(key, waiting.subarray(MARK.length, HEAD));
      waiting = waiting.subarray(HEAD);
    }
    while (frameKey !== undefined && waiting.length > FRAME + TAG) {
      yield openFrame(waiting.subarray(0, FRAME + TAG), false);
      waiting = waiting.subarray(FRAME + TAG);
    }
  }
  yield openFrame(waiting, true);
}

/** Whole and on the disk, or not there at all. */
export async function writeSealed(
  file: string,
  key: Buffer,
  plain: AsyncIterable<Buffer>,
): Promise<void> {
  const fresh = `${file}.new`;
  try {
    await pipeline(
      plain,
      createGzip({ level: 1 }),
      (zipped) => sealing(key, zipped as AsyncIterable<Buffer>),
      createWriteStream(fresh, { mode: 0o600 }),
    );
    const written = await open(fresh, 'r');
    await written.sync();
    await written.close();
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** @throws BadBackup */
export async function* readSealed(file: string, key: Buffer): AsyncGenerator<Buffer> {
  const plain = createGunzip();
  const read = pipeline(
    createReadStream(file),
    (sealed) => opening(key, sealed as AsyncIterable<Buffer>),
    plain,
  );
  read.catch((error) => plain.destroy(error));
  yield* plain as AsyncIterable<Buffer>;
  await read;
}
