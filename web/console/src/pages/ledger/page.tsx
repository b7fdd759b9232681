/** The ledger: totals, whether it holds, and every transfer. */
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { BookOpen } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { ListPage, useAddress } from '../../list/list-page.tsx';
import { Bar, Fen, Tag, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { count, money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { Faults, type Verdict, Verify } from './checkup.tsx';
import { AsOfDay, Owner } from './day.tsx';
import { en } from './en.ts';
import './ledger.css';
import { zh } from './zh.ts';

const TOTALS = [
  'cashIn',
  'hq',
  'dealers',
  'outlets',
  'staff',
  'members',
  'pending',
  'refunding',
  'debt',
] as const;
type Totals = Readonly<Record<`${(typeof TOTALS)[number]}Fen`, number>>;

interface Transfer {
  readonly id: string;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  readonly toName: string;
  readonly type: string;
  readonly amountFen: number;
  readonly orderId: string | null;
  readonly orderNumber: string | null;
}

export function Page() {
  const t = useWords(zh, en);
  const read = useRead<{ lastCheck: Verdict | null }>('/ledger');
  const last = read.data?.lastCheck ?? null;
  return (
    <>
      <Bar title={t('title')} note={t('note')}>
        <Verify last={last} />
        <AsOfDay />
      </Bar>
      <Sums />
      <Faults last={last} />
      <Transfers />
    </>
  );
}

/** Today's as they stand; of a past day as they stood at its end. */
function Sums() {
  const t = useWords(zh, en);
  const { search } = useAddress();
  const on = search.on;
  const read = useRead<Totals>(on ? '/ledger/as-of' : '/ledger', on ? { on } : {});
  return (
    <Shown read={read} height={90}>
      {(totals) => (
        <section className="card">
          {on && <p className="t2">{t('endOf', { day: on })}</p>}
          <div className="totals">
            {TOTALS.map((word) => (
              <div key={word}>
                <div className="t2">{t(word)}</div>
                <div className="fig" style={{ fontSize: 18 }}>
                  {money(totals[`${word}Fen`])}
                </div>
              </div>
            ))}
          </div>
        </section>
      )}
    </Shown>
  );
}

const TYPES = [
  'capture',
  'post',
  'refund',
  'claw_back',
  'debt',
  'debt_paid',
  'withdraw',
  'payout',
  'provider_back',
  'fee',
  'fee_back',
  'provider_fee',
  'provider_fee_back',
  'adjustment',
] as const;

function Transfers() {
  const t = useWords(zh, en);
  // Money outside and an order's own have no owner: they are said by their kind.
  const kind = (account: string) => t.of(`a_${account.split(':')[0]}`, account);
  const from = (row: Transfer) => row.fromName || kind(row.from);
  const to = (row: Transfer) => row.toName || kind(row.to);
  const columns: TableColumnsType<Transfer> = [
    { title: t('at'), key: 'at', sorter: true, render: (_, row) => <When at={row.at} /> },
    {
      title: t('type'),
      key: 'type',
      render: (_, row) => <Tag>{t.of(`t_${row.type}`, row.type)}</Tag>,
    },
    {
      title: t('from'),
      key: 'from',
      render: (_, row) => <Owner account={row.from}>{from(row)}</Owner>,
    },
    { title: t('to'), key: 'to', render: (_, row) => <Owner account={row.to}>{to(row)}</Owner> },
    {
      title: t('order'),
      key: 'order',
      render: (_, row) =>
        row.orderId && (
          <Link to="/orders/$id" params={{ id: row.orderId } as never} className="link num">
            {row.orderNumber}
          </Link>
        ),
    },
    {
      title: t('amount'),
      key: 'amountFen',
      sorter: true,
      align: 'right',
      // Points are a currency of their own.
      render: (_, row) =>
        row.type.startsWith('points') ? count(row.amountFen) : <Fen of={row.amountFen} />,
    },
  ];
  return (
    <section className="card">
      <ListPage<Transfer>
        bare
        title=""
        path="/ledger/transfers"
        rowKey="id"
        columns={columns}
        filters={[
          {
            kind: 'choice',
            key: 'type',
            label: t('type'),
            options: TYPES.map((value) => ({ value, label: t(`t_${value}`) })),
          },
          { kind: 'days', label: t('days'), until: 'until' },
        ]}
        file="/exports/ledger.csv"
        first={{ icon: BookOpen, title: t('firstTitle'), words: t('firstWords') }}
      />
    </section>
  );
}
