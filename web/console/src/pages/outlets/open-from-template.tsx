/** Four fields open an outlet: the rest follows a template. */
import { Button, Form, Input, Modal, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { newId, post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useSession } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { OnBoard } from './types.ts';
import { zh } from './zh.ts';

interface Fields {
  readonly name: string;
  readonly address: string;
  readonly place: string;
  readonly template: string;
  readonly parent: string;
}

export function OpenFromTemplate(props: {
  open: boolean;
  close: () => void;
  outlets: readonly OnBoard[];
}) {
  const t = useWords(zh, en);
  const go = useNavigate();
  const { nodes } = useSession();
  const open = useWrite(
    ({ place, ...fields }: Fields) => {
      const [lat, lng] = place.split(/[,，\s]+/).map(Number);
      return post<{ id: string }>('/outlets', { id: newId(), ...fields, lat, lng });
    },
    {
      quiet: true,
      done: t('opened'),
      then: ({ id }) => {
        props.close();
        void go({ to: '/outlets/$id', params: { id } as never });
      },
    },
  );
  const need = [{ required: true, message: t('tNeed') }];
  return (
    <Modal
      open={props.open}
      onCancel={props.close}
      footer={null}
      title={t('openFrom')}
      destroyOnHidden
    >
      <p className="t2" style={{ marginBottom: 12 }}>
        {t('tNote')}
      </p>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(fields: Fields) => open.mutate(fields)}
      >
        <Form.Item name="template" label={t('tTemplate')} rules={need}>
          <Select
            options={props.outlets.map((o) => ({ value: o.id, label: o.shortName }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Form.Item name="parent" label={t('tParent')} rules={need}>
          <Select
            options={nodes
              .filter((n) => n.kind !== 'outlet')
              .map((n) => ({ value: n.id, label: n.name }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('tName')} rules={need}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="address" label={t('tAddress')} rules={need}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="place"
          label={t('tPlace')}
          rules={[
            ...need,
            { pattern: /^\s*\d+(\.\d+)?[,，\s]+\d+(\.\d+)?\s*$/, message: '30.28, 120.12' },
          ]}
        >
          <Input placeholder="30.2790, 120.1240" />
        </Form.Item>
        <RefusalLine error={open.error} />
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={open.isPending}
          style={{ marginTop: 8 }}
        >
          {t('tOpen')}
        </Button>
      </Form>
    </Modal>
  );
}
