/** Keys: what each may, for which branch, when it was last used; revoked at once. */
import {
  App,
  Button,
  Checkbox,
  Form,
  Input,
  Modal,
  Select,
  Table,
  type TableColumnsType,
} from 'antd';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { One, Tag, When } from '../../parts/parts.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { businessDay } from '../../words/figures.ts';
import { nameOf, useSession } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import './keys.css';
import { Once } from './once.tsx';
import { zh } from './zh.ts';

interface Key {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly nodeName: string;
  readonly madeByName: string | null;
  readonly madeAt: string;
  readonly lastUsedOn: string | null;
  readonly revokedAt: string | null;
  readonly endsAt: string | null;
}
interface Answer {
  readonly items: readonly Key[];
  readonly scopes: readonly string[];
}

export function Keys() {
  const t = useWords(zh, en);
  const read = useRead<Answer>('/api-keys');
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const make = (
    <Button type="primary" icon={<Plus size={15} />} onClick={() => setMaking(true)}>
      {t('makeKey')}
    </Button>
  );
  return (
    <section className="card">
      <div className="row filters">
        <p className="t2">{t('keysNote')}</p>
        <span className="sp" />
        {make}
      </div>
      <Shown read={read} height={320}>
        {({ items, scopes }) => (
          <>
            {items.length === 0 ? (
              <Blank
                icon={KeyRound}
                tone="accent"
                title={t('keysNone')}
                words={t('keysNoneWords')}
              />
            ) : (
              <List items={items} turned={setSecret} />
            )}
            {making && (
              <Make
                scopes={scopes}
                close={() => setMaking(false)}
                made={(key) => {
                  setMaking(false);
                  setSecret(key);
                }}
              />
            )}
          </>
        )}
      </Shown>
      {secret && <Once title={t('keyMade')} secret={secret} close={() => setSecret(null)} />}
    </section>
  );
}

function List({ items, turned }: { items: readonly Key[]; turned: (key: string) => void }) {
  const t = useWords(zh, en);
  const { modal } = App.useApp();
  const revoke = useWrite((id: string) => post(`/api-keys/${id}/revoke`), { done: t('revoked') });
  const turn = useWrite(
    (id: string) =>
      post<{ key: string }>(`/api-keys/${id}/rotate`, { id: newId(), overlapDays: 7 }),
    { then: ({ key }) => turned(key) },
  );
  const askTurn = ({ id, name }: Key) =>
    modal.confirm({
      title: t('turnAsk', { name }),
      content: t('turnWords'),
      okText: t('turn'),
      onOk: () => turn.mutateAsync(id).catch(() => undefined),
    });
  const ask = ({ id, name }: Key) =>
    modal.confirm({
      title: t('revokeAsk', { name }),
      content: t('revokeWords'),
      okText: t('revoke'),
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync(id).catch(() => undefined),
    });
  const columns: TableColumnsType<Key> = [
    { title: t('name'), key: 'name', render: (_, row) => <One max={180}>{row.name}</One> },
    {
      title: t('prefix'),
      key: 'prefix',
      render: (_, row) => <span className="num one">{row.prefix}…</span>,
    },
    {
      title: t('scopes'),
      key: 'scopes',
      render: (_, row) => (
        <span className="chips">
          {row.scopes.map((scope) => (
            <Tag key={scope}>{scope}</Tag>
          ))}
        </span>
      ),
    },
    { title: t('branch'), key: 'branch', render: (_, row) => <One max={140}>{row.nodeName}</One> },
    { title: t('madeBy'), key: 'by', render: (_, row) => row.madeByName ?? '–' },
    { title: t('madeAt'), key: 'at', render: (_, row) => <When at={row.madeAt} /> },
    {
      title: t('lastUsed'),
      key: 'used',
      render: (_, row) => <span className="num one">{row.lastUsedOn ?? t('never')}</span>,
    },
    {
      title: t('state'),
      key: 'state',
      align: 'right',
      render: (_, row) =>
        row.revokedAt ? (
          <Tag>{t('revoked')}</Tag>
        ) : (
          <span className="row" style={{ gap: 6, justifyContent: 'flex-end' }}>
            {row.endsAt ? (
              <Tag tone="warn">{t('until', { day: businessDay(row.endsAt) })}</Tag>
            ) : (
              <Button
                size="small"
                onClick={() => askTurn(row)}
                aria-label={`${t('turn')} ${row.name}`}
              >
                {t('turn')}
              </Button>
            )}
            <Button size="small" onClick={() => ask(row)} aria-label={`${t('revoke')} ${row.name}`}>
              {t('revoke')}
            </Button>
          </span>
        ),
    },
  ];
  return (
    <Table<Key>
      columns={columns}
      dataSource={[...items]}
      rowKey="id"
      pagination={false}
      size="small"
      scroll={{ x: 'max-content' }}
    />
  );
}

function Scope({ of }: { of: string }) {
  const t = useWords(zh, en);
  return (
    <>
      {t.of(`s_${of.replace('.', '_')}`, of)} <span className="t3 one">{of}</span>
    </>
  );
}

/** Takes from the form what a group may carry: `aria-required` it may not. */
function Scopes(props: {
  of: readonly string[];
  value?: string[];
  onChange?: (chosen: string[]) => void;
}) {
  const { of, value = [], onChange } = props;
  return (
    <Checkbox.Group
      value={value}
      {...(onChange ? { onChange } : {})}
      options={of.map((scope) => ({ value: scope, label: <Scope of={scope} /> }))}
      style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 }}
    />
  );
}

interface Fields {
  readonly name: string;
  readonly node: string;
  readonly scopes: string[];
}

function Make(props: {
  scopes: readonly string[];
  close: () => void;
  made: (key: string) => void;
}) {
  const { scopes, close, made } = props;
  const t = useWords(zh, en);
  const { nodes } = useSession();
  const [id] = useState(newId);
  const make = useWrite(
    ({ name, node, scopes: chosen }: Fields) =>
      post<{ key: string }>('/api-keys', { id, name, nodeId: node, scopes: chosen }),
    { quiet: true, then: ({ key }) => made(key) },
  );
  const need = [{ required: true, message: t('need') }];
  return (
    <Modal open onCancel={close} footer={null} title={t('makeKey')}>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ node: nodes[0]?.id }}
        onFinish={(fields) => make.mutate(fields)}
      >
        <Form.Item name="name" label={t('name')} rules={need} extra={t('nameNote')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="node" label={t('branch')} rules={need}>
          <Select
            options={nodes.map((node) => ({ value: node.id, label: nameOf(node) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Form.Item name="scopes" label={t('scopes')} rules={need}>
          <Scopes of={scopes} />
        </Form.Item>
        <FormEnd sent={make}>{t('makeKey')}</FormEnd>
      </Form>
    </Modal>
  );
}
