/** Monthly statements of one's branch: which month, whose, how far they are. */
import { useNavigate } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { FileCheck2 } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, Tag, When } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { type Settlement, type State, TONE } from './types.ts';
import { zh } from './zh.ts';

const STATES: readonly State[] = ['closed', 'disputed', 'answered', 'confirmed', 'approved'];

export function Page() {
  const t = useWords(zh, en);
  const go = useNavigate();
  const months = useRead<{ months: string[] }>('/settlements', { count: 1 }).data?.months ?? [];
  const columns: TableColumnsType<Settlement> = [
    {
      title: t('month'),
      key: 'month',
      render: (_, row) => <span className="num">{row.month}</span>,
    },
    { title: t('name'), key: 'name', render: (_, row) => <One max={240}>{row.name}</One> },
    { title: t('kind'), key: 'kind', render: (_, row) => t(row.kind) },
    {
      title: t('earned'),
      key: 'earned',
      align: 'right',
      render: (_, row) => <Fen of={row.earnedFen} bare />,
    },
    {
      title: t('charged'),
      key: 'charged',
      align: 'right',
      render: (_, row) => <Fen of={row.chargedFen} bare />,
    },
    {
      title: t('closing'),
      key: 'closing',
      align: 'right',
      render: (_, row) => <Fen of={row.closingFen} bare />,
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => <Tag tone={TONE[row.state]}>{t(`s_${row.state}`)}</Tag>,
    },
    { title: '', key: 'at', render: (_, row) => <When at={row.stateAt} /> },
  ];
  return (
    <ListPage<Settlement>
      title={t('title')}
      note={() => t('note')}
      path="/settlements"
      rowKey="id"
      columns={columns}
      open={(row) => void go({ to: '/settlements/$id', params: { id: row.id } as never })}
      filters={[
        {
          kind: 'choice',
          key: 'month',
          label: t('month'),
          options: months.map((value) => ({ value, label: value })),
        },
        {
          kind: 'choice',
          key: 'kind',
          label: t('kind'),
          options: (['dealer', 'outlet'] as const).map((value) => ({ value, label: t(value) })),
        },
        {
          kind: 'choice',
          key: 'state',
          label: t('state'),
          options: STATES.map((value) => ({ value, label: t(`s_${value}`) })),
        },
      ]}
      first={{ icon: FileCheck2, title: t('firstTitle'), words: t('firstWords') }}
    />
  );
}
