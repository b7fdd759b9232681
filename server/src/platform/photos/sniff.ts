/**
 * What a file really is, by its first bytes, and how large its picture would be: read before any
 * decoder sees it, so that a page, a script or a bomb of pixels never reaches one.
 */
export interface Sniffed {
  readonly kind: 'jpeg' | 'png' | 'webp';
  readonly width: number;
  readonly height: number;
}

/** JPEG (T.81), PNG (ISO 15948) and WebP (RFC 9649) by content; null for anything else. */
export function sniff(bytes: Buffer): Sniffed | null {
  if (bytes.length < 32) return null;
  if (bytes.readUInt16BE(0) === 0xffd8) return jpeg(bytes);
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return png(bytes);
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return webp(bytes);
  return null;
}

function png(bytes: Buffer): Sniffed | null {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { kind: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The frame header: C0 to CF, but for the tables C4, C8 and CC. */
function jpeg(bytes: Buffer): Sniffed | null {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
      return { kind: 'jpeg', width, height };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function webp(bytes: Buffer): Sniffed | null {
  const chunk = bytes.toString('latin1', 12, 16);
  if (chunk === 'VP8X')
    return {
      kind: 'webp',
      width: bytes.readUIntLE(24, 3) + 1,
      height: bytes.readUIntLE(27, 3) + 1,
    };
  if (chunk === 'VP8 ')
    return {
      kind: 'webp',
      width: bytes.readUInt16LE(26) & 0x3fff,
      height: bytes.readUInt16LE(28) & 0x3fff,
    };
  if (chunk !== 'VP8L') return null;
  const bits = bytes.readUInt32LE(21);
  return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}
