/** A new account, or another name and other numbers for one that stands; keys have a form apart. */
import { App, Form, Input, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { newId, post, put } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Fields, filled } from './fields.tsx';
import type { Account, Channel, TreeNode } from './types.ts';
import { zh } from './zh.ts';

interface Wish {
  readonly node: string;
  readonly channel: string;
  readonly mode: string;
  readonly name: string;
  readonly settings?: Record<string, string>;
  readonly keys?: Record<string, string>;
}

export function AccountForm(props: {
  account: Account | null;
  channels: readonly Channel[];
  close: () => void;
}) {
  const { account, channels, close } = props;
  const t = useWords(zh, en);
  const { message } = App.useApp();
  const tree = useRead<{ nodes: readonly TreeNode[] }>(account ? null : '/organisation');
  const [id] = useState(newId);
  const [form] = Form.useForm<Wish>();
  const channel = Form.useWatch('channel', form) ?? account?.channel;
  const mode = Form.useWatch('mode', form) ?? account?.mode ?? 'direct';
  const fields = channels.find((each) => each.channel === channel)?.fields ?? [];
  const save = useWrite(
    ({ node, channel: by, mode: how, name, settings, keys }: Wish) =>
      account
        ? put(`/payment-accounts/${account.id}`, { name, settings: filled(settings) })
        : post('/payment-accounts', {
            ...{ id, node, channel: by, mode: how, name },
            settings: filled(settings),
            keys: filled(keys),
          }),
    {
      quiet: true,
      then: () => {
        void message.success(t(account ? 'saved' : 'made'));
        close();
      },
    },
  );
  const need = [{ required: true, message: t('need') }];
  const first = account ?? {
    channel: channels[0]?.channel,
    mode: 'direct',
    settings: { host: location.hostname },
  };
  return (
    <Modal open onCancel={close} footer={null} title={t(account ? 'edit' : 'add')} width={560}>
      <Form<Wish>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={first}
        onFinish={(wish) => save.mutate(wish)}
      >
        {!account && (
          <>
            <Form.Item name="node" label={t('owner')} rules={need}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                loading={tree.isLoading}
                options={(tree.data?.nodes ?? []).map(({ id: value, name, depth }) => ({
                  value,
                  label: `${'\u3000'.repeat(depth)}${name}`,
                }))}
              />
            </Form.Item>
            <Form.Item name="channel" label={t('channel')} rules={need}>
              <Select
                options={channels.map(({ channel: value }) => ({
                  value,
                  label: t.of(`c_${value}`),
                }))}
              />
            </Form.Item>
            {channel === 'wechat-pay' && (
              <Form.Item name="mode" label={t('mode')}>
                <Segmented
                  options={(['direct', 'partner'] as const).map((value) => ({
                    value,
                    label: t(value),
                  }))}
                />
              </Form.Item>
            )}
          </>
        )}
        <Form.Item name="name" label={t('name')} rules={need} extra={t('nameNote')}>
          <Input maxLength={60} />
        </Form.Item>
        <Fields under="settings" fields={fields} mode={mode} />
        {!account && <Fields under="keys" fields={fields} mode={mode} />}
        <FormEnd sent={save}>{t('save')}</FormEnd>
      </Form>
    </Modal>
  );
}
