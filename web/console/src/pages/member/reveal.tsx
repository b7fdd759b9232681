/** Her whole number, for a reason that goes on the trail; hidden again when the page is left. */
import { Button, Popover, Select } from 'antd';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

const REASONS = ['delivery', 'aftersales', 'complaint', 'her_wish'] as const;

export function Reveal({ id, masked }: { id: string; masked: string }) {
  const t = useWords(zh, en);
  const may = useMay();
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null);
  const look = useWrite<void, { phone: string | null }>(
    () => post(`/members/${id}/phone`, { reason }),
    { quiet: true },
  );
  if (look.data) return <b>{look.data.phone ?? masked}</b>;
  if (!may('members.reveal')) return masked;
  const form = (
    <div className="stack" style={{ width: 240 }}>
      <Select
        value={reason}
        onChange={setReason}
        placeholder={t('revealWhy')}
        aria-label={t('revealWhy')}
        options={REASONS.map((value) => ({ value, label: t(`r_${value}`) }))}
      />
      <RefusalLine error={look.error} />
      <Button
        type="primary"
        disabled={!reason}
        loading={look.isPending}
        onClick={() => look.mutate(undefined)}
      >
        {t('reveal')}
      </Button>
      <span className="t3">{t('revealSay')}</span>
    </div>
  );
  return (
    <Popover content={form} trigger="click" placement="bottomLeft">
      <button type="button" className="link" aria-label={t('reveal')}>
        {masked}
      </button>
    </Popover>
  );
}
