/** What one endpoint was told, what it answered, and telling it again. */
import { Button, Drawer, Table, type TableColumnsType } from 'antd';
import { RotateCcw, Send } from 'lucide-react';
import { post } from '../../api/call.ts';
import { type Page, useRead, useWrite } from '../../api/use.ts';
import { One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Delivery {
  readonly eventId: string;
  readonly state: 'waiting' | 'done' | 'given_up';
  readonly tries: number;
  readonly dueAt: string;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly doneAt: string | null;
}
const TONE: Readonly<Record<Delivery['state'], Tone>> = {
  waiting: 'warn',
  done: 'ok',
  given_up: 'bad',
};

export function Deliveries({ endpoint, close }: { endpoint: string; close: () => void }) {
  const t = useWords(zh, en);
  const path = `/webhooks/${endpoint}/deliveries`;
  const read = useRead<Page<Delivery>>(path, { count: 50 }, { everyMs: 5_000 });
  const again = useWrite((event: string) => post(`${path}/${event}/replay`), {
    done: t('replayed'),
  });
  const columns: TableColumnsType<Delivery> = [
    {
      title: t('event'),
      key: 'event',
      render: (_, row) => (
        <span className="num">
          <One max={120}>{row.eventId}</One>
        </span>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => <Tag tone={TONE[row.state]}>{t(`d_${row.state}`)}</Tag>,
    },
    { title: t('tries'), key: 'tries', align: 'right', render: (_, row) => row.tries },
    {
      title: t('answer'),
      key: 'answer',
      render: (_, row) => <One max={180}>{String(row.lastStatus ?? row.lastError ?? '–')}</One>,
    },
    { title: t('at'), key: 'at', render: (_, row) => <When at={row.doneAt ?? row.dueAt} /> },
    {
      title: '',
      key: 'do',
      align: 'right',
      render: (_, row) => (
        <Button
          size="small"
          icon={<RotateCcw size={13} />}
          onClick={() => again.mutate(row.eventId)}
        >
          {t('replay')}
        </Button>
      ),
    },
  ];
  return (
    <Drawer open onClose={close} size={820} title={t('deliveries')}>
      <Shown read={read} height={320}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank icon={Send} title={t('deliveriesNone')} words={t('deliveriesNoneWords')} />
          ) : (
            <Table<Delivery>
              columns={columns}
              dataSource={items}
              rowKey="eventId"
              pagination={false}
              size="small"
            />
          )
        }
      </Shown>
    </Drawer>
  );
}
