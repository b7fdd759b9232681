/** A file with personal data: for a reason that goes on the trail, freshly proven. */
import { AutoComplete, Button, Form, Modal } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { get, type Query } from '../api/call.ts';
import { useWrite } from '../api/use.ts';
import { en as securityEn } from '../pages/security/en.ts';
import { zh as securityZh } from '../pages/security/zh.ts';
import { FormEnd } from '../parts/form-end.tsx';
import { useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export function PersonalFile({ path, query }: { path: string; query: Query }) {
  const t = useWords(securityZh, securityEn);
  const list = useWords(zh, en);
  const [asking, setAsking] = useState(false);
  const take = useWrite(
    ({ reason }: { reason: string }) =>
      get<Blob>(path, { ...query, language: t.language, reason: reason.trim() }),
    {
      quiet: true,
      then: (file) => {
        setAsking(false);
        keep(path.split('/').at(-1)!, file);
      },
    },
  );
  const reasons = WHY.map((why) => ({ value: t(why) }));
  return (
    <>
      <Button icon={<Download size={15} />} onClick={() => setAsking(true)}>
        {list('export')}
      </Button>
      <Modal
        open={asking}
        onCancel={() => setAsking(false)}
        footer={null}
        title={t('exportTitle')}
        destroyOnHidden
      >
        <p className="t2">{t('exportNote')}</p>
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={(wish: { reason: string }) => take.mutate(wish)}
        >
          <Form.Item
            name="reason"
            label={t('exportWhy')}
            rules={[{ required: true, min: 4, message: t('needReason') }]}
          >
            <AutoComplete options={reasons} maxLength={200} />
          </Form.Item>
          <FormEnd sent={take}>{t('exportGo')}</FormEnd>
        </Form>
      </Modal>
    </>
  );
}
const WHY = ['why_reconcile', 'why_service', 'why_report'] as const;

function keep(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
