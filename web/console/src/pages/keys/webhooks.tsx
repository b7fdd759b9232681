/** Webhooks: where we tell, what about, what came of it; secrets turn without a gap. */
import { App, Button, Form, Input, Modal, Select, Table, type TableColumnsType } from 'antd';
import { Plus, Webhook as Icon } from 'lucide-react';
import { useState } from 'react';
import { newId, post, put } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { useAddress } from '../../list/list-page.tsx';
import { One, Tag, When } from '../../parts/parts.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { Deliveries } from './deliveries.tsx';
import { en } from './en.ts';
import './keys.css';
import { Once } from './once.tsx';
import { zh } from './zh.ts';

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly madeAt: string;
  readonly oldSecretUntil: string | null;
  readonly disabledAt: string | null;
  readonly disabledReason: string | null;
  readonly waiting: number;
}

export function Webhooks() {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const read = useRead<{ items: readonly Endpoint[] }>('/webhooks', {}, { everyMs: 10_000 });
  const [form, setForm] = useState<Endpoint | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <section className="card">
      <div className="row filters">
        <p className="t2">{t('hooksNote')}</p>
        <span className="sp" />
        <Button type="primary" icon={<Plus size={15} />} onClick={() => setForm('new')}>
          {t('makeHook')}
        </Button>
      </div>
      <Shown read={read} height={320}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank icon={Icon} tone="accent" title={t('hooksNone')} words={t('hooksNoneWords')} />
          ) : (
            <List items={items} change={setForm} tell={setSecret} open={(id) => set({ of: id })} />
          )
        }
      </Shown>
      {form && (
        <HookForm
          endpoint={form === 'new' ? null : form}
          close={() => setForm(null)}
          made={setSecret}
        />
      )}
      {secret && <Once title={t('hookMade')} secret={secret} close={() => setSecret(null)} />}
      {search.of && <Deliveries endpoint={search.of} close={() => set({ of: undefined })} />}
    </section>
  );
}

interface ListProps {
  readonly items: readonly Endpoint[];
  readonly change: (endpoint: Endpoint) => void;
  readonly tell: (secret: string) => void;
  readonly open: (id: string) => void;
}

function List({ items, change, tell, open }: ListProps) {
  const t = useWords(zh, en);
  const { modal } = App.useApp();
  const rotate = useWrite((id: string) => post<{ secret: string }>(`/webhooks/${id}/secret`), {
    then: ({ secret }) => tell(secret),
  });
  const turn = useWrite(
    ({ id, disabledAt }: Endpoint) => post(`/webhooks/${id}/${disabledAt ? 'enable' : 'disable'}`),
    { done: t('done') },
  );
  const ask = ({ id }: Endpoint) =>
    modal.confirm({
      title: t('rotateAsk'),
      content: t('rotateWords'),
      okText: t('rotate'),
      onOk: () => rotate.mutateAsync(id).catch(() => undefined),
    });
  const columns: TableColumnsType<Endpoint> = [
    { title: t('address'), key: 'url', render: (_, row) => <One max={320}>{row.url}</One> },
    {
      title: t('events'),
      key: 'events',
      render: (_, row) => (
        <span className="chips">
          {row.events.map((event) => (
            <Tag key={event}>{event === '*' ? t('allEvents') : event}</Tag>
          ))}
        </span>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) =>
        row.disabledAt ? (
          <Tag tone="bad">{t.of(`off_${row.disabledReason}`, t('off_by_hand'))}</Tag>
        ) : (
          <Tag tone="ok">{t('on')}</Tag>
        ),
    },
    {
      title: t('waiting'),
      key: 'waiting',
      align: 'right',
      render: (_, row) => <span className="num">{count(row.waiting)}</span>,
    },
    { title: t('oldSecret'), key: 'old', render: (_, row) => <When at={row.oldSecretUntil} /> },
    {
      title: '',
      key: 'do',
      align: 'right',
      render: (_, row) => (
        <span className="row" style={{ justifyContent: 'flex-end', gap: 4 }}>
          <Button size="small" onClick={() => open(row.id)}>
            {t('deliveries')}
          </Button>
          <Button size="small" type="text" onClick={() => change(row)}>
            {t('change')}
          </Button>
          <Button size="small" type="text" onClick={() => ask(row)}>
            {t('rotate')}
          </Button>
          <Button size="small" type="text" onClick={() => turn.mutate(row)}>
            {t(row.disabledAt ? 'wake' : 'rest')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Table<Endpoint>
      columns={columns}
      dataSource={[...items]}
      rowKey="id"
      pagination={false}
      size="small"
      scroll={{ x: 'max-content' }}
    />
  );
}

const OFFERED = [
  '*',
  'orders.*',
  'orders.paid',
  'orders.ready',
  'orders.received',
  'orders.refunded',
  'orders.cancelled',
];
interface Fields {
  readonly url: string;
  readonly events: string[];
}

function HookForm(props: {
  endpoint: Endpoint | null;
  close: () => void;
  made: (secret: string) => void;
}) {
  const { endpoint, close, made } = props;
  const t = useWords(zh, en);
  const [id] = useState(() => endpoint?.id ?? newId());
  const save = useWrite(
    ({ url, events }: Fields) =>
      endpoint
        ? put<{ secret?: string }>(`/webhooks/${id}`, { url, events })
        : post<{ secret?: string }>('/webhooks', { id, url, events }),
    {
      quiet: true,
      then: ({ secret }) => {
        close();
        if (secret) made(secret);
      },
    },
  );
  const need = [{ required: true, message: t('need') }];
  return (
    <Modal open onCancel={close} footer={null} title={t(endpoint ? 'changeHook' : 'makeHook')}>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{
          url: endpoint?.url,
          events: endpoint ? [...endpoint.events] : ['orders.*'],
        }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item name="url" label={t('address')} rules={need} extra={t('addressNote')}>
          <Input maxLength={500} placeholder="https://erp.example.cn/quandian" />
        </Form.Item>
        <Form.Item name="events" label={t('events')} rules={need} extra={t('eventsNote')}>
          <Select
            mode="tags"
            options={OFFERED.map((value) => ({
              value,
              label: value === '*' ? t('allEvents') : value,
            }))}
          />
        </Form.Item>
        <FormEnd sent={save}>{t(endpoint ? 'save' : 'makeHook')}</FormEnd>
      </Form>
    </Modal>
  );
}
