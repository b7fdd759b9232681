/** Which column is what: guessed from the headers, corrected here, with the first rows in sight. */
import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Tag } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Shown } from '../../parts/states.tsx';
import { nameOf, useOutlets } from '../../shell/session.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Import } from './page.tsx';
import { zh } from './zh.ts';

interface Whole extends Import {
  readonly headers: readonly string[];
  readonly columns: Readonly<Record<string, number>>;
  readonly fields: readonly { readonly name: string; readonly must: boolean }[];
  readonly preview: readonly (readonly string[])[];
}
const WORD: Readonly<Record<string, string>> = { title: 'title_field', outlet: 'outletField' };

export function MapSheet({ id, close }: { id: string; close: () => void }) {
  const t = useWords(zh, en);
  const read = useRead<Whole>(`/imports/${id}`, {}, { fresh: true });
  return (
    <Drawer open onClose={close} size={760} title={read.data?.fileName ?? t('map')}>
      <Shown read={read} height={400}>
        {(whole) => <Mapping whole={whole} close={close} />}
      </Shown>
    </Drawer>
  );
}

function Mapping({ whole, close }: { whole: Whole; close: () => void }) {
  const t = useWords(zh, en);
  const outlets = useOutlets();
  const [columns, setColumns] = useState(whole.columns);
  const [outlet, setOutlet] = useState<string | undefined>(
    outlets.length === 1 ? outlets[0]?.id : undefined,
  );
  const run = useWrite(
    () => post(`/imports/${whole.id}/run`, { columns, ...(outlet ? { outletId: outlet } : {}) }),
    { quiet: true, done: t('started'), then: close },
  );
  const missing = whole.fields.some(({ name, must }) => must && columns[name] === undefined);
  const choose = (name: string, column: number) => {
    const { [name]: _, ...rest } = columns;
    setColumns(column < 0 ? rest : { ...rest, [name]: column });
  };
  const choices = [
    { value: -1, label: t('none') },
    ...whole.headers.map((label, value) => ({ value, label })),
  ];
  return (
    <div className="stack" style={{ gap: 16 }}>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '8px 20px' }}>
        {whole.fields.map(({ name, must }) => (
          <div key={name} className="row">
            <span style={{ width: 110 }}>
              {t.of(WORD[name] ?? name)} {must && <Tag tone="accent">{t('must')}</Tag>}
            </span>
            <Select
              value={columns[name] ?? -1}
              onChange={(column) => choose(name, column)}
              options={choices}
              aria-label={t.of(WORD[name] ?? name)}
              status={must && columns[name] === undefined ? 'error' : ''}
              style={{ flex: 1 }}
            />
          </div>
        ))}
      </div>
      {whole.kind !== 'products' && (
        <div className="row">
          <span style={{ width: 110 }}>{t('outlet')}</span>
          <Select
            allowClear
            {...(outlet ? { value: outlet } : {})}
            onChange={setOutlet}
            aria-label={t('outlet')}
            options={outlets.map((node) => ({ value: node.id, label: nameOf(node) }))}
            style={{ width: 220 }}
          />
        </div>
      )}
      <b>{t('preview')}</b>
      <div
        style={{ overflow: 'auto', maxHeight: 280 }}
        tabIndex={0}
        role="region"
        aria-label={t('preview')}
      >
        <table className="plain">
          <thead>
            <tr>
              {whole.headers.map((head, i) => (
                <th key={`${head}${i}`}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {whole.preview.map((cells, i) => (
              <tr key={i}>
                {cells.map((cell, j) => (
                  <td key={j} className="one">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <RefusalLine error={run.error} />
      <div className="row">
        <Button
          type="primary"
          disabled={missing}
          loading={run.isPending}
          onClick={() => run.mutate(undefined)}
        >
          {t('run', { n: count(whole.total - whole.good - whole.bad) })}
        </Button>
        <Button onClick={close}>{t('close')}</Button>
      </div>
    </div>
  );
}
