/** A new password: the old one once, the new one twice. */
import { Form, Input, Modal } from 'antd';
import { post } from '../api/call.ts';
import { useWrite } from '../api/use.ts';
import { FormEnd } from '../parts/form-end.tsx';
import { useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Wish {
  readonly from: string;
  readonly to: string;
}

export function ChangePasswordForm({ done }: { done: () => void }) {
  const t = useWords(zh, en);
  const change = useWrite((wish: Wish) => post('/session/password', wish), {
    quiet: true,
    done: t('passwordChanged'),
    then: done,
  });
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={({ from, to }: Wish) => change.mutate({ from, to })}
    >
      <Form.Item
        name="from"
        label={t('oldPassword')}
        rules={[{ required: true, message: t('needPassword') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="to"
        label={t('newPassword')}
        rules={[{ min: 10, required: true, message: t('newShort') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('newAgain')}
        dependencies={['to']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('to')
                ? Promise.resolve()
                : Promise.reject(new Error(t('newDifferent'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <FormEnd sent={change}>{t('savePassword')}</FormEnd>
    </Form>
  );
}

export function ChangePassword({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords(zh, en);
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('changePassword')} destroyOnHidden>
      <ChangePasswordForm done={close} />
    </Modal>
  );
}
