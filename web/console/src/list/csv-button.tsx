/** Figures as a CSV that a spreadsheet opens rightly and without surprises; lists by the server. */
import { Button } from 'antd';
import { Download } from 'lucide-react';
import { type Query, urlOf } from '../api/call.ts';
import { useWords } from '../words/words.tsx';
import { PersonalFile } from './personal-file.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

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

/** Files with people's names and phones: the server asks what for, and who sits here. */
const PERSONAL = /\/exports\/(members|orders|staff)\.csv$/;

/** A list as the server writes it: every row, and the trail keeps who took it. */
export function FileButton({ path, query }: { path: string; query: Query }) {
  const t = useWords(zh, en);
  const href = urlOf(path, { ...query, language: t.language });
  if (PERSONAL.test(path)) return <PersonalFile path={path} query={query} />;
  return (
    <Button icon={<Download size={15} />} href={href} download>
      {t('export')}
    </Button>
  );
}
