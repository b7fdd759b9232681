/** How much it can prepare a day, how fast, and whether it delivers. */
import { Button, Form, Input, InputNumber, Switch } from 'antd';
import { patch } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { Card } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Outlet } from './types.ts';
import { zh } from './zh.ts';

type Fields = Pick<
  Outlet,
  'dailyCapacity' | 'prepareMinutes' | 'delivers' | 'phone' | 'notice' | 'address'
>;

export function CapacityCard({ outlet }: { outlet: Outlet }) {
  const t = useWords(zh, en);
  const { dailyCapacity, prepareMinutes, delivers, phone, notice, address } = outlet;
  const now: Fields = { dailyCapacity, prepareMinutes, delivers, phone, notice, address };
  const save = useWrite(
    (fields: Fields) =>
      patch(`/outlets/${outlet.id}`, { ...fields, dailyCapacity: fields.dailyCapacity ?? null }),
    { quiet: true, done: t('saved') },
  );
  return (
    <Card title={t('capacity')}>
      <Form<Fields>
        layout="vertical"
        initialValues={now}
        onFinish={(fields) => save.mutate(fields)}
        className="two-columns"
      >
        <Form.Item name="dailyCapacity" label={t('dailyCapacity')}>
          <InputNumber min={0} max={100000} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="prepareMinutes" label={t('prepare')}>
          <InputNumber min={0} max={1440} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="phone" label={t('phone')}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="delivers" label={t('delivers')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="address" label={t('address')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="notice" label={t('notice')}>
          <Input maxLength={200} />
        </Form.Item>
        <RefusalLine error={save.error} />
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          style={{ justifySelf: 'start' }}
        >
          {t('save')}
        </Button>
      </Form>
    </Card>
  );
}
