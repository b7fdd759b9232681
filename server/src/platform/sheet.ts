/**
 * Reads a table that somebody uploads: CSV in UTF-8 or GB 18030, or XLSX. Nothing in the file is
 * trusted: sizes are counted while unpacking, names inside must stay inside, formulas are not run.
 */
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';

export type SheetFault = 'unreadable' | 'unsafe' | 'too_large' | 'empty';
export class BadSheet extends Error {
  readonly fault: SheetFault;
  constructor(fault: SheetFault) {
    super(fault);
    this.fault = fault;
  }
}

export const MOST_ROWS = 100_000;
const MOST_COLUMNS = 60;
const LONGEST_CELL = 2_000;
const UNPACKED_BYTES = 200_000_000;
const ENTRIES = 500;

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;

/** Header and rows as text, blank lines left out. @throws BadSheet */
export async function readTable(file: Buffer): Promise<string[][]> {
  const isZip = file.subarray(0, 2).toString('latin1') === 'PK';
  const rows = isZip ? await fromXlsx(file) : fromCsv(file);
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  if (filled.length < 2) throw new BadSheet('empty');
  if (filled.length > MOST_ROWS + 1) throw new BadSheet('too_large');
  for (const row of filled)
    if (row.length > MOST_COLUMNS || row.some((cell) => cell.length > LONGEST_CELL))
      throw new BadSheet('too_large');
  return filled;
}

function fromCsv(file: Buffer): string[][] {
  if (file.includes(0)) throw new BadSheet('unsafe'); // no text has this byte
  try {
    return parse(textOf(file), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MOST_COLUMNS * LONGEST_CELL,
    });
  } catch {
    throw new BadSheet('unreadable');
  }
}

/** Excel in China saves CSV in GB 18030. */
function textOf(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030').decode(file);
  }
}

async function fromXlsx(file: Buffer): Promise<string[][]> {
  inspect(file);
  try {
    const rows = await readSheet(file);
    return rows.map((row) => row.map(cellText));
  } catch {
    throw new BadSheet('unreadable');
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).trim();
}

/** Unpacks each entry as far as it says it goes, and no further. @throws BadSheet */
function inspect(file: Buffer): void {
  let left = UNPACKED_BYTES;
  for (const entry of entriesOf(file)) {
    if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:/i.test(entry.name)) throw new BadSheet('unsafe');
    left -= entry.size;
    if (left < 0) throw new BadSheet('too_large');
    if (entry.method === 0) continue;
    if (entry.method !== 8) throw new BadSheet('unreadable');
    try {
      inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, entry.size) });
    } catch {
      throw new BadSheet('unsafe'); // it says it is smaller than it is
    }
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly size: number;
  readonly packed: Buffer;
}

/** The zip's own table of contents (APPNOTE 6.3.3, without zip64: our sizes need none). */
function entriesOf(file: Buffer): Entry[] {
  try {
    const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || file.readUInt32LE(end) !== END) throw new BadSheet('unreadable');
    const count = file.readUInt16LE(end + 10);
    if (count > ENTRIES) throw new BadSheet('unsafe');
    const entries: Entry[] = [];
    let at = file.readUInt32LE(end + 16);
    for (let i = 0; i < count; i += 1) {
      if (file.readUInt32LE(at) !== CENTRAL) throw new BadSheet('unreadable');
      const nameBytes = file.readUInt16LE(at + 28);
      const packedBytes = file.readUInt32LE(at + 20);
      const local = file.readUInt32LE(at + 42);
      const start =
        local + LOCAL_BYTES + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      entries.push({
        name: file.toString('utf8', at + 46, at + 46 + nameBytes),
        method: file.readUInt16LE(at + 10),
        size: file.readUInt32LE(at + 24),
        packed: file.subarray(start, start + packedBytes),
      });
      at += 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    if (error instanceof BadSheet) throw error;
    throw new BadSheet('unreadable');
  }
}
