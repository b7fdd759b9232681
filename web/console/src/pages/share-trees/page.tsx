/** First shares and what grew from them; a row opens its tree. */
import { useNavigate } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { Share2 } from 'lucide-react';
import { ListPage } from '../../list/list-page.tsx';
import { Face, Fen, One, Tag, When } from '../../parts/parts.tsx';
import { useBranch } from '../../shell/branch.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Root {
  readonly code: string;
  readonly sharerKind: 'staff' | 'member';
  readonly sharerName: string;
  readonly targetName: string;
  readonly groupName: string | null;
  readonly channel: string;
  readonly madeAt: string;
  readonly links: number;
  readonly visits: number;
  readonly deepest: number;
  readonly orders: number;
  readonly salesFen: number;
}

export function Page() {
  const t = useWords(zh, en);
  const go = useNavigate();
  const node = useBranch();
  const most = { sorter: true, sortDirections: ['descend' as const] };
  const number = (title: string, key: keyof Root) => ({
    ...most,
    title,
    key,
    align: 'right' as const,
    render: (_: unknown, row: Root) => <span className="num">{count(Number(row[key]))}</span>,
  });
  const columns: TableColumnsType<Root> = [
    {
      title: t('who'),
      key: 'who',
      render: (_, row) => (
        <span className="row">
          <Face name={row.sharerName || row.code} />
          <One max={130}>{row.sharerName || t('nameless')}</One>
          <Tag tone={row.sharerKind === 'staff' ? 'plain' : 'share'}>{t(row.sharerKind)}</Tag>
        </span>
      ),
    },
    { title: t('what'), key: 'what', render: (_, row) => <One max={200}>{row.targetName}</One> },
    {
      title: t('where'),
      key: 'where',
      render: (_, row) => <One max={160}>{row.groupName ?? t.of(row.channel)}</One>,
    },
    { ...most, title: t('at'), key: 'at', render: (_, row) => <When at={row.madeAt} /> },
    number(t('links'), 'links'),
    number(t('visits'), 'visits'),
    {
      title: t('deepest'),
      key: 'deepest',
      ...most,
      align: 'right',
      render: (_, row) => t('level', { n: row.deepest }),
    },
    number(t('orders'), 'orders'),
    {
      title: t('sales'),
      key: 'sales',
      ...most,
      align: 'right',
      render: (_, row) => <Fen of={row.salesFen} />,
    },
  ];
  return (
    <ListPage<Root>
      title={t('title')}
      note={() => t('note')}
      path="/share-roots"
      rowKey="code"
      columns={columns}
      filters={[
        { kind: 'text', key: 'text', label: t('find') },
        { kind: 'days', label: t('days') },
      ]}
      fixed={{ node: node ?? undefined }}
      open={(row) => void go({ to: '/share-trees/$code', params: { code: row.code } as never })}
      file="/exports/share-trees.csv"
      first={{ icon: Share2, title: t('firstTitle'), words: t('firstWords') }}
    />
  );
}
