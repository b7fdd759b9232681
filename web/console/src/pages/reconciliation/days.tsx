/** Bills by day and account, both sides side by side; a day opens the breaks found in it. */
import { Button, type TableColumnsType } from 'antd';
import { CalendarCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { ListPage, useAddress } from '../../list/list-page.tsx';
import { Fen, One, Tag } from '../../parts/parts.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { BillDay } from './types.ts';
import { zh } from './zh.ts';

const CHANNELS = ['sandbox', 'wechat-pay', 'alipay', 'stripe'] as const;

export const Pair = ({ first, second }: { first: number; second: number }) => (
  <span className="stack" style={{ gap: 2, alignItems: 'end' }}>
    <Fen of={first} />
    <small className={first === second ? 't3' : 'm5'}>
      <Fen of={second} />
    </small>
  </span>
);

export function Days({ above }: { above: ReactNode }) {
  const t = useWords(zh, en);
  const { set } = useAddress();
  const fetch = useWrite(({ channel, account, day }: BillDay) =>
    post<{ state: string }>('/reconciliation/days/fetch', { channel, account, day }),
  );
  const state = (row: BillDay) => {
    if (row.state !== 'compared') return <Tag tone="warn">{t(row.state)}</Tag>;
    if (row.openBreaks === 0) return <Tag tone="ok">{t('agrees')}</Tag>;
    return <Tag tone="bad">{t('openBreaks', { n: count(row.openBreaks) })}</Tag>;
  };
  const columns: TableColumnsType<BillDay> = [
    { title: t('day'), key: 'day', render: (_, row) => <span className="num">{row.day}</span> },
    {
      title: t('channel'),
      key: 'channel',
      render: (_, row) => (
        <One max={200}>{`${t.of(`ch_${row.channel}`, row.channel)} ${row.accountName}`}</One>
      ),
    },
    { title: t('state'), key: 'state', render: (_, row) => state(row) },
    {
      title: `${t('paidIn')} · ${t('there')} / ${t('here')}`,
      key: 'paid',
      align: 'right',
      render: (_, row) => <Pair first={row.therePaidFen} second={row.herePaidFen} />,
    },
    {
      title: `${t('paidBack')} · ${t('there')} / ${t('here')}`,
      key: 'back',
      align: 'right',
      render: (_, row) => <Pair first={row.thereRefundedFen} second={row.hereRefundedFen} />,
    },
    {
      title: t('difference'),
      key: 'difference',
      align: 'right',
      render: (_, row) => (
        <b className={row.differenceFen === 0 ? '' : 'dn'}>
          <Fen of={row.differenceFen} plus />
        </b>
      ),
    },
    { title: t('fee'), key: 'fee', align: 'right', render: (_, row) => <Fen of={row.feeFen} /> },
    {
      title: '',
      key: 'do',
      render: (_, row) =>
        row.state === 'compared' ? (
          <span className="t3">{t('lines', { n: count(row.lines) })}</span>
        ) : (
          <span className="row" style={{ gap: 8 }}>
            <Button
              size="small"
              loading={fetch.isPending && fetch.variables?.day === row.day}
              onClick={() => fetch.mutate(row)}
            >
              {t('fetch')}
            </Button>
            <small className="t3">
              {row.failure && t.of(`fail_${row.failure}`, t('fail_failed'))}
            </small>
          </span>
        ),
    },
  ];
  return (
    <ListPage<BillDay>
      title={t('title')}
      note={() => t('note')}
      path="/reconciliation/days"
      rowKey={(row) => `${row.day} ${row.channel} ${row.account}`}
      columns={columns}
      filters={[
        {
          kind: 'choice',
          key: 'only',
          label: t('only'),
          options: (['open', 'waiting', 'agrees'] as const).map((value) => ({
            value,
            label: t(`only_${value}`),
          })),
        },
        {
          kind: 'choice',
          key: 'channel',
          label: t('channel'),
          options: CHANNELS.map((value) => ({ value, label: t(`ch_${value}`) })),
        },
        { kind: 'days', label: t('when') },
      ]}
      file="/exports/bill-days.csv"
      open={(row) =>
        row.openBreaks > 0 &&
        set({ list: undefined, day: row.day, channel: row.channel, only: undefined })
      }
      first={{ icon: CalendarCheck, title: t('noDays'), words: t('noDaysWords') }}
      above={above}
    />
  );
}
