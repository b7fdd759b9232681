/** Reads the small zip files of bills (APPNOTE 6.3.3, no zip64); nothing in them is trusted. */
import { inflateRawSync } from 'node:zlib';

const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const CENTRAL = 0x02014b50;
const MOST_BYTES = 500_000_000;
const LOCAL_BYTES = 30;

export interface Entry {
  /** As bytes: Alipay writes names in GBK. */
  readonly name: Buffer;
  readonly content: Buffer;
}

/** @throws Error for what is no zip, or unpacks to more than it says */
export function entriesIn(file: Buffer): Entry[] {
  const end = file.lastIndexOf(END);
  if (end < 0) throw new Error('no zip');
  const count = file.readUInt16LE(end + 10);
  if (count > 20) throw new Error('too many files');
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (file.readUInt32LE(at) !== CENTRAL) throw new Error('no zip');
    const [method, packedBytes] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const size = file.readUInt32LE(at + 24);
    if (size > MOST_BYTES) throw new Error('too large');
    const nameBytes = file.readUInt16LE(at + 28);
    const local = file.readUInt32LE(at + 42);
    const start =
      local + LOCAL_BYTES + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(start, start + packedBytes);
    const content =
      method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    entries.push({ name: file.subarray(at + 46, at + 46 + nameBytes), content });
    at += 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}
