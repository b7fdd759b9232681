/** What is done to a colleague's account for a reason that goes on the trail. */
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from '../security/en.ts';
import { zh } from '../security/zh.ts';

export function Because(props: { path: string; word: 'resetFactor' | 'endSessions' }) {
  const t = useWords(zh, en);
  const [open, setOpen] = useState(false);
  const send = useWrite((wish: { reason: string }) => post(props.path, wish), {
    quiet: true,
    done: t('ended'),
    then: () => setOpen(false),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(props.word)}</Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        title={t(props.word)}
        destroyOnHidden
      >
        <p className="t2">{t(`${props.word}Note`)}</p>
        <Form layout="vertical" requiredMark={false} onFinish={(wish) => send.mutate(wish)}>
          <Form.Item
            name="reason"
            label={t('reason')}
            rules={[{ required: true, min: 4, message: t('needReason') }]}
          >
            <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
          </Form.Item>
          <FormEnd sent={send}>{t(props.word)}</FormEnd>
        </Form>
      </Modal>
    </>
  );
}
