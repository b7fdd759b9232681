/** The audit log: who did what, when, to what; nothing here can be edited. */
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { ScrollText } from 'lucide-react';
import { ListPage } from '../../list/list-page.tsx';
import { One, When } from '../../parts/parts.tsx';
import { full, money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { kindOf, VERBS, verbOf } from './verbs.ts';
import { zh } from './zh.ts';

interface Trace {
  readonly id: string;
  readonly at: string;
  readonly actorKind: 'staff' | 'member' | 'key' | 'system';
  readonly actorName: string | null;
  readonly verb: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** Money as money, ids by their end: the whole is in the export. */
function tell(key: string, value: unknown): string {
  if (key.endsWith('Fen') && typeof value === 'number') return money(value);
  if (typeof value === 'string' && UUID.test(value)) return `${key} …${value.slice(-6)}`;
  return `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`;
}
const told = (facts: Trace['facts']) =>
  Object.entries(facts)
    .map(([key, value]) => tell(key, value))
    .join(' · ');

export function Page() {
  const t = useWords(zh, en);
  const who = (row: Trace) => row.actorName ?? t(row.actorKind);
  const object = (row: Trace) => `${kindOf(row.objectKind, t.language)} …${row.objectId.slice(-6)}`;
  const columns: TableColumnsType<Trace> = [
    { title: t('at'), key: 'at', render: (_, row) => <When at={row.at} /> },
    { title: t('who'), key: 'who', render: (_, row) => <One max={140}>{who(row)}</One> },
    {
      title: t('did'),
      key: 'verb',
      render: (_, row) => (
        <span title={row.verb} className="m5">
          {verbOf(row.verb, t.language)}
        </span>
      ),
    },
    {
      title: t('what'),
      key: 'object',
      render: (_, row) =>
        row.objectKind === 'order' ? (
          <Link to="/orders/$id" params={{ id: row.objectId } as never} className="link">
            {object(row)}
          </Link>
        ) : (
          <One max={240}>{object(row)}</One>
        ),
    },
    {
      title: t('facts'),
      key: 'facts',
      render: (_, row) => (
        <span className="t2">
          <One max={420}>{told(row.facts)}</One>
        </span>
      ),
    },
  ];
  return (
    <ListPage<Trace>
      title={t('title')}
      note={() => t('note')}
      path="/audit"
      rowKey="id"
      columns={columns}
      filters={[
        {
          kind: 'choice',
          key: 'verb',
          label: t('did'),
          options: VERBS.map((value) => ({ value, label: verbOf(value, t.language) })),
        },
      ]}
      csv={{
        name: 'audit',
        row: (row) => ({
          at: full(row.at),
          who: who(row),
          verb: row.verb,
          object: `${row.objectKind} ${row.objectId}`,
          facts: JSON.stringify(row.facts),
        }),
      }}
      first={{ icon: ScrollText, title: t('firstTitle'), words: t('firstWords') }}
      count={50}
    />
  );
}
