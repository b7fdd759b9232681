/** A new promotion: for whom, from how much, how much off, how long. */
import { DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { nameOf, useSession } from '../../shell/session.tsx';
import { atWall, full, nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Fields {
  readonly name: string;
  readonly node: string;
  readonly over: number;
  readonly off: number;
  readonly dealer?: number | null;
  readonly outlet?: number | null;
  readonly span: readonly [dayjs.Dayjs, dayjs.Dayjs];
}
/** A picker knows no zone: what it shows is the wall clock of Shanghai, wherever the browser is. */
const instantOf = (shown: dayjs.Dayjs) => atWall(shown.format('YYYY-MM-DDTHH:mm:ss'));
const shanghaiNow = () => dayjs(full(new Date(nowMs()).toISOString()));
const bpsOf = (percent: number | null | undefined) => Math.round((percent ?? 0) * 100);
const fenOf = (yuan: number) => Math.round(yuan * 100);

export function Start({ close }: { close: () => void }) {
  const t = useWords(zh, en);
  const { nodes } = useSession();
  const [id] = useState(newId);
  const start = useWrite(
    ({ name, node, over, off, span: [from, until], dealer, outlet }: Fields) =>
      post('/promotions', {
        id,
        nodeId: node,
        name,
        thresholdFen: fenOf(over),
        offFen: fenOf(off),
        startsAt: instantOf(from),
        endsAt: instantOf(until),
        ...(dealer || outlet
          ? { costShares: { dealerBps: bpsOf(dealer), outletBps: bpsOf(outlet) } }
          : {}),
        // Where nobody says more, whoever owns the branch pays for what it promises.
        costOwner: nodes.find((each) => each.id === node)?.kind ?? 'outlet',
      }),
    { quiet: true, done: t('startDone'), then: close },
  );
  const need = [{ required: true, message: t('need') }];

  return (
    <Modal open onCancel={close} footer={null} title={t('start')} destroyOnHidden>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{
          node: nodes.length === 1 ? nodes[0]!.id : undefined,
          span: [shanghaiNow(), shanghaiNow().add(7, 'day').endOf('day')],
        }}
        onFinish={(fields) => start.mutate(fields)}
      >
        <p className="t2" style={{ marginBottom: 12 }}>
          {t('startNote')}
        </p>
        <Form.Item name="name" label={t('name')} rules={need}>
          <Input maxLength={30} placeholder={t('nameHint')} />
        </Form.Item>
        <Form.Item name="node" label={t('where')} rules={need} extra={t('bearerNote')}>
          <Select
            placeholder={t('whereHint')}
            options={nodes.map((each) => ({ value: each.id, label: nameOf(each) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <div className="row" style={{ alignItems: 'flex-start' }}>
          <Form.Item name="over" label={t('over')} rules={need} style={{ flex: 1 }}>
            <InputNumber
              min={0.01}
              max={1_000_000}
              precision={2}
              prefix="¥"
              style={{ width: '100%' }}
            />
          </Form.Item>
          <Form.Item
            name="off"
            label={t('off')}
            dependencies={['over']}
            style={{ flex: 1 }}
            rules={[
              ...need,
              ({ getFieldValue }) => ({
                validator: (_rule, value) =>
                  value == null || value < (getFieldValue('over') ?? Infinity)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('offTooMuch'))),
              }),
            ]}
          >
            <InputNumber
              min={0.01}
              max={1_000_000}
              precision={2}
              prefix="¥"
              style={{ width: '100%' }}
            />
          </Form.Item>
        </div>
        <div className="row" style={{ alignItems: 'flex-start' }}>
          {(['dealer', 'outlet'] as const).map((bearer) => (
            <Form.Item
              key={bearer}
              name={bearer}
              label={t(`${bearer}Share`)}
              extra={bearer === 'dealer' ? t('shareNote') : undefined}
              style={{ flex: 1 }}
            >
              <InputNumber
                min={0}
                max={100}
                precision={2}
                suffix="%"
                placeholder="0"
                style={{ width: '100%' }}
              />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="span" label={`${t('span')} · ${t('spanNote')}`} rules={need}>
          <DatePicker.RangePicker
            aria-label={t('span')}
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            style={{ width: '100%' }}
          />
        </Form.Item>
        <FormEnd sent={start}>{t('start')}</FormEnd>
      </Form>
    </Modal>
  );
}
