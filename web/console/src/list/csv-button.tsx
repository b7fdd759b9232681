/** What the filters show, as a CSV that a spreadsheet opens rightly and without surprises. */
import { App, Button } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { get, type Query, urlOf } from '../api/call.ts';
import type { Page } from '../api/use.ts';
import { useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

const MOST = 5_000;

/** A cell that begins like a formula is text: the spreadsheet must not run it. */
export function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe =
    /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20|]/.test(text) &&
    !/^-?\d+(\.\d+)?$/.test(text)
      ? `'${text}`
      : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function save(name: string, lines: readonly Record<string, unknown>[]): void {
  const heads = Object.keys(lines[0] ?? {});
  const text = [heads, ...lines.map((line) => heads.map((head) => line[head]))]
    .map((cells) => cells.map(cell).join(','))
    .join('\r\n');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

interface Props<Row> {
  readonly path: string;
  readonly query: Query;
  readonly name: string;
  readonly row: (row: Row) => Record<string, unknown>;
}

export function CsvButton<Row>({ path, query, name, row }: Props<Row>) {
  const t = useWords(zh, en);
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  async function take() {
    setBusy(true);
    const rows: Row[] = [];
    try {
      let after: string | null = null;
      do {
        const got: Page<Row> = await get<Page<Row>>(path, { ...query, after, count: 100 });
        rows.push(...got.items);
        after = got.next;
      } while (after && rows.length < MOST);
      save(name, rows.map(row));
      void message.success(t(after ? 'exportedPart' : 'exported', { count: rows.length }));
    } catch {
      void message.error(t('exportFailed'));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button icon={<Download size={15} />} loading={busy} onClick={() => void take()}>
      {t('export')}
    </Button>
  );
}

/** The same, written by the server: every row, and the trail keeps who took it. */
export function FileButton({ path, query }: { path: string; query: Query }) {
  const t = useWords(zh, en);
  const href = urlOf(path, { ...query, language: t.language });
  return (
    <Button icon={<Download size={15} />} href={href} download>
      {t('export')}
    </Button>
  );
}
