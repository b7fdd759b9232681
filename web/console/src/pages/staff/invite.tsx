/** Inviting a colleague: name, login, where, which role; she sets the password herself. */
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { nameOf, useOutlets, useSession } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { Code } from './code.tsx';
import { en } from './en.ts';
import { ROLES } from './page.tsx';
import { zh } from './zh.ts';

interface Fields {
  readonly name: string;
  readonly login: string;
  readonly title?: string;
  readonly outlet?: string;
  readonly role: string;
  readonly node: string;
}

export function Invite({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords(zh, en);
  const { nodes } = useSession();
  const outlets = useOutlets();
  const [id, setId] = useState(newId);
  const invite = useWrite(
    ({ name, login, title, outlet, role, node }: Fields) =>
      post<{ code: string }>('/staff', {
        id,
        name,
        login,
        ...(title ? { title } : {}),
        outlet: outlet ?? null,
        grants: [{ node, role }],
      }),
    { quiet: true },
  );
  const done = () => {
    setId(newId());
    invite.reset();
    close();
  };
  const need = [{ required: true, message: t('need') }];
  const places = (each: typeof nodes) =>
    each.map((node) => ({ value: node.id, label: nameOf(node) }));
  return (
    <Modal open={open} onCancel={done} footer={null} title={t('invite')} destroyOnHidden>
      {invite.data ? (
        <Code code={invite.data.code} close={done} />
      ) : (
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={(fields: Fields) => invite.mutate(fields)}
        >
          <p className="t2" style={{ marginBottom: 12 }}>
            {t('inviteNote')}
          </p>
          <Form.Item name="name" label={t('name')} rules={need}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item
            name="login"
            label={t('login')}
            rules={[
              {
                required: true,
                pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$/,
                message: t('loginRule'),
              },
            ]}
          >
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="title" label={t('titleField')}>
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="outlet" label={t('outlet')}>
            <Select
              allowClear
              placeholder={t('head')}
              options={places(outlets)}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <Form.Item name="role" label={t('role')} rules={need}>
            <Select options={ROLES.map((value) => ({ value, label: t(value) }))} />
          </Form.Item>
          <Form.Item name="node" label={t('grantNode')} rules={need}>
            <Select options={places(nodes)} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
          <RefusalLine error={invite.error} />
          <Button
            type="primary"
            htmlType="submit"
            block
            loading={invite.isPending}
            style={{ marginTop: 8 }}
          >
            {t('sendInvite')}
          </Button>
        </Form>
      )}
    </Modal>
  );
}
