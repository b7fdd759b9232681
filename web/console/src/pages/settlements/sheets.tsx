/** What is asked before something is written: a dispute, its answer, a payment. */
import { Form, Input, InputNumber, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Dispute, Settlement } from './types.ts';
import { zh } from './zh.ts';

const fenOf = (yuan: number) => Math.round(yuan * 100);

export function AskDispute(wish: { id: string; lineNo: number | null; close: () => void }) {
  const t = useWords(zh, en);
  const { id, lineNo, close } = wish;
  const [mine] = useState(newId);
  const send = useWrite(
    ({ reason }: { reason: string }) =>
      post(`/settlements/${id}/disputes`, { id: mine, lineNo, reason }),
    { quiet: true, done: t('disputeDone'), then: close },
  );
  const title = lineNo === null ? t('disputeWhole') : t('disputeLine', { no: lineNo });
  return (
    <Modal open onCancel={close} footer={null} title={title} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={(fields) => send.mutate(fields)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('need') }]}
        >
          <Input.TextArea rows={4} maxLength={500} showCount placeholder={t('reasonHint')} />
        </Form.Item>
        <FormEnd sent={send}>{t('send')}</FormEnd>
      </Form>
    </Modal>
  );
}

interface AnswerFields {
  readonly by: 'keep' | 'correct';
  readonly correction?: number;
  readonly words: string;
}
export function Answer({ id, to, close }: { id: string; to: Dispute; close: () => void }) {
  const t = useWords(zh, en);
  const [key] = useState(newId);
  const [by, setBy] = useState<AnswerFields['by']>('keep');
  const send = useWrite(
    ({ correction = 0, words }: AnswerFields) =>
      post(
        `/settlements/${id}/disputes/${to.id}/answer`,
        { correctionFen: by === 'keep' ? 0 : fenOf(correction), answer: words },
        key,
      ),
    { quiet: true, done: t('answerDone'), then: close },
  );
  const title = t('answerTo', { who: to.askedBy });
  return (
    <Modal open onCancel={close} footer={null} title={title} destroyOnHidden>
      <p style={{ marginBottom: 12 }}>{to.reason}</p>
      <Form<AnswerFields>
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => send.mutate(fields)}
      >
        <Segmented
          value={by}
          onChange={setBy}
          options={(['keep', 'correct'] as const).map((value) => ({ value, label: t(value) }))}
          style={{ marginBottom: 12 }}
        />
        {by === 'correct' && (
          <Form.Item
            name="correction"
            label={t('correction')}
            extra={t('correctionNote')}
            rules={[{ required: true, message: t('need') }]}
          >
            <InputNumber precision={2} style={{ width: '100%' }} />
          </Form.Item>
        )}
        <Form.Item
          name="words"
          label={t('words')}
          rules={[{ required: true, whitespace: true, message: t('need') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <FormEnd sent={send}>{t('answer')}</FormEnd>
      </Form>
    </Modal>
  );
}

export function Pay({ found, close }: { found: Settlement; close: () => void }) {
  const t = useWords(zh, en);
  const [mine] = useState(newId);
  const left = (found.closingFen - found.transferredFen) / 100;
  const send = useWrite(
    ({ yuan, slip }: { yuan: number; slip: string }) =>
      post(`/settlements/${found.id}/payments`, { id: mine, amountFen: fenOf(yuan), slip }),
    { quiet: true, done: t('payDone'), then: close },
  );
  return (
    <Modal open onCancel={close} footer={null} title={t('payTitle')} destroyOnHidden>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ yuan: left }}
        onFinish={(fields) => send.mutate(fields)}
      >
        <Form.Item name="yuan" label={t('amount')} rules={[{ required: true, message: t('need') }]}>
          <InputNumber min={0.01} precision={2} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="slip"
          label={t('slip')}
          rules={[{ required: true, whitespace: true, message: t('need') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <FormEnd sent={send}>{t('pay')}</FormEnd>
      </Form>
    </Modal>
  );
}
