/** One colleague: roles given and taken back, reset, suspension, and the way to a hand-over. */
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Drawer, Modal, Select } from 'antd';
import { X } from 'lucide-react';
import { useState } from 'react';
import { post, remove } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Face, Tag } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { nameOf, useMay, useSession } from '../../shell/session.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { Because } from './because.tsx';
import { Code } from './code.tsx';
import { GuideKind } from './guide-kind.tsx';
import { en } from './en.ts';
import { ROLES, STATE_TONE, type StaffRow } from './page.tsx';
import { zh } from './zh.ts';

interface Colleague extends StaffRow {
  readonly story: string;
  readonly motto: string;
  readonly customers: number;
}

export function StaffSheet({ id, close }: { id: string; close: () => void }) {
  const read = useRead<Colleague>(`/staff/${id}`, {}, { fresh: true });
  return (
    <Drawer open onClose={close} size={480} title={read.data?.name ?? ''}>
      <Shown read={read} height={320}>
        {(colleague) => <Sheet colleague={colleague} />}
      </Shown>
    </Drawer>
  );
}

function Sheet({ colleague }: { colleague: Colleague }) {
  const t = useWords(zh, en);
  const may = useMay();
  return (
    <div className="stack" style={{ gap: 18 }}>
      <div className="row">
        <Face name={colleague.name} size={52} />
        <div className="grow">
          <b>{colleague.name}</b> <Tag tone={STATE_TONE[colleague.state]}>{t(colleague.state)}</Tag>
          <div className="t3">
            {colleague.login} · {colleague.outletName ?? t('head')}
          </div>
          <div className="t3">{t('customers', { n: count(colleague.customers) })}</div>
        </div>
      </div>
      {colleague.motto && <p className="t2">“{colleague.motto}”</p>}
      <Roles colleague={colleague} editable={may('staff.write')} />
      <GuideKind
        id={colleague.id}
        onlineOnly={colleague.worksOnlineOnly}
        editable={may('staff.write')}
      />
      {may('staff.write') && <Acts colleague={colleague} />}
    </div>
  );
}

function Roles({ colleague, editable }: { colleague: Colleague; editable: boolean }) {
  const t = useWords(zh, en);
  const { nodes } = useSession();
  const [role, setRole] = useState<string | null>(null);
  const [node, setNode] = useState<string | null>(null);
  const give = useWrite(() => post(`/staff/${colleague.id}/grants`, { role, node }), {
    done: t('done'),
  });
  const take = useWrite(
    (grant: StaffRow['grants'][number]) =>
      remove(`/staff/${colleague.id}/grants/${grant.nodeId}/${grant.role}`),
    { done: t('done') },
  );
  return (
    <div className="stack">
      <b>{t('roles')}</b>
      {colleague.grants.map((grant) => (
        <div key={grant.nodeId + grant.role} className="row between">
          <span>
            {t.of(grant.role)} <span className="t3">{grant.nodeName}</span>
          </span>
          {editable && (
            <Button
              type="text"
              size="small"
              aria-label={t('takeRole', { role: t.of(grant.role) })}
              icon={<X size={15} />}
              onClick={() => take.mutate(grant)}
            />
          )}
        </div>
      ))}
      {editable && (
        <div className="row">
          <Select
            placeholder={t('role')}
            aria-label={t('role')}
            value={role}
            onChange={setRole}
            options={ROLES.map((value) => ({ value, label: t(value) }))}
            style={{ flex: 1 }}
          />
          <Select
            placeholder={t('grantNode')}
            aria-label={t('grantNode')}
            value={node}
            onChange={setNode}
            options={nodes.map((each) => ({ value: each.id, label: nameOf(each) }))}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ flex: 1 }}
          />
          <Button
            disabled={!role || !node}
            loading={give.isPending}
            onClick={() => give.mutate(undefined)}
          >
            {t('addRole')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Acts({ colleague }: { colleague: Colleague }) {
  const t = useWords(zh, en);
  const go = useNavigate();
  const { modal } = App.useApp();
  const [code, setCode] = useState<string | null>(null);
  const reset = useWrite(() => post<{ code: string }>(`/staff/${colleague.id}/reset`), {
    then: (answer) => setCode(answer.code),
  });
  const turn = useWrite((verb: 'suspend' | 'reinstate') => post(`/staff/${colleague.id}/${verb}`), {
    done: t('done'),
  });
  const ask = (title: string, content: string, run: () => void) =>
    modal.confirm({ title, content, onOk: run });
  const suspended = colleague.state === 'suspended';
  return (
    <div className="row" style={{ flexWrap: 'wrap' }}>
      <Button onClick={() => ask(t('reset'), t('resetAsk'), () => reset.mutate(undefined))}>
        {t('reset')}
      </Button>
      <Because path={`/staff/${colleague.id}/second-factor/reset`} word="resetFactor" />
      <Because path={`/staff/${colleague.id}/sessions/end`} word="endSessions" />
      {suspended ? (
        <Button onClick={() => turn.mutate('reinstate')}>{t('reinstate')}</Button>
      ) : (
        <Button
          danger
          onClick={() =>
            ask(t('suspend'), t('suspendAsk', { name: colleague.name }), () =>
              turn.mutate('suspend'),
            )
          }
        >
          {t('suspend')}
        </Button>
      )}
      {colleague.state !== 'left' && (
        <Button
          danger
          onClick={() => void go({ to: '/staff/$id/leave', params: { id: colleague.id } as never })}
        >
          {t('leave')}
        </Button>
      )}
      <Modal
        open={code !== null}
        onCancel={() => setCode(null)}
        footer={null}
        title={t('codeFor', { name: colleague.name })}
      >
        {code && <Code code={code} close={() => setCode(null)} />}
      </Modal>
    </div>
  );
}
