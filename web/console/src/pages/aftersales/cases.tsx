/** What a member asks back, and the decision with its words: the first of three lists. */
import { Button, Checkbox, Input, Modal, type TableColumnsType } from 'antd';
import { Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import { en as orderEn } from '../order/en.ts';
import { zh as orderZh } from '../order/zh.ts';
import { en } from './en.ts';
import { orderColumns } from './order-columns.tsx';
import { zh } from './zh.ts';

interface CaseRow {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly outletName: string;
  readonly reason: string;
  readonly words: string;
  readonly state: 'asked' | 'accepted' | 'rejected' | 'withdrawn';
  readonly lines: readonly {
    readonly no: number;
    readonly title: string;
    readonly pieces: number;
    readonly amountFen: number | null;
  }[];
  readonly askedAt: string;
  readonly refundFen: number | null;
}
const TONE: Readonly<Record<CaseRow['state'], Tone>> = {
  asked: 'warn',
  accepted: 'ok',
  rejected: 'bad',
  withdrawn: 'plain',
};

const wanted = (row: CaseRow) => row.lines.map((l) => `${l.title} ×${l.pieces}`).join('、');
/** What went back; before the decision, what she asks for where she named a sum. */
const amountOf = (row: CaseRow) =>
  row.refundFen ?? row.lines.reduce((sum, line) => sum + (line.amountFen ?? 0), 0);

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
      render: (_, row) => <Tag tone={TONE[row.state]}>{t(row.state)}</Tag>,
    },
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
      title: '',
      key: 'do',
      render: (_, row) =>
        row.state === 'asked' && (
          <Button size="small" type="primary" onClick={() => setOpen(row)}>
            {t('do')}
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
            options: (['asked', 'decided'] as const).map((value) => ({ value, label: t(value) })),
          },
        ]}
        file="/exports/after-sales.csv"
        first={{ icon: Undo2, title: t('firstTitle'), words: t('firstWords') }}
        everyMs={20_000}
        above={above}
      />
      <Decide key={open?.id} row={open} close={() => setOpen(null)} />
    </>
  );
}

function Decide({ row, close }: { row: CaseRow | null; close: () => void }) {
  const t = useWords(zh, en);
  const [words, setWords] = useState('');
  const [sellable, setSellable] = useState(false);
  const decide = useWrite(
    (accepted: boolean) =>
      post(
        `/aftersales/${row!.id}/decision`,
        { accepted, words, sellable: accepted && sellable ? row!.lines.map(({ no }) => no) : [] },
        `${row!.id}-${accepted}`,
      ),
    { quiet: true, done: t('done'), then: close },
  );
  return (
    <Modal
      open={row !== null}
      onCancel={close}
      title={row && `${t('do')} ${row.orderNumber}`}
      footer={null}
    >
      {row && (
        <div className="stack" style={{ gap: 12 }}>
          <p className="m5">{wanted(row)}</p>
          {row.words && <p className="t2">“{row.words}”</p>}
          <Input.TextArea
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder={t('words')}
            aria-label={t('words')}
            maxLength={300}
            rows={2}
          />
          <Checkbox checked={sellable} onChange={(event) => setSellable(event.target.checked)}>
            {t('sellable')}
          </Checkbox>
          <RefusalLine error={decide.error} />
          <div className="row">
            <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>
              {t('accept')}
            </Button>
            <Button
              disabled={!words.trim()}
              title={t('needWords')}
              onClick={() => decide.mutate(false)}
            >
              {t('reject')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
