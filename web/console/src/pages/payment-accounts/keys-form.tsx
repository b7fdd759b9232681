/** New keys for an account: only what is typed changes; how long old ones are heard is chosen. */
import { App, Form, Modal, Radio } from 'antd';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Fields, filled } from './fields.tsx';
import type { Account, Channel } from './types.ts';
import { zh } from './zh.ts';

interface Wish {
  readonly keys?: Record<string, string>;
  readonly days: number;
}
const DAY_MS = 86_400_000;

export function KeysForm(props: {
  account: Account;
  channels: readonly Channel[];
  close: () => void;
}) {
  const { account, channels, close } = props;
  const t = useWords(zh, en);
  const { message } = App.useApp();
  const fields = channels.find(({ channel }) => channel === account.channel)?.fields ?? [];
  const save = useWrite(
    ({ keys, days }: Wish) =>
      post(`/payment-accounts/${account.id}/keys`, {
        keys: filled(keys),
        oldUntil: days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString(),
      }),
    {
      quiet: true,
      then: () => {
        void message.success(t('turned'));
        close();
      },
    },
  );
  const standing = { ...account.facts, ...account.tails };
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      title={t('turnTitle', { name: account.name })}
      width={560}
    >
      <p className="t2">{t('turnNote')}</p>
      <Form<Wish>
        layout="vertical"
        requiredMark={false}
        initialValues={{ days: 1 }}
        onFinish={(wish) => save.mutate(wish)}
      >
        <Fields under="keys" fields={fields} mode={account.mode} tails={standing} />
        <Form.Item name="days" label={t('overlap')}>
          <Radio.Group
            options={([1, 7, 0] as const).map((value) => ({ value, label: t(`o_${value}`) }))}
          />
        </Form.Item>
        <FormEnd sent={save}>{t('turn')}</FormEnd>
      </Form>
    </Modal>
  );
}
