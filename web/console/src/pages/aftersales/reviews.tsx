/** Sharers close to the buyer: why, how much waits, and the decision with its words. */
import { Button, Input, Modal, type TableColumnsType } from 'antd';
import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { orderColumns } from './order-columns.tsx';
import { zh } from './zh.ts';

interface Review {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly outletName: string;
  readonly heldFen: number;
  readonly paidAt: string;
  readonly reasons: readonly { readonly code: string; readonly who: string }[];
}

function useReasons() {
  const t = useWords(zh, en);
  return ({ reasons }: Review) =>
    reasons
      .map(({ code, who }) => t('closeBy', { who, how: t.of(`close_${code}`, code) }))
      .join(t('semicolon'));
}

export function Reviews({ above }: { above: ReactNode }) {
  const t = useWords(zh, en);
  const why = useReasons();
  const [open, setOpen] = useState<Review | null>(null);
  const columns: TableColumnsType<Review> = [
    ...orderColumns<Review>(t),
    { title: t('why'), key: 'why', render: (_, row) => <One max={360}>{why(row)}</One> },
    {
      title: t('held'),
      key: 'held',
      align: 'right',
      render: (_, row) => <Fen of={row.heldFen} />,
    },
    { title: t('paidAt'), key: 'paidAt', render: (_, row) => <When at={row.paidAt} /> },
    {
      title: '',
      key: 'do',
      render: (_, row) => (
        <Button size="small" type="primary" onClick={() => setOpen(row)}>
          {t('decide')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <ListPage<Review>
        title={t('title')}
        note={() => t('reviewsNote')}
        path="/reviews"
        rowKey="orderId"
        columns={columns}
        first={{ icon: ShieldCheck, title: t('reviewsNone'), words: t('reviewsNoneWords') }}
        everyMs={20_000}
        above={above}
      />
      <Decide key={open?.orderId} row={open} close={() => setOpen(null)} />
    </>
  );
}

function Decide({ row, close }: { row: Review | null; close: () => void }) {
  const t = useWords(zh, en);
  const why = useReasons();
  const [words, setWords] = useState('');
  const decide = useWrite(
    (accepted: boolean) =>
      post(
        `/orders/${row!.orderId}/review`,
        { accepted, words: words.trim() },
        `${row!.orderId}-${accepted}`,
      ),
    { quiet: true, done: t('done'), then: close },
  );
  return (
    <Modal open={row !== null} onCancel={close} title={row?.orderNumber} footer={null}>
      {row && (
        <div className="stack" style={{ gap: 12 }}>
          <p className="m5">{why(row)}</p>
          <p className="t2">
            {t('held')} <Fen of={row.heldFen} />
          </p>
          <Input.TextArea
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder={t('reviewWords')}
            aria-label={t('reviewWords')}
            maxLength={500}
            rows={2}
          />
          <RefusalLine error={decide.error} />
          <div className="row">
            <Button
              type="primary"
              loading={decide.isPending}
              disabled={!words.trim()}
              onClick={() => decide.mutate(true)}
            >
              {t('payAsPromised')}
            </Button>
            <Button disabled={!words.trim()} onClick={() => decide.mutate(false)}>
              {t('leaveWithHq')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
