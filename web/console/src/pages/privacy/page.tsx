/** Personal data as head office answers for it: consents, erasures, what goes with time. */
import { Link } from '@tanstack/react-router';
import { Button, Input, Popover, Select, Table } from 'antd';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { type Page as PageOf, useRead, useWrite } from '../../api/use.ts';
import { Bar, Card, Tag, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Shown } from '../../parts/states.tsx';
import { count, percent } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Consent {
  readonly purpose: string;
  readonly controller: string;
  readonly company: string;
  readonly standing: number;
  readonly given: number;
  readonly withdrawn: number;
}
interface ConsentText {
  readonly purpose: string;
  readonly version: string;
  readonly zh: string;
  readonly en: string;
}
interface Privacy {
  readonly members: number;
  readonly consents: readonly Consent[];
  readonly texts: readonly ConsentText[];
  readonly retention: readonly {
    rule: string;
    days: number;
    ranAt: string | null;
    removed: number;
  }[];
}
interface Erasure {
  readonly id: string;
  readonly memberId: string;
  readonly name: string;
  readonly askedBy: 'member' | 'staff';
  readonly actorName: string | null;
  readonly askedAt: string;
  readonly dueAt: string;
  readonly state: 'asked' | 'withdrawn' | 'done';
  readonly hinderedBy: readonly string[];
}

export function Page() {
  const t = useWords(zh, en);
  const read = useRead<Privacy>('/privacy');
  return (
    <>
      <Bar title={t('title')} />
      <Shown read={read} height={600}>
        {(found) => (
          <>
            <Consents found={found} />
            <Erasures />
            <Kept found={found} />
          </>
        )}
      </Shown>
    </>
  );
}

function Consents({ found }: { found: Privacy }) {
  const t = useWords(zh, en);
  return (
    <Card
      title={t('consents')}
      note={t('of', { n: count(found.members) })}
      extra={<NewText texts={found.texts} />}
    >
      <Table<Consent>
        size="small"
        rowKey={({ purpose, controller }) => purpose + controller}
        pagination={false}
        dataSource={found.consents}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <span className="t2">{t('consentsNone')}</span> }}
        columns={[
          { title: t('company'), dataIndex: 'company' },
          { title: t('purpose'), dataIndex: 'purpose', render: (p) => t.of(`p_${p}`, p) },
          { title: t('standing'), dataIndex: 'standing', align: 'right', render: count },
          {
            title: t('share'),
            align: 'right',
            render: (_, { standing }) =>
              percent(found.members === 0 ? 0 : standing / found.members, 1),
          },
          { title: t('given'), dataIndex: 'given', align: 'right', render: count },
          { title: t('withdrawn'), dataIndex: 'withdrawn', align: 'right', render: count },
        ]}
      />
    </Card>
  );
}

function NewText({ texts }: { texts: readonly ConsentText[] }) {
  const t = useWords(zh, en);
  const [purpose, setPurpose] = useState<string | null>(null);
  const [said, say] = useState({ version: '', zh: '', en: '' });
  const publish = useWrite(() => post('/privacy/texts', { purpose, ...said }), {
    quiet: true,
    done: t('published'),
  });
  const standing = texts.find((each) => each.purpose === purpose);
  const field = (key: keyof typeof said, hint: string) => (
    <Input
      value={said[key]}
      aria-label={t(`f_${key}`)}
      placeholder={hint || t(`f_${key}`)}
      maxLength={300}
      onChange={(event) => say({ ...said, [key]: event.target.value })}
    />
  );
  const form = (
    <div className="stack" style={{ width: 360 }}>
      <Select
        value={purpose}
        onChange={setPurpose}
        aria-label={t('purpose')}
        placeholder={t('purpose')}
        options={texts.map(({ purpose: value }) => ({ value, label: t.of(`p_${value}`, value) }))}
      />
      {field('version', standing ? t('now', { version: standing.version }) : '')}
      {field('zh', standing?.zh ?? '')}
      {field('en', standing?.en ?? '')}
      <span className="t3">{t('textSay')}</span>
      <RefusalLine error={publish.error} />
      <Button
        type="primary"
        disabled={!purpose || !said.version || said.zh.length < 4 || said.en.length < 4}
        loading={publish.isPending}
        onClick={() => publish.mutate(undefined)}
      >
        {t('publish')}
      </Button>
    </div>
  );
  return (
    <Popover content={form} trigger="click" placement="bottomRight">
      <Button>{t('newText')}</Button>
    </Popover>
  );
}

function Erasures() {
  const t = useWords(zh, en);
  const read = useRead<PageOf<Erasure>>('/privacy/erasures', { count: 50 });
  const stands = ({ state, hinderedBy, dueAt }: Erasure) =>
    state === 'done' ? (
      <Tag tone="ok">{t('done')}</Tag>
    ) : state === 'withdrawn' ? (
      <Tag>{t('takenBack')}</Tag>
    ) : (
      <span className="row">
        <Tag tone="warn">{t('waits')}</Tag> <When at={dueAt} />
        {hinderedBy.map((code) => (
          <Tag key={code}>{t.of(`h_${code}`, code)}</Tag>
        ))}
      </span>
    );
  return (
    <Card title={t('erasures')} note={t('erasuresNote')}>
      <Shown read={read} height={160}>
        {({ items }) => (
          <Table<Erasure>
            size="small"
            rowKey="id"
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            dataSource={items}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <span className="t2">{t('erasuresNone')}</span> }}
            columns={[
              {
                title: t('member'),
                render: (_, { memberId, name, state }) =>
                  state === 'done' ? (
                    <span className="t3">{t('nobody')}</span>
                  ) : (
                    <Link to="/members/$id" params={{ id: memberId } as never}>
                      {name || memberId.slice(-6)}
                    </Link>
                  ),
              },
              {
                title: t('askedBy'),
                render: (_, { askedBy, actorName }) =>
                  askedBy === 'member' ? t('herself') : t('letter', { who: actorName ?? '' }),
              },
              { title: t('askedAt'), dataIndex: 'askedAt', render: (at) => <When at={at} /> },
              { title: t('state'), render: (_, each) => stands(each) },
            ]}
          />
        )}
      </Shown>
    </Card>
  );
}

function Kept({ found }: { found: Privacy }) {
  const t = useWords(zh, en);
  return (
    <Card title={t('kept')} note={t('keptNote')}>
      <Table
        size="small"
        rowKey="rule"
        pagination={false}
        dataSource={found.retention}
        columns={[
          { title: t('what'), dataIndex: 'rule', render: (rule) => t.of(`k_${rule}`, rule) },
          { title: t('days'), dataIndex: 'days', align: 'right', render: count },
          { title: t('removed'), dataIndex: 'removed', align: 'right', render: count },
          { title: t('ranAt'), dataIndex: 'ranAt', render: (at) => <When at={at} /> },
        ]}
      />
    </Card>
  );
}
