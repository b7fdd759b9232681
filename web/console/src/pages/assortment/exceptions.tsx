/** Prices outside the band: who asks for what and why; head office grants or refuses in the row. */
import { Button, Input, Modal, type TableColumnsType } from 'antd';
import { BadgePercent } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useMay } from '../../shell/session.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

const STATES = ['asked', 'granted', 'refused', 'ended'] as const;
interface Exception {
  readonly id: string;
  readonly scopeName: string;
  readonly title: string;
  readonly spec: string;
  readonly priceFen: number;
  readonly days: number;
  readonly why: string;
  readonly state: (typeof STATES)[number];
  readonly askedByName: string;
  readonly askedAt: string;
  readonly decidedByName: string | null;
  readonly words: string;
  readonly until: string | null;
}
const TONE: Readonly<Record<Exception['state'], Tone>> = {
  asked: 'warn',
  granted: 'ok',
  refused: 'bad',
  ended: 'plain',
};

export function Exceptions({ above }: { above: ReactNode }) {
  const t = useWords(zh, en);
  const may = useMay()('goods.write');
  const [open, setOpen] = useState<Exception | null>(null);
  const columns: TableColumnsType<Exception> = [
    {
      title: t('exceptionState'),
      key: 'state',
      render: (_, row) => <Tag tone={TONE[row.state]}>{t(`ex_${row.state}`)}</Tag>,
    },
    {
      title: t('scope'),
      key: 'scope',
      render: (_, row) => <One max={120}>{row.scopeName}</One>,
    },
    {
      title: t('product'),
      key: 'product',
      render: (_, row) => <One max={220}>{`${row.title} ${row.spec}`}</One>,
    },
    {
      title: t('price'),
      key: 'price',
      align: 'right',
      render: (_, row) => <Fen of={row.priceFen} />,
    },
    { title: t('exceptionDays'), key: 'days', align: 'right', render: (_, row) => row.days },
    {
      title: t('who'),
      key: 'who',
      render: (_, row) => <One max={260}>{`${row.askedByName} · ${row.why}`}</One>,
    },
    { title: t('exceptionAskedAt'), key: 'at', render: (_, row) => <When at={row.askedAt} /> },
    {
      title: t('exceptionDecided'),
      key: 'decided',
      render: (_, row) => (
        <One max={200}>{[row.decidedByName, row.words].filter(Boolean).join(' · ') || '–'}</One>
      ),
    },
    { title: t('exceptionUntil'), key: 'until', render: (_, row) => <When at={row.until} /> },
    {
      title: '',
      key: 'do',
      render: (_, row) =>
        may &&
        row.state === 'asked' && (
          <Button size="small" type="primary" onClick={() => setOpen(row)}>
            {t('exceptionDecide')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <ListPage<Exception>
        title={t('title')}
        note={() => t('exceptionNote')}
        path="/price-exceptions"
        rowKey="id"
        columns={columns}
        filters={[
          {
            kind: 'choice',
            key: 'state',
            label: t('exceptionState'),
            options: STATES.map((value) => ({ value, label: t(`ex_${value}`) })),
          },
        ]}
        first={{ icon: BadgePercent, title: t('exceptionNone'), words: t('exceptionNoneWords') }}
        above={above}
      />
      <Decide key={open?.id} row={open} close={() => setOpen(null)} />
    </>
  );
}

function Decide({ row, close }: { row: Exception | null; close: () => void }) {
  const t = useWords(zh, en);
  const [words, setWords] = useState('');
  const decide = useWrite(
    (granted: boolean) =>
      post(
        `/price-exceptions/${row!.id}/decision`,
        { granted, words: words.trim() },
        `${row!.id}-${granted}`,
      ),
    { quiet: true, done: t('exceptionDone'), then: close },
  );
  return (
    <Modal
      open={row !== null}
      onCancel={close}
      title={row && `${row.scopeName} · ${row.title}`}
      footer={null}
    >
      {row && (
        <div className="stack" style={{ gap: 12 }}>
          <p className="m5">
            {t('exceptionFor', { price: money(row.priceFen) })}
            {t('exceptionForDays', { n: row.days })}
          </p>
          <p className="t2">“{row.why}”</p>
          <Input.TextArea
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder={t('exceptionWords')}
            aria-label={t('exceptionWords')}
            maxLength={200}
            rows={2}
          />
          <RefusalLine error={decide.error} />
          <div className="row">
            <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>
              {t('exceptionGrant')}
            </Button>
            <Button disabled={!words.trim()} onClick={() => decide.mutate(false)}>
              {t('exceptionRefuse')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
