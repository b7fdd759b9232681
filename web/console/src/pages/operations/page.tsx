/** How the machine stands: what failed and waits for a decision, what is late, what was slow. */
import { Button, Popconfirm, Table } from 'antd';
import { post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Bar, Card, Tag, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Job {
  readonly id: number;
  readonly name: string;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly error: string;
  readonly runAt: string;
  readonly running: boolean;
}
interface Operations {
  readonly outbox: number;
  readonly jobs: number;
  readonly givenUp: number;
  readonly timers: number;
  readonly lateTimers: number;
  readonly rolledUpAt: string | null;
  readonly late: readonly { kind: string; count: number; dueAt: string }[];
  readonly failing: readonly Job[];
  readonly slow: readonly { statements: readonly string[]; ms: number; at: string }[];
  readonly pool: { readonly size: number; readonly idle: number; readonly waiting: number };
  readonly disk: { readonly freeBytes: number; readonly wholeBytes: number };
}
const GB = 1024 ** 3;
const EVERY_MS = 10_000;

export function Page() {
  const t = useWords(zh, en);
  const read = useRead<Operations>('/operations', {}, { everyMs: EVERY_MS });
  return (
    <>
      <Bar title={t('title')} note={t('note')} />
      <Shown read={read} height={600}>
        {(found) => <Whole found={found} />}
      </Shown>
    </>
  );
}

function Whole({ found }: { found: Operations }) {
  const t = useWords(zh, en);
  const { pool, disk } = found;
  const free = disk.freeBytes / disk.wholeBytes;
  const figures = [
    [count(found.givenUp), t('givenUp'), found.givenUp > 0],
    [count(found.jobs), t('jobs'), false],
    [count(found.outbox), t('outbox'), found.outbox > 500],
    [`${count(found.lateTimers)} / ${count(found.timers)}`, t('timers'), found.lateTimers > 0],
    [`${pool.size - pool.idle} / ${pool.size}`, t('pool'), pool.waiting > 0],
    [`${(disk.freeBytes / GB).toFixed(1)} GB`, t('disk'), free < 0.1],
  ] as const;
  return (
    <>
      <section className="card row" style={{ gap: 48, flexWrap: 'wrap' }}>
        {figures.map(([figure, word, bad]) => (
          <div key={word}>
            <div className="t2">{word}</div>
            <span className="fig">{figure}</span> {bad && <Tag tone="warn">{t('look')}</Tag>}
          </div>
        ))}
      </section>
      <Failing jobs={found.failing} />
      <div className="grid" style={{ gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' }}>
        <Card title={t('late')} note={t('lateNote')}>
          <Table
            size="small"
            rowKey="kind"
            pagination={false}
            dataSource={found.late}
            locale={{ emptyText: <span className="t2">{t('lateNone')}</span> }}
            columns={[
              { title: t('kind'), dataIndex: 'kind', render: (kind) => <code>{kind}</code> },
              { title: t('count'), dataIndex: 'count', align: 'right', render: count },
              { title: t('dueAt'), dataIndex: 'dueAt', render: (at) => <When at={at} /> },
            ]}
          />
        </Card>
        <Card title={t('slow')} note={t('slowNote')}>
          <Table
            size="small"
            rowKey={({ at, statements }) => at + statements.join()}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            dataSource={found.slow}
            locale={{ emptyText: <span className="t2">{t('slowNone')}</span> }}
            columns={[
              {
                title: t('statements'),
                dataIndex: 'statements',
                render: (names: readonly string[]) => <code>{names.join(' ')}</code>,
              },
              { title: 'ms', dataIndex: 'ms', align: 'right', render: count },
              { title: t('at'), dataIndex: 'at', render: (at) => <When at={at} /> },
            ]}
          />
        </Card>
      </div>
    </>
  );
}

function Failing({ jobs }: { jobs: readonly Job[] }) {
  const t = useWords(zh, en);
  const retry = useWrite((id: number) => post(`/operations/jobs/${id}/retry`), {
    done: t('retried'),
  });
  const drop = useWrite((id: number) => post(`/operations/jobs/${id}/give-up`), {
    done: t('dropped'),
  });
  const doing = (job: Job) => (
    <span className="row">
      <Button size="small" loading={retry.isPending} onClick={() => retry.mutate(job.id)}>
        {t('retry')}
      </Button>
      <Popconfirm
        title={t('dropSure')}
        okText={t('drop')}
        cancelText={t('keep')}
        onConfirm={() => drop.mutate(job.id)}
      >
        <Button size="small" danger>
          {t('drop')}
        </Button>
      </Popconfirm>
    </span>
  );
  return (
    <Card title={t('failing')} note={t('failingNote')}>
      <Table<Job>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={jobs}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <span className="t2">{t('failingNone')}</span> }}
        columns={[
          { title: t('event'), dataIndex: 'name', render: (name) => <code>{name}</code> },
          {
            title: t('tries'),
            render: (_, { attempts, maxAttempts }) => (
              <Tag tone={attempts >= maxAttempts ? 'bad' : 'warn'}>
                {attempts} / {maxAttempts}
              </Tag>
            ),
          },
          { title: t('why'), dataIndex: 'error', ellipsis: true, width: 480 },
          { title: t('next'), dataIndex: 'runAt', render: (at) => <When at={at} /> },
          {
            title: t('do'),
            render: (_, job) => (job.running ? <Tag>{t('running')}</Tag> : doing(job)),
          },
        ]}
      />
    </Card>
  );
}
