/**
 * Draws one paper in a process of its own and ends: fonts and pages take a hundred megabytes while
 * they live, which the server never does. Reads a wish on stdin, writes a PDF to stdout.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Paper } from './paper.ts';

const fontOf = (file: string): string =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${file}`);
const PLAIN = fontOf('400Regular/NotoSansSC_400Regular.ttf');
const BOLD = fontOf('600SemiBold/NotoSansSC_600SemiBold.ttf');
const INK = '#16201b';
const INK_2 = '#47534c';
const LINE = '#d8ded9';
const MARGIN = 36;
const ROW = 15;

const wish: Paper = JSON.parse(readFileSync(0, 'utf8'));
const page = new PDFDocument({
  size: 'A4',
  layout: 'landscape',
  margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
  bufferPages: true,
  info: { Title: wish.title, Creator: '圈店 Quandian' },
  compress: true,
});
page.pipe(process.stdout);
page.registerFont('plain', PLAIN).registerFont('bold', BOLD);
const width = page.page.width - 2 * MARGIN;
const bottom = page.page.height - MARGIN - 20;

const full = wish.columns.reduce((all, { share }) => all + share, 0);
const columns = wish.columns.map((column) => ({ ...column, wide: (column.share / full) * width }));

let y = MARGIN;
head();
tableHead();
for (const row of wish.rows) {
  if (y + ROW > bottom) {
    page.addPage();
    y = MARGIN;
    tableHead();
  }
  cells(row, 8, INK);
  y += ROW;
}
y += 14;
for (const words of wish.foot) {
  if (y + ROW > bottom) {
    page.addPage();
    y = MARGIN;
  }
  page.font('plain').fontSize(8).fillColor(INK_2).text(words, MARGIN, y, { width });
  y = page.y + 3;
}
numbers();
page.end();

function head(): void {
  page.font('bold').fontSize(16).fillColor(INK).text(wish.title, MARGIN, y, { width });
  y = page.y + 2;
  page.font('plain').fontSize(9).fillColor(INK_2).text(wish.note, MARGIN, y, { width });
  y = page.y + 10;
  const each = width / wish.sums.length;
  for (const [i, { word, amount }] of wish.sums.entries()) {
    const x = MARGIN + i * each;
    page
      .font('plain')
      .fontSize(8)
      .fillColor(INK_2)
      .text(word, x, y, { width: each - 6 });
    page
      .font('bold')
      .fontSize(11)
      .fillColor(INK)
      .text(amount, x, y + 12, { width: each - 6 });
  }
  y += 36;
}

function tableHead(): void {
  cells(
    wish.columns.map(({ head: word }) => word),
    8,
    INK_2,
    'bold',
  );
  y += ROW;
  page
    .moveTo(MARGIN, y - 3)
    .lineTo(MARGIN + width, y - 3)
    .lineWidth(0.5)
    .stroke(LINE);
}

function cells(row: readonly string[], size: number, ink: string, font = 'plain'): void {
  let x = MARGIN;
  page.font(font).fontSize(size).fillColor(ink);
  for (const [i, { wide, right }] of columns.entries()) {
    const align = right ? 'right' : 'left';
    const words = {
      width: wide - 6,
      height: size + 2,
      align,
      lineBreak: false,
      ellipsis: true,
    } as const;
    page.text(fitted(row[i] ?? '', wide - 6), x, y, words);
    x += wide;
  }
}

/** pdfkit cuts only what it breaks into lines, and breaking costs more than all else. */
function fitted(text: string, wide: number): string {
  if (page.widthOfString(text) <= wide) return text;
  let cut = text;
  while (cut.length > 1 && page.widthOfString(`${cut}…`) > wide) cut = cut.slice(0, -1);
  return `${cut}…`;
}

function numbers(): void {
  const { start, count } = page.bufferedPageRange();
  for (let i = start; i < start + count; i += 1) {
    page.switchToPage(i);
    const words = `${wish.mark}   ${i + 1} / ${count}`;
    page.font('plain').fontSize(7).fillColor(INK_2);
    page.text(words, MARGIN, page.page.height - MARGIN + 4, { width, align: 'right' });
  }
}
