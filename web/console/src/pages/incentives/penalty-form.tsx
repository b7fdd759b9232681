/** A new penalty: whom, which rule, how much, why, and how long it may be appealed. */
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { type Page, useRead, useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Fields {
  readonly staff: string;
  readonly rule: string;
  readonly amount: number | null;
  readonly points: number | null;
  readonly reason: string;
  readonly evidence?: string;
  readonly appealDays: number;
}
interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly outletName: string | null;
}

export function PenaltyForm({ close }: { close: () => void }) {
  const t = useWords(zh, en);
  const [id] = useState(newId);
  const [text, setText] = useState('');
  const staff = useRead<Page<Colleague>>('/staff', { count: 50, text });
  const impose = useWrite(
    ({ amount, points, evidence, ...rest }: Fields) =>
      post('/penalties', {
        id,
        ...rest,
        amountFen: Math.round((amount ?? 0) * 100),
        points: points ?? 0,
        evidence: evidence ?? '',
      }),
    { quiet: true, done: t('imposedDone'), then: close },
  );
  const need = [{ required: true, message: t('need') }];
  return (
    <Modal open onCancel={close} footer={null} title={t('penaltyNew')} destroyOnHidden>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ appealDays: 7 }}
        onFinish={(fields) => impose.mutate(fields)}
      >
        <p className="t2" style={{ marginBottom: 12 }}>
          {t('penaltyNote')}
        </p>
        <Form.Item name="staff" label={t('staff')} rules={need}>
          <Select
            placeholder={t('staffHint')}
            options={(staff.data?.items ?? []).map((each) => ({
              value: each.id,
              label: [each.name, each.outletName].filter(Boolean).join(' · '),
            }))}
            showSearch={{ onSearch: setText, filterOption: false }}
          />
        </Form.Item>
        <Form.Item name="rule" label={t('rule')} rules={need}>
          <Input maxLength={100} placeholder={t('ruleHint')} />
        </Form.Item>
        <div className="row" style={{ alignItems: 'flex-start' }}>
          <Form.Item name="amount" label={t('amount')} style={{ flex: 1 }}>
            <InputNumber min={0} max={100_000} precision={2} prefix="¥" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="points" label={t('points')} style={{ flex: 1 }}>
            <InputNumber min={0} max={1000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="appealDays" label={t('appealDays')} style={{ flex: 1 }} rules={need}>
            <InputNumber min={3} max={30} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Form.Item name="reason" label={t('reason')} rules={need}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
        <Form.Item name="evidence" label={t('evidence')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <FormEnd sent={impose}>{t('penaltyNew')}</FormEnd>
      </Form>
    </Modal>
  );
}
