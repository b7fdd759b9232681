/** The statement by outlet, with what its net is made of; and by order, each one click away. */
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { FileText } from 'lucide-react';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, Tag, type Tone, When, Wide } from '../../parts/parts.tsx';
import { count, money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { OrderLine, OutletLine, Statement } from './types.ts';
import { zh } from './zh.ts';

const SUMS = [
  'capturedFen',
  'refundedFen',
  'sellingFen',
  'fulfillingFen',
  'dealerFen',
  'guideFen',
  'netFen',
] as const;

const ROLES: ReadonlySet<string> = new Set([
  'sellingFen',
  'fulfillingFen',
  'dealerFen',
  'guideFen',
]);
const HEADS = {
  capturedFen: 'captured',
  refundedFen: 'refunded',
  sellingFen: 'selling',
  fulfillingFen: 'fulfilling',
  dealerFen: 'dealerShare',
  guideFen: 'guide',
  netFen: 'net',
} as const;

export function ByOutlet({ statement: { outlets } }: { statement: Statement }) {
  const t = useWords(zh, en);
  const most = Math.max(1, ...outlets.map((row) => row.netFen));
  const total = (key: (typeof SUMS)[number]) => outlets.reduce((sum, row) => sum + row[key], 0);
  const former = outlets.reduce((sum, row) => sum + row.formerCutFen, 0);
  // A role in which this receiver earned nothing is no column.
  const sums = SUMS.filter((key) => !ROLES.has(key) || outlets.some((row) => row[key] !== 0));
  const cells = (of: (key: (typeof SUMS)[number]) => number) =>
    sums.map((key) => (
      <td key={key} className={key === 'netFen' ? 'r m6' : 'r'}>
        <Fen of={key === 'refundedFen' ? -of(key) : of(key)} bare />
      </td>
    ));
  return (
    <Wide name={t('byOutlet')}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('outletHead')}</th>
            <th className="r">{t('orders')}</th>
            {sums.map((key) => (
              <th key={key} className="r">
                {t(HEADS[key])}
              </th>
            ))}
            <th style={{ width: 140 }}>{t('make')}</th>
          </tr>
        </thead>
        <tbody>
          {outlets.map((row) => (
            <tr key={row.outletId}>
              <td className="m5 one">{row.outletName}</td>
              <td className="r">{count(row.orders)}</td>
              {cells((key) => row[key])}
              <td>
                <Made row={row} most={most} />
              </td>
            </tr>
          ))}
          <tr className="sum">
            <td>{t('total')}</td>
            <td className="r">{count(outlets.reduce((sum, row) => sum + row.orders, 0))}</td>
            {cells(total)}
            <td />
          </tr>
        </tbody>
      </table>
      {former > 0 && (
        <p className="t2" style={{ marginTop: 10 }}>
          {t('formerCut', { amount: money(former) })}
        </p>
      )}
    </Wide>
  );
}

function Made({ row, most }: { row: OutletLine; most: number }) {
  const parts = [
    ['d-member', row.sellingFen],
    ['d-space', row.fulfillingFen],
    ['d-walkin', row.dealerFen],
    ['d-share', row.guideFen],
  ] as const;
  return (
    <span
      className="made"
      style={{ width: `${(Math.max(row.netFen, 0) / most) * 100}%` }}
      aria-hidden
    >
      {parts.map(([tone, fen]) => (
        <i key={tone} className={tone} style={{ flex: Math.max(fen, 0) }} />
      ))}
    </span>
  );
}

const TONE: Readonly<Record<string, Tone>> = {
  pending: 'warn',
  posted: 'ok',
  voided: 'plain',
  suspended: 'bad',
};

export function ByOrder({ path, days }: { path: string; days: { from: string; to: string } }) {
  const t = useWords(zh, en);
  const state = (row: OrderLine) => (row.state === 'pending' ? t('pendingState') : t.of(row.state));
  const columns: TableColumnsType<OrderLine> = [
    { title: t('at'), key: 'at', render: (_, row) => <When at={row.at} /> },
    {
      title: t('order'),
      key: 'order',
      render: (_, row) => (
        <Link to="/orders/$id" params={{ id: row.orderId } as never} className="link num">
          {row.orderNumber}
        </Link>
      ),
    },
    { title: t('outletHead'), key: 'outlet', render: (_, row) => row.outletName },
    { title: t('role'), key: 'role', render: (_, row) => t.of(`r_${row.role}`, row.role) },
    {
      title: t('amount'),
      key: 'amount',
      align: 'right',
      render: (_, row) => <Fen of={row.amountFen} bare />,
    },
    {
      title: t('cutHead'),
      key: 'cut',
      align: 'right',
      render: (_, row) => (row.cutFen ? <Fen of={-row.cutFen} bare /> : '–'),
    },
    {
      title: t('net'),
      key: 'net',
      align: 'right',
      render: (_, row) => <Fen of={row.netFen} bare />,
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => <Tag tone={TONE[row.state] ?? 'plain'}>{state(row)}</Tag>,
    },
  ];
  return (
    <ListPage<OrderLine>
      bare
      title=""
      path={path}
      rowKey="id"
      columns={columns}
      fixed={days}
      first={{ icon: FileText, title: t('ordersNone') }}
    />
  );
}
