/** The list of orders: who bought what, who sells, who prepares, whence it came. */
import { Link, useNavigate } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { ReceiptText } from 'lucide-react';
import type { Filter } from '../../list/filters.tsx';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, Tag, When } from '../../parts/parts.tsx';
import { useBranch } from '../../shell/branch.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { STATES, StateTag } from './state-tag.tsx';
import { zh } from './zh.ts';

export interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly outletName: string;
  readonly fulfillingName: string | null;
  readonly way: 'pickup' | 'delivery';
  readonly state: string;
  readonly parkedAt: string | null;
  readonly payableFen: number;
  readonly refundedFen: number;
  readonly titles: string;
  readonly pieces: number;
  readonly isTime: boolean;
  readonly isSpace: boolean;
  readonly saleKind: string | null;
  readonly placedAt: string;
}

const SALE = { share: 'share', guide: 'guide', member: 'memberSale', other: 'other' } as const;

function useFilters(): Filter[] {
  const t = useWords(zh, en);
  const options = (words: readonly string[], label = t.of) =>
    words.map((value) => ({ value, label: label(value) }));
  const sale = (value: string) => t.of(SALE[value as keyof typeof SALE]);
  return [
    { kind: 'text', key: 'text', label: t('find') },
    { kind: 'choice', key: 'state', label: t('state'), options: options(STATES) },
    { kind: 'outlet', key: 'outlet', label: t('outlet') },
    {
      kind: 'choice',
      key: 'saleKind',
      label: t('saleKind'),
      options: options(Object.keys(SALE), sale),
    },
    {
      kind: 'choice',
      key: 'increment',
      label: t('increment'),
      options: options(['time', 'space', 'both', 'none']),
    },
    { kind: 'choice', key: 'way', label: t('way'), options: options(['pickup', 'delivery']) },
    { kind: 'days', label: t('days') },
  ];
}

export function useOrderColumns(): TableColumnsType<OrderRow> {
  const t = useWords(zh, en);
  return [
    {
      title: t('number'),
      key: 'number',
      render: (_, row) => (
        <Link to="/orders/$id" params={{ id: row.id } as never} className="link num">
          {row.number}
        </Link>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => (
        <StateTag state={row.state} way={row.way} parked={row.parkedAt !== null} />
      ),
    },
    {
      title: t('member'),
      key: 'member',
      render: (_, row) => <One max={110}>{row.memberName || '–'}</One>,
    },
    {
      title: t('goods'),
      key: 'goods',
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <One max={220}>{row.titles}</One>
          <span className="t3 one">{t('pieces', { n: row.pieces })}</span>
        </span>
      ),
    },
    {
      title: t('sells'),
      key: 'sells',
      render: (_, row) => (
        <span className="one">
          {row.outletName}
          {row.isSpace && row.fulfillingName && <span className="t2"> → {row.fulfillingName}</span>}
        </span>
      ),
    },
    {
      title: t('saleKind'),
      key: 'from',
      render: (_, row) => (
        <span className="row" style={{ gap: 4 }}>
          {row.saleKind && (
            <Tag
              tone={
                row.saleKind === 'share' ? 'share' : row.saleKind === 'member' ? 'member' : 'plain'
              }
            >
              {t.of(SALE[row.saleKind as keyof typeof SALE] ?? 'other')}
            </Tag>
          )}
          <GainTag isTime={row.isTime} isSpace={row.isSpace} />
        </span>
      ),
    },
    {
      title: t('placed'),
      key: 'placedAt',
      sorter: true,
      render: (_, row) => <When at={row.placedAt} />,
    },
    {
      title: t('payable'),
      key: 'payableFen',
      sorter: true,
      align: 'right',
      render: (_, row) => (
        <>
          <Fen of={row.payableFen} />
          {row.refundedFen > 0 && (
            <div className="t3 one">{t('refunded', { amount: money(row.refundedFen) })}</div>
          )}
        </>
      ),
    },
  ];
}

export function GainTag({ isTime, isSpace }: { isTime: boolean; isSpace: boolean }) {
  const t = useWords(zh, en);
  const kind = isTime && isSpace ? 'both' : isTime ? 'time' : isSpace ? 'space' : null;
  return kind && <Tag tone={kind}>{t(kind)}</Tag>;
}

export function Page() {
  const t = useWords(zh, en);
  const go = useNavigate();
  const node = useBranch();
  return (
    <ListPage<OrderRow>
      title={t('title')}
      path="/orders"
      rowKey="id"
      columns={useOrderColumns()}
      filters={useFilters()}
      fixed={{ node: node ?? undefined }}
      open={(row) => void go({ to: '/orders/$id', params: { id: row.id } as never })}
      file="/exports/orders.csv"
      first={{ icon: ReceiptText, title: t('firstTitle'), words: t('firstWords') }}
      everyMs={20_000}
    />
  );
}
