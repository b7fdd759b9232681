/** What does not agree, the newest first; one of them opens beside the list. */
import type { TableColumnsType } from 'antd';
import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ListPage, useAddress } from '../../list/list-page.tsx';
import { Fen, One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { BreakDrawer } from './break-drawer.tsx';
import { en } from './en.ts';
import { type Break, KINDS, type Owner } from './types.ts';
import { zh } from './zh.ts';

export const TONE: Readonly<Record<Break['state'], Tone>> = {
  open: 'bad',
  asked: 'warn',
  resolved: 'ok',
};
const STATES = ['waiting', 'open', 'asked', 'resolved'] as const;
const CHANNELS = ['sandbox', 'wechat-pay', 'alipay', 'stripe'] as const;

export function Breaks({ above, owners }: { above: ReactNode; owners: readonly Owner[] }) {
  const t = useWords(zh, en);
  const { search } = useAddress();
  const [shown, setShown] = useState<string | null>(null);
  const said = ({ state, resolution }: Break) =>
    resolution === null ? t(`s_${state}`) : t.of(`res_${resolution}`, t('s_resolved'));
  const columns: TableColumnsType<Break> = [
    {
      title: t('kind'),
      key: 'kind',
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <Tag>{t(`of_${row.of}`)}</Tag>
          <b>{t(row.kind)}</b>
        </span>
      ),
    },
    {
      title: t('reason'),
      key: 'reason',
      render: (_, row) => <One max={220}>{t.of(`r_${row.reason}`, row.reason)}</One>,
    },
    {
      title: t('difference'),
      key: 'difference',
      align: 'right',
      render: (_, row) => <Fen of={row.differenceFen} plus />,
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => <Tag tone={TONE[row.state]}>{said(row)}</Tag>,
    },
    {
      title: t('channel'),
      key: 'channel',
      render: (_, row) => (
        <One max={160}>{`${t.of(`ch_${row.channel}`, row.channel)} ${row.accountName}`}</One>
      ),
    },
    { title: t('day'), key: 'day', render: (_, row) => <span className="num">{row.day}</span> },
    {
      title: t('subject'),
      key: 'subject',
      render: (_, row) => <One max={150}>{row.subject}</One>,
    },
    { title: t('owner'), key: 'owner', render: (_, row) => <One max={90}>{row.ownerName}</One> },
    { title: t('age'), key: 'age', render: (_, row) => <When at={row.foundAt} /> },
  ];
  const choice = (key: string, label: string, values: readonly string[], word: string) =>
    ({
      kind: 'choice',
      key,
      label,
      options: values.map((value) => ({ value, label: t.of(`${word}${value}`, value) })),
    }) as const;
  return (
    <>
      <ListPage<Break>
        title={t('title')}
        note={() => t('note')}
        path="/reconciliation/breaks"
        rowKey="id"
        columns={columns}
        filters={[
          { kind: 'text', key: 'text', label: t('text') },
          choice('state', t('state'), STATES, 's_'),
          choice('kind', t('kind'), KINDS, ''),
          choice('channel', t('channel'), CHANNELS, 'ch_'),
          {
            kind: 'choice',
            key: 'owner',
            label: t('owner'),
            options: owners.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        fixed={search.day === undefined ? {} : { day: search.day }}
        file="/exports/bill-breaks.csv"
        open={({ id }) => setShown(id)}
        first={{ icon: ShieldCheck, title: t('none'), words: t('noneWords') }}
        above={above}
      />
      <BreakDrawer id={shown} owners={owners} close={() => setShown(null)} />
    </>
  );
}
