/** Which roles must use two-step verification, with how many days of grace. */
import { Checkbox, Form, InputNumber, Modal, Select } from 'antd';
import { put } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { Shown } from '../../parts/states.tsx';
import { useWords } from '../../words/words.tsx';
import { en as securityEn } from '../security/en.ts';
import { zh as securityZh } from '../security/zh.ts';
import { en } from './en.ts';
import { ROLES } from './page.tsx';
import { zh } from './zh.ts';

interface Rule {
  readonly roles: string[];
  readonly permissions: string[];
  readonly graceDays: number;
  readonly exportNeedsCode: boolean;
}

export function SignInRule({ close }: { close: () => void }) {
  const t = useWords(securityZh, securityEn);
  const read = useRead<Rule>('/sign-in-rule', {}, { fresh: true });
  return (
    <Modal open onCancel={close} footer={null} title={t('rule')}>
      <Shown read={read} height={320}>
        {(rule) => <Fields rule={rule} close={close} />}
      </Shown>
    </Modal>
  );
}

function Fields({ rule, close }: { rule: Rule; close: () => void }) {
  const t = useWords(securityZh, securityEn);
  const names = useWords(zh, en);
  const all = useRead<{ items: { permissions: string[] }[] }>('/roles');
  const permissions = [...new Set(all.data?.items.flatMap((each) => each.permissions))].sort();
  const { roles, permissions: chosen, graceDays, exportNeedsCode } = rule;
  const keep = useWrite((wish: Rule) => put('/sign-in-rule', wish), {
    quiet: true,
    done: t('done'),
    then: close,
  });
  return (
    <Form<Rule>
      layout="vertical"
      requiredMark={false}
      initialValues={{ roles, permissions: chosen, graceDays, exportNeedsCode }}
      onFinish={(wish) => keep.mutate(wish)}
    >
      <p className="t2">{t('ruleNote')}</p>
      <Form.Item name="roles" label={t('roles')}>
        <Select mode="multiple" options={ROLES.map((value) => ({ value, label: names(value) }))} />
      </Form.Item>
      <Form.Item name="permissions" label={t('permissions')}>
        <Select mode="multiple" options={permissions.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="graceDays" label={t('grace')}>
        <InputNumber min={0} max={90} precision={0} />
      </Form.Item>
      <Form.Item name="exportNeedsCode" valuePropName="checked">
        <Checkbox>{t('exports')}</Checkbox>
      </Form.Item>
      <FormEnd sent={keep}>{t('keep')}</FormEnd>
    </Form>
  );
}
