/** Spend and save: what runs where and who bears it; started once, stopped, never edited. */
import { App, Button, type TableColumnsType } from 'antd';
import { Plus, TicketPercent } from 'lucide-react';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { ListPage } from '../../list/list-page.tsx';
import { One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { useMay } from '../../shell/session.tsx';
import { money, nowMs, rate } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Start } from './start.tsx';
import { zh } from './zh.ts';

interface Promotion {
  readonly id: string;
  readonly nodeName: string;
  readonly name: string;
  readonly thresholdFen: number;
  readonly offFen: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly costOwner: 'hq' | 'dealer' | 'outlet';
  readonly dealerBps: number;
  readonly outletBps: number;
  readonly stoppedAt: string | null;
  readonly mayStop: boolean;
  readonly state: 'running' | 'planned' | 'ended' | 'stopped';
  readonly madeByName: string | null;
}
const TONE: Readonly<Record<Promotion['state'], Tone>> = {
  running: 'ok',
  planned: 'info',
  ended: 'plain',
  stopped: 'plain',
};

export function Page() {
  const t = useWords(zh, en);
  const may = useMay()('promotions.write');
  const [starting, setStarting] = useState(false);
  const { modal } = App.useApp();
  const stop = useWrite((id: string) => post(`/promotions/${id}/stop`), { done: t('stopDone') });
  const ask = (row: Promotion) =>
    modal.confirm({
      title: t('stopAsk', { name: row.name }),
      content: t('stopWords'),
      okText: t('stop'),
      onOk: () => stop.mutateAsync(row.id).catch(() => undefined),
    });
  const button = (
    <Button type="primary" icon={<Plus size={15} />} onClick={() => setStarting(true)}>
      {t('start')}
    </Button>
  );
  return (
    <>
      <ListPage<Promotion>
        title={t('title')}
        note={() => t('note')}
        path="/promotions"
        rowKey="id"
        columns={columnsOf(t, may ? ask : null)}
        file="/exports/promotions.csv"
        actions={may && button}
        first={{
          icon: TicketPercent,
          title: t('firstTitle'),
          words: t('firstWords'),
          ...(may ? { action: button } : {}),
        }}
      />
      {starting && <Start close={() => setStarting(false)} />}
    </>
  );
}

/** Ten years away is no date that anybody set. */
const FAR_MS = 10 * 365 * 86_400_000;
function Moment({ at }: { at: string }) {
  const t = useWords(zh, en);
  const isFar = Math.abs(Date.parse(at) - nowMs()) > FAR_MS;
  return isFar ? <span className="t3">{t('always')}</span> : <When at={at} />;
}

type Words = ReturnType<typeof useWords<typeof zh>>;

const columnsOf = (
  t: Words,
  ask: ((row: Promotion) => void) | null,
): TableColumnsType<Promotion> => [
  {
    title: t('name'),
    key: 'name',
    render: (_, row) => (
      <span className="m5">
        <One max={200}>{row.name}</One>
      </span>
    ),
  },
  {
    title: t('terms'),
    key: 'terms',
    render: (_, row) => (
      <span className="num one">
        {t('spendSave', { over: money(row.thresholdFen), off: money(row.offFen) })}
      </span>
    ),
  },
  { title: t('where'), key: 'where', render: (_, row) => <One max={160}>{row.nodeName}</One> },
  { title: t('bearer'), key: 'bearer', render: (_, row) => bearersOf(t, row) },
  {
    title: t('state'),
    key: 'state',
    render: (_, row) => <Tag tone={TONE[row.state]}>{t(row.state)}</Tag>,
  },
  { title: t('from'), key: 'from', render: (_, row) => <Moment at={row.startsAt} /> },
  {
    title: t('until'),
    key: 'until',
    render: (_, row) => <Moment at={row.stoppedAt ?? row.endsAt} />,
  },
  {
    title: t('by'),
    key: 'by',
    render: (_, row) => row.madeByName ?? <span className="t3">{t('system')}</span>,
  },
  {
    title: '',
    key: 'do',
    align: 'right',
    render: (_, row) =>
      ask &&
      row.mayStop &&
      (row.state === 'running' || row.state === 'planned') && (
        <Button size="small" onClick={() => ask(row)} aria-label={`${t('stop')} ${row.name}`}>
          {t('stop')}
        </Button>
      ),
  },
];

/** By share where there are several. */
function bearersOf(t: Words, row: Promotion): string {
  const { dealerBps, outletBps } = row;
  const shares = [
    ['hq', 10_000 - dealerBps - outletBps],
    ['dealer', dealerBps],
    ['outlet', outletBps],
  ] as const;
  const bearing = shares.filter(([, bps]) => bps > 0);
  if (bearing.length === 1) return t(bearing[0]![0]);
  return bearing.map(([who, bps]) => `${t(who)} ${rate(bps)}`).join(' · ');
}
