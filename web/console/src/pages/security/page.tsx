/** One's own account: second factor, where one is signed in, devices one is known by. */
import { App, Button, Table, type TableColumnsType } from 'antd';
import { post, remove } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Bar, Card, Tag, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { businessDay } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Factor } from './factor.tsx';
import './security.css';
import { zh } from './zh.ts';

interface Session {
  readonly id: string;
  readonly app: 'console' | 'workbench';
  readonly deviceLabel: string;
  readonly ipClass: string;
  readonly madeAt: string;
  readonly seenAt: string;
  readonly isThis: boolean;
}
interface Device {
  readonly id: string;
  readonly label: string;
  readonly ipClass: string;
  readonly seenAt: string;
  readonly trustedUntil: string | null;
  readonly isNews: boolean;
  readonly isThis: boolean;
}
interface Answer {
  readonly items: readonly Session[];
  readonly devices: readonly Device[];
}

export function Page() {
  const t = useWords(zh, en);
  const read = useRead<Answer>('/sessions');
  return (
    <>
      <Bar title={t('title')} />
      <Factor />
      <Shown read={read} height={320}>
        {({ items, devices }) => (
          <>
            <Sessions items={items} />
            <Devices items={devices} />
          </>
        )}
      </Shown>
    </>
  );
}

function Sessions({ items }: { items: readonly Session[] }) {
  const t = useWords(zh, en);
  const { modal } = App.useApp();
  const end = useWrite((id: string) => remove(`/sessions/${id}`), { done: t('ended') });
  const endOthers = useWrite(() => post('/sessions/end-others'), { done: t('ended') });
  const columns: TableColumnsType<Session> = [
    {
      title: t('device'),
      key: 'device',
      render: (_, row) => row.deviceLabel || t('unknownDevice'),
    },
    { title: t('app'), key: 'app', render: (_, row) => t(row.app) },
    {
      title: t('place'),
      key: 'place',
      render: (_, row) => <span className="num one">{row.ipClass || '–'}</span>,
    },
    { title: t('since'), key: 'made', render: (_, row) => <When at={row.madeAt} /> },
    { title: t('seen'), key: 'seen', render: (_, row) => <When at={row.seenAt} /> },
    {
      key: 'end',
      align: 'right',
      render: (_, row) =>
        row.isThis ? (
          <Tag tone="ok">{t('here')}</Tag>
        ) : (
          <Button size="small" onClick={() => end.mutate(row.id)}>
            {t('end')}
          </Button>
        ),
    },
  ];
  return (
    <Card
      title={t('sessions')}
      note={t('sessionsNote')}
      extra={
        items.length > 1 && (
          <Button
            danger
            onClick={() =>
              modal.confirm({
                title: t('endOthers'),
                content: t('endOthersAsk'),
                onOk: () => endOthers.mutate(undefined),
              })
            }
          >
            {t('endOthers')}
          </Button>
        )
      }
    >
      <Plain columns={columns} rows={items} />
    </Card>
  );
}

function Devices({ items }: { items: readonly Device[] }) {
  const t = useWords(zh, en);
  const forget = useWrite((id: string) => remove(`/sessions/devices/${id}`), { done: t('ended') });
  const known = useWrite(() => post('/sessions/known'));
  const columns: TableColumnsType<Device> = [
    { title: t('device'), key: 'device', render: (_, row) => row.label || t('unknownDevice') },
    {
      title: t('place'),
      key: 'place',
      render: (_, row) => <span className="num one">{row.ipClass}</span>,
    },
    { title: t('seen'), key: 'seen', render: (_, row) => <When at={row.seenAt} /> },
    {
      key: 'marks',
      render: (_, row) => (
        <span className="row" style={{ gap: 4 }}>
          {row.isThis && <Tag tone="ok">{t('here')}</Tag>}
          {row.isNews && <Tag tone="warn">{t('isNew')}</Tag>}
          {row.trustedUntil && (
            <Tag tone="info">{t('trusted', { day: businessDay(row.trustedUntil) })}</Tag>
          )}
        </span>
      ),
    },
    {
      key: 'forget',
      align: 'right',
      render: (_, row) => (
        <Button size="small" onClick={() => forget.mutate(row.id)}>
          {t('forget')}
        </Button>
      ),
    },
  ];
  if (items.length === 0) return null;
  return (
    <Card
      title={t('devices')}
      note={t('devicesNote')}
      extra={
        items.some(({ isNews }) => isNews) && (
          <Button onClick={() => known.mutate(undefined)}>{t('wasMe')}</Button>
        )
      }
    >
      <Plain columns={columns} rows={items} />
    </Card>
  );
}

function Plain<Row extends { id: string }>(props: {
  columns: TableColumnsType<Row>;
  rows: readonly Row[];
}) {
  return (
    <Table<Row>
      columns={props.columns}
      dataSource={[...props.rows]}
      rowKey="id"
      pagination={false}
      size="small"
      scroll={{ x: 'max-content' }}
    />
  );
}
