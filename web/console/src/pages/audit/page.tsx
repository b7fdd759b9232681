/** The audit log: who did what, when, to what; nothing here can be edited. */
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { ScrollText } from 'lucide-react';
import { ListPage } from '../../list/list-page.tsx';
import { One, When } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { factsOf } from './facts.ts';
import { kindOf, verbOf, verbsIn } from './verbs.ts';
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

export function Page() {
  const t = useWords(zh, en);
  const who = (row: Trace) =>
    row.actorKind === 'key'
      ? [t('key'), row.actorName].filter(Boolean).join(' ')
      : (row.actorName ?? t(row.actorKind));
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
          <One max={420}>{factsOf(row.facts, t.language)}</One>
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
          options: verbsIn(t.language),
        },
        { kind: 'text', key: 'text', label: t('find') },
        { kind: 'days', label: t('at'), until: 'to' },
      ]}
      file="/exports/audit.csv"
      first={{ icon: ScrollText, title: t('firstTitle'), words: t('firstWords') }}
      count={50}
    />
  );
}
