/** Refunds that the provider would not send: why, since when, when it is asked again, and now. */
import { Button, type TableColumnsType } from 'antd';
import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, When } from '../../parts/parts.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Elsewhere } from './elsewhere.tsx';
import { orderColumns } from './order-columns.tsx';
import { zh } from './zh.ts';

interface Failed {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly outletName: string;
  readonly amountFen: number;
  readonly tries: number;
  readonly forOrder: boolean;
  readonly failure: string;
  readonly since: string;
  readonly nextAt: string;
}

export function FailedRefunds({ above }: { above: ReactNode }) {
  const t = useWords(zh, en);
  const mayMove = useMay()('money.write');
  const [elsewhere, setElsewhere] = useState<Failed | null>(null);
  const retry = useWrite((row: Failed) => post(`/refunds/${row.id}/retry`), {
    done: t('retried'),
  });
  const columns: TableColumnsType<Failed> = [
    ...orderColumns<Failed>(t),
    {
      title: t('amount'),
      key: 'amount',
      align: 'right',
      render: (_, row) => <Fen of={row.amountFen} />,
    },
    {
      title: t('failure'),
      key: 'failure',
      render: (_, row) => (
        <One max={260}>
          {[t.of(`failure_${row.failure}`, row.failure), row.forOrder ? '' : t('unwanted')]
            .filter(Boolean)
            .join(' · ')}
        </One>
      ),
    },
    { title: t('since'), key: 'since', render: (_, row) => <When at={row.since} /> },
    { title: t('tries'), key: 'tries', align: 'right', render: (_, row) => row.tries },
    { title: t('nextAt'), key: 'nextAt', render: (_, row) => <When at={row.nextAt} /> },
    {
      title: '',
      key: 'do',
      render: (_, row) => (
        <span className="row" style={{ gap: 4 }}>
          <Button
            size="small"
            type={row.failure === 'ABNORMAL' ? 'default' : 'primary'}
            loading={retry.isPending && retry.variables?.id === row.id}
            onClick={() => retry.mutate(row)}
          >
            {t('retry')}
          </Button>
          {mayMove && row.failure === 'ABNORMAL' && (
            <Button size="small" type="primary" onClick={() => setElsewhere(row)}>
              {t('elsewhere')}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <>
      <ListPage<Failed>
        title={t('title')}
        note={() => t('failedNote')}
        path="/refunds/failed"
        rowKey="id"
        columns={columns}
        first={{ icon: CircleCheck, title: t('failedNone'), words: t('failedNoneWords') }}
        everyMs={20_000}
        above={above}
      />
      {elsewhere && <Elsewhere refund={elsewhere} close={() => setElsewhere(null)} />}
    </>
  );
}
