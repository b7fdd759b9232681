/** Members: whose they are, where they live, what they bought. */
import { useNavigate } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { UsersRound } from 'lucide-react';
import { ListPage } from '../../list/list-page.tsx';
import { Face, Fen, One, When } from '../../parts/parts.tsx';
import { useBranch } from '../../shell/branch.tsx';
import { useMay } from '../../shell/session.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly phoneMasked: string;
  readonly complexName: string;
  readonly outletName: string | null;
  readonly guideName: string | null;
  readonly madeAt: string;
  readonly orders: number;
  readonly paidFen: number;
  readonly lastOrderAt: string | null;
}

export function Page() {
  const t = useWords(zh, en);
  const go = useNavigate();
  const node = useBranch();
  const may = useMay();
  const columns: TableColumnsType<MemberRow> = [
    {
      title: t('name'),
      key: 'name',
      render: (_, row) => (
        <span className="row">
          <Face name={row.name || row.id} />
          <One max={140}>{row.name || t('nameless')}</One>
        </span>
      ),
    },
    {
      title: t('phone'),
      key: 'phone',
      render: (_, row) => <span className="num">{row.phoneMasked || '–'}</span>,
    },
    {
      title: t('complex'),
      key: 'complex',
      render: (_, row) => <One max={140}>{row.complexName || '–'}</One>,
    },
    {
      title: t('outlet'),
      key: 'outlet',
      render: (_, row) => <One max={120}>{row.outletName ?? '–'}</One>,
    },
    {
      title: t('guide'),
      key: 'guide',
      render: (_, row) => row.guideName ?? <span className="t3">{t('noGuide')}</span>,
    },
    {
      title: t('joined'),
      key: 'madeAt',
      sorter: true,
      render: (_, row) => <When at={row.madeAt} />,
    },
    {
      title: t('orders'),
      key: 'orders',
      align: 'right',
      render: (_, row) => <span className="num">{count(row.orders)}</span>,
    },
    {
      title: t('spent'),
      key: 'paidFen',
      sorter: true,
      align: 'right',
      render: (_, row) => <Fen of={row.paidFen} />,
    },
    {
      title: t('lastOrder'),
      key: 'lastOrderAt',
      sorter: true,
      render: (_, row) => <When at={row.lastOrderAt} />,
    },
  ];
  return (
    <ListPage<MemberRow>
      title={t('title')}
      path="/member-list"
      rowKey="id"
      columns={columns}
      filters={[
        { kind: 'text', key: 'text', label: t('find') },
        { kind: 'outlet', key: 'outlet', label: t('outlet') },
      ]}
      fixed={{ node: node ?? undefined }}
      open={(row) => void go({ to: '/members/$id', params: { id: row.id } as never })}
      {...(may('members.export') ? { file: '/exports/members.csv' } : {})}
      first={{ icon: UsersRound, title: t('firstTitle'), words: t('firstWords') }}
    />
  );
}
