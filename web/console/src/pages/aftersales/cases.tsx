/** What a member asks back, and the decision with its words: the first of three lists. */
import { Button, type TableColumnsType } from 'antd';
import { Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { CaseDrawer } from './case-drawer.tsx';
import { en as orderEn } from '../order/en.ts';
import { zh as orderZh } from '../order/zh.ts';
import { en } from './en.ts';
import { orderColumns } from './order-columns.tsx';
import type { CaseRow } from './types.ts';
import { zh } from './zh.ts';

const TONE: Readonly<Record<CaseRow['state'], Tone>> = {
  asked: 'warn',
  appealed: 'bad',
  approved: 'info',
  sent_back: 'info',
  exchanging: 'info',
  accepted: 'ok',
  rejected: 'plain',
  withdrawn: 'plain',
};
const HOUR = 3_600_000;
/** Over its time, nearly, or well within. */
const urgencyOf = (dueAt: string): Tone => {
  const left = Date.parse(dueAt) - nowMs();
  return left <= 0 ? 'bad' : left < 12 * HOUR ? 'warn' : 'plain';
};

const wanted = (row: CaseRow) => row.lines.map((l) => `${l.title} ×${l.pieces}`).join('、');
/** What went back; before the decision, what would. */
const amountOf = (row: CaseRow) => row.refundFen ?? row.worthFen;

export function Cases({ above }: { above: ReactNode }) {
  const t = useWords(zh, en);
  const say = useWords(orderZh, orderEn);
  const [open, setOpen] = useState<CaseRow | null>(null);
  const why = (row: CaseRow) =>
    [say.of(`reason_${row.reason}`, row.reason), row.words].filter(Boolean).join(' · ');
  const columns: TableColumnsType<CaseRow> = [
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => (
        <>
          <Tag tone={TONE[row.state]}>{t(row.state)}</Tag>{' '}
          {row.desk === 'hq' && <Tag tone="accent">{t('desk_hq')}</Tag>}
        </>
      ),
    },
    { title: t('kind'), key: 'kind', render: (_, row) => t.of(`k_${row.kind}`, row.kind) },
    ...orderColumns<CaseRow>(t, 'member'),
    {
      title: t('lines'),
      key: 'lines',
      render: (_, row) => <One max={240}>{wanted(row)}</One>,
    },
    {
      title: t('reason'),
      key: 'reason',
      render: (_, row) => <One max={200}>{why(row)}</One>,
    },
    {
      title: t('amount'),
      key: 'amount',
      align: 'right',
      render: (_, row) => (amountOf(row) > 0 ? <Fen of={amountOf(row)} /> : '–'),
    },
    { title: t('askedAt'), key: 'askedAt', render: (_, row) => <When at={row.askedAt} /> },
    {
      title: t('dueAt'),
      key: 'dueAt',
      render: (_, row) =>
        row.dueAt === null ? (
          '–'
        ) : (
          <Tag tone={urgencyOf(row.dueAt)}>
            <When at={row.dueAt} />
          </Tag>
        ),
    },
    {
      title: '',
      key: 'do',
      render: (_, row) => (
        <Button
          size="small"
          type={row.state === 'asked' || row.state === 'appealed' ? 'primary' : 'default'}
          onClick={() => setOpen(row)}
        >
          {t(row.state === 'asked' || row.state === 'appealed' ? 'do' : 'look')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <ListPage<CaseRow>
        title={t('title')}
        note={() => t('note')}
        path="/aftersales"
        rowKey="id"
        columns={columns}
        filters={[
          {
            kind: 'choice',
            key: 'state',
            label: t('state'),
            options: (['asked', 'coming', 'decided'] as const).map((value) => ({
              value,
              label: t(value),
            })),
          },
          {
            kind: 'choice',
            key: 'desk',
            label: t('desk'),
            options: (['store', 'hq'] as const).map((value) => ({
              value,
              label: t(`desk_${value}`),
            })),
          },
          { kind: 'outlet', key: 'outlet', label: t('outlet') },
          {
            kind: 'choice',
            key: 'olderHours',
            label: t('age'),
            options: ['24', '48', '96'].map((value) => ({
              value,
              label: t('older', { n: value }),
            })),
          },
          {
            kind: 'choice',
            key: 'leastFen',
            label: t('amount'),
            options: ['5000', '20000', '100000'].map((value) => ({
              value,
              label: t('atLeast', { n: String(Number(value) / 100) }),
            })),
          },
        ]}
        file="/exports/after-sales.csv"
        first={{ icon: Undo2, title: t('firstTitle'), words: t('firstWords') }}
        everyMs={20_000}
        above={above}
      />
      <CaseDrawer id={open?.id ?? null} close={() => setOpen(null)} />
    </>
  );
}
