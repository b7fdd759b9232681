/** Invoices of the branch: blue and red, what the platform said. */
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { FileText } from 'lucide-react';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Row {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly outletName: string;
  readonly colour: 'blue' | 'red';
  readonly title: string;
  readonly taxNo: string;
  readonly amountFen: number;
  readonly taxFen: number;
  readonly state: 'asked' | 'sent' | 'issued' | 'failed';
  readonly number: string | null;
  readonly failure: string;
  readonly askedAt: string;
}
const TONE: Readonly<Record<Row['state'], Tone>> = {
  asked: 'warn',
  sent: 'warn',
  issued: 'ok',
  failed: 'bad',
};

/** A red one takes back. */
const signed = ({ colour }: Row, fen: number) => (colour === 'red' ? -fen : fen);

export function Page() {
  const t = useWords(zh, en);
  const columns: TableColumnsType<Row> = [
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => <Tag tone={TONE[row.state]}>{t(row.state)}</Tag>,
    },
    {
      title: t('colour'),
      key: 'colour',
      render: (_, row) => <Tag tone={row.colour === 'red' ? 'bad' : 'info'}>{t(row.colour)}</Tag>,
    },
    {
      title: t('order'),
      key: 'order',
      render: (_, row) => (
        <Link to="/orders/$id" params={{ id: row.orderId } as never} className="link num">
          {row.orderNumber}
        </Link>
      ),
    },
    {
      title: t('outlet'),
      key: 'outlet',
      render: (_, row) => <One max={110}>{row.outletName}</One>,
    },
    {
      title: t('made'),
      key: 'made',
      render: (_, row) => (
        <>
          <One max={240}>{row.title}</One>
          {row.taxNo && <div className="t3 num">{row.taxNo}</div>}
        </>
      ),
    },
    {
      title: t('amount'),
      key: 'amount',
      align: 'right',
      render: (_, row) => <Fen of={signed(row, row.amountFen)} />,
    },
    {
      title: t('tax'),
      key: 'tax',
      align: 'right',
      render: (_, row) => <Fen of={signed(row, row.taxFen)} />,
    },
    {
      title: t('number'),
      key: 'number',
      render: (_, row) => <One max={180}>{row.number ?? (row.failure || '–')}</One>,
    },
    { title: t('askedAt'), key: 'askedAt', render: (_, row) => <When at={row.askedAt} /> },
  ];
  const choice = (key: string, label: string, of: readonly (keyof typeof zh)[]) => ({
    kind: 'choice' as const,
    key,
    label,
    options: of.map((value) => ({ value, label: t(value) })),
  });
  return (
    <ListPage<Row>
      title={t('title')}
      path="/invoices"
      rowKey="id"
      columns={columns}
      filters={[
        choice('state', t('state'), ['asked', 'sent', 'issued', 'failed']),
        choice('colour', t('colour'), ['blue', 'red']),
      ]}
      first={{ icon: FileText, title: t('none'), words: t('noneWords') }}
      everyMs={30_000}
    />
  );
}
