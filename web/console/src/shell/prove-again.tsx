/** Asks again who sits here, by the code of her second factor or by her password. */
import { Form, Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { onProve, post, type Proof } from '../api/call.ts';
import { useWrite } from '../api/use.ts';
import { en } from '../pages/security/en.ts';
import { zh } from '../pages/security/zh.ts';
import { FormEnd } from '../parts/form-end.tsx';
import { useWords } from '../words/words.tsx';

export function ProveAgain() {
  const t = useWords(zh, en);
  const [by, setBy] = useState<Proof | null>(null);
  const told = useRef<((shown: boolean) => void)[]>([]);
  useEffect(() => {
    onProve((way) => {
      setBy(way);
      return new Promise((tell) => told.current.push(tell));
    });
    return () => onProve(() => Promise.resolve(false));
  }, []);
  const close = (shown: boolean) => {
    for (const tell of told.current.splice(0)) tell(shown);
    setBy(null);
  };
  const prove = useWrite((wish: Partial<Record<Proof, string>>) => post('/session/proof', wish), {
    quiet: true,
    then: () => close(true),
  });
  return (
    <Modal
      open={by !== null}
      onCancel={() => close(false)}
      footer={null}
      title={t('proveTitle')}
      destroyOnHidden
      zIndex={1_100}
    >
      <p className="t2">{t(by === 'code' ? 'proveByCode' : 'proveByPassword')}</p>
      <Form layout="vertical" requiredMark={false} onFinish={(wish) => prove.mutate(wish)}>
        {by === 'code' ? (
          <Form.Item
            name="code"
            label={t('code')}
            rules={[{ required: true, message: t('needCode') }]}
          >
            <Input autoComplete="one-time-code" autoFocus maxLength={40} />
          </Form.Item>
        ) : (
          <Form.Item
            name="password"
            label={t('password')}
            rules={[{ required: true, message: t('needPassword') }]}
          >
            <Input.Password autoComplete="current-password" autoFocus />
          </Form.Item>
        )}
        <FormEnd sent={prove}>{t('prove')}</FormEnd>
      </Form>
    </Modal>
  );
}
