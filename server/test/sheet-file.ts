/** Files as a spreadsheet program saves them: XLSX made of its parts, and zips that lie. */
import { crc32, deflateRawSync } from 'node:zlib';

type Cell = string | number;
export interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** How long it says it is, when that is not true. */
  readonly says?: number;
}

/** APPNOTE 6.3.3: each part behind a head of its own, then the table of contents. */
export function zipOf(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const { name, content, says = content.length } of parts) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    for (const [head, from] of [
      [local, 4],
      [central, 6],
    ] as const) {
      head.writeUInt16LE(20, from);
      head.writeUInt16LE(8, from + 4);
      head.writeUInt32LE(crc32(content), from + 10);
      head.writeUInt32LE(packed.length, from + 14);
      head.writeUInt32LE(says, from + 18);
      head.writeUInt16LE(name.length, from + 22);
    }
    central.writeUInt32LE(at, 42);
    bodies.push(local, Buffer.from(name), packed);
    contents.push(central, Buffer.from(name));
    at += local.length + name.length + packed.length;
  }
  const table = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, table, end]);
}

const OPEN = 'http://schemas.openxmlformats.org';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const column = (n: number): string => String.fromCharCode(65 + n);

/** One sheet: words shared as Excel shares them, numbers as numbers. At most 26 columns. */
export function xlsxOf(rows: readonly (readonly Cell[])[]): Buffer {
  const words = new Map<string, number>();
  const wordAt = (word: string): number => {
    if (!words.has(word)) words.set(word, words.size);
    return words.get(word)!;
  };
  const cellOf = (cell: Cell, at: string): string =>
    typeof cell === 'number'
      ? `<c r="${at}"><v>${cell}</v></c>`
      : cell === ''
        ? ''
        : `<c r="${at}" t="s"><v>${wordAt(cell)}</v></c>`;
  const lines = rows.map((cells, y) => {
    const line = cells.map((cell, x) => cellOf(cell, `${column(x)}${y + 1}`)).join('');
    return `<row r="${y + 1}">${line}</row>`;
  });
  const shared = [...words.keys()].map((word) => `<si><t>${escaped(word)}</t></si>`).join('');
  const files = { ...FRAME, ...sheetOf(lines.join(''), shared) };
  return zipOf(Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) })));
}

const TYPES = `${OPEN}/package/2006/content-types`;
const RELATIONS = `${OPEN}/package/2006/relationships`;
const OFFICE = `${OPEN}/officeDocument/2006/relationships`;
const MAIN = `xmlns="${OPEN}/spreadsheetml/2006/main"`;
const override = (part: string, kind: string) =>
  `<Override PartName="/xl/${part}.xml" ContentType="${SPREADSHEET}.${kind}+xml"/>`;
const relation = (id: number, kind: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
const relations = (...of: string[]) =>
  `${HEAD}<Relationships xmlns="${RELATIONS}">${of.join('')}</Relationships>`;

const FRAME: Readonly<Record<string, string>> = {
  '[Content_Types].xml': [
    `${HEAD}<Types xmlns="${TYPES}"><Default Extension="rels" `,
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    override('workbook', 'sheet.main'),
    override('worksheets/sheet1', 'worksheet'),
    override('sharedStrings', 'sharedStrings'),
    '</Types>',
  ].join(''),
  '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
  'xl/workbook.xml': [
    `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>`,
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ].join(''),
  'xl/_rels/workbook.xml.rels': relations(
    relation(1, 'worksheet', 'worksheets/sheet1.xml'),
    relation(2, 'sharedStrings', 'sharedStrings.xml'),
  ),
};
const sheetOf = (lines: string, shared: string): Readonly<Record<string, string>> => ({
  'xl/worksheets/sheet1.xml': `${HEAD}<worksheet ${MAIN}><sheetData>${lines}</sheetData></worksheet>`,
  'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}>${shared}</sst>`,
});
