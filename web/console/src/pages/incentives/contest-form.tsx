/** A new contest: measure, branch, days, prizes by place or by score, what is done about ties. */
import { Button, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { X } from 'lucide-react';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { nameOf, useSession } from '../../shell/session.tsx';
import { full, nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { isMoney, MEASURES, type Measure } from './types.ts';
import { zh } from './zh.ts';

interface Prize {
  readonly at: number;
  readonly yuan: number;
}
interface Fields {
  readonly name: string;
  readonly measure: Measure;
  readonly node: string;
  readonly span: readonly [dayjs.Dayjs, dayjs.Dayjs];
  readonly prizeBy: 'rank' | 'threshold';
  readonly ties: 'split' | 'each';
  readonly shown: 'names' | 'masked' | 'own';
}
const PRIZE_BY = ['rank', 'threshold'] as const;
const TIES = ['split', 'each'] as const;
const SHOWN = ['names', 'masked', 'own'] as const;
const today = () => dayjs(full(new Date(nowMs()).toISOString()));

export function ContestForm({ close }: { close: () => void }) {
  const t = useWords(zh, en);
  const { nodes } = useSession();
  const [id] = useState(newId);
  const [prizes, setPrizes] = useState<readonly Prize[]>([{ at: 1, yuan: 500 }]);
  const [form] = Form.useForm<Fields>();
  const by = Form.useWatch('prizeBy', form) ?? 'rank';
  const measure = Form.useWatch('measure', form) ?? 'sales';
  const open = useWrite(
    ({ span: [from, until], ...rest }: Fields) =>
      post('/contests', {
        id,
        ...rest,
        fromDay: from.format('YYYY-MM-DD'),
        untilDay: until.format('YYYY-MM-DD'),
        prizes: prizes.map(({ at, yuan }, i) => ({
          at: by === 'rank' ? i + 1 : Math.round(isMoney(measure) ? at * 100 : at),
          fen: Math.round(yuan * 100),
        })),
      }),
    { quiet: true, done: t('opened'), then: close },
  );
  const need = [{ required: true, message: t('need') }];
  const pick = <T extends string>(of: readonly T[], say: (value: T) => string) =>
    of.map((value) => ({ value, label: say(value) }));
  const put = (at: number, more: Partial<Prize>) =>
    setPrizes(prizes.map((each, i) => (i === at ? { ...each, ...more } : each)));
  return (
    <Modal open onCancel={close} footer={null} title={t('contestNew')} destroyOnHidden>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          measure: 'sales',
          node: nodes[0]?.id,
          span: [today(), today().endOf('month')],
          prizeBy: 'rank',
          ties: 'split',
          shown: 'masked',
        }}
        onFinish={(fields) => open.mutate(fields)}
      >
        <Form.Item name="name" label={t('name')} rules={need}>
          <Input maxLength={60} />
        </Form.Item>
        <div className="row" style={{ alignItems: 'flex-start' }}>
          <Form.Item name="measure" label={t('measure')} style={{ flex: 1 }}>
            <Select options={pick(MEASURES, (each) => t(each))} />
          </Form.Item>
          <Form.Item name="node" label={t('branch')} rules={need} style={{ flex: 1 }}>
            <Select
              options={nodes.map((each) => ({ value: each.id, label: nameOf(each) }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
        </div>
        <Form.Item name="span" label={t('span')} rules={need}>
          <DatePicker.RangePicker aria-label={t('span')} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="prizeBy" label={t('prizeBy')}>
          <Select options={pick(PRIZE_BY, (each) => t(each))} />
        </Form.Item>
        <div className="stack" style={{ marginBottom: 16 }}>
          <span>{t('prizes')}</span>
          {prizes.map((each, i) => (
            <div key={i} className="row">
              {by === 'rank' ? (
                <span className="grow">{t('prizeRank', { n: i + 1 })}</span>
              ) : (
                <InputNumber
                  aria-label={`${t('prizeAt')} ${i + 1}`}
                  min={1}
                  value={each.at}
                  prefix={isMoney(measure) ? '¥' : undefined}
                  onChange={(next) => next && put(i, { at: Number(next) })}
                  style={{ flex: 1 }}
                />
              )}
              <InputNumber
                aria-label={`${t('prizes')} ${i + 1}`}
                min={0.01}
                precision={2}
                prefix="¥"
                value={each.yuan}
                onChange={(next) => next && put(i, { yuan: Number(next) })}
                style={{ flex: 1 }}
              />
              <Button
                type="text"
                disabled={prizes.length === 1}
                aria-label={t('removePrize', { n: i + 1 })}
                icon={<X size={15} />}
                onClick={() => setPrizes(prizes.filter((_, at) => at !== i))}
              />
            </div>
          ))}
          <Button
            size="small"
            type="dashed"
            onClick={() => setPrizes([...prizes, { at: 1, yuan: 100 }])}
          >
            {t('addPrize')}
          </Button>
        </div>
        <Form.Item name="ties" label={t('ties')}>
          <Select options={pick(TIES, (each) => t(each))} />
        </Form.Item>
        <Form.Item name="shown" label={t('shown')}>
          <Select options={pick(SHOWN, (each) => t(each))} />
        </Form.Item>
        <FormEnd sent={open}>{t('contestNew')}</FormEnd>
      </Form>
    </Modal>
  );
}
