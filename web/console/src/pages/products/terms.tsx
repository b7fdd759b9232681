/** What a product promises after the sale. New orders keep it; those of before keep theirs. */
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { put } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Happy {
  readonly days: number;
  readonly opened: boolean;
  readonly freight: 'store' | 'member';
  readonly evidence: boolean;
}
interface Terms {
  readonly except: 'fresh' | 'custom' | 'unsealed' | 'press' | null;
  readonly happy: Happy | null;
}
const EXCEPTS = ['fresh', 'custom', 'unsealed', 'press'] as const;
const FIRST: Happy = { days: 7, opened: true, freight: 'store', evidence: false };

export function TermsOf({ product }: { product: string }) {
  const read = useRead<Terms>(`/products/${product}/terms`, {}, { fresh: true });
  return (
    <Shown read={read} height={120}>
      {(terms) => <Form product={product} first={terms} />}
    </Shown>
  );
}

function Form({ product, first }: { product: string; first: Terms }) {
  const t = useWords(zh, en);
  const may = useMay()('goods.write');
  const [{ except, happy }, set] = useState(first);
  const save = useWrite(() => put(`/products/${product}/terms`, { except, happy }), {
    quiet: true,
    done: t('termsSaved'),
  });
  const change = (next: Partial<Happy>) => happy && set({ except, happy: { ...happy, ...next } });
  return (
    <section className="stack" style={{ gap: 10, marginTop: 20 }} aria-label={t('terms')}>
      <b>{t('terms')}</b>
      <Select
        value={except ?? 'none'}
        aria-label={t('except')}
        disabled={!may}
        onChange={(next: string) =>
          set({ happy, except: next === 'none' ? null : (next as Terms['except']) })
        }
        options={[
          { value: 'none', label: t('except_none') },
          ...EXCEPTS.map((value) => ({ value, label: t(`except_${value}`) })),
        ]}
      />
      <Checkbox
        checked={happy !== null}
        disabled={!may}
        onChange={({ target }) => set({ except, happy: target.checked ? FIRST : null })}
      >
        {t('happy')}
      </Checkbox>
      {happy && (
        <div className="row wrap" style={{ gap: 12 }}>
          <InputNumber
            min={1}
            max={365}
            value={happy.days}
            disabled={!may}
            aria-label={t('happyDays')}
            suffix={t('days')}
            onChange={(days) => change({ days: days ?? 7 })}
          />
          <Select
            value={happy.freight}
            disabled={!may}
            aria-label={t('freight')}
            onChange={(freight) => change({ freight })}
            options={[
              { value: 'store', label: t('freight_store') },
              { value: 'member', label: t('freight_member') },
            ]}
          />
          <Checkbox
            checked={happy.opened}
            disabled={!may}
            onChange={({ target }) => change({ opened: target.checked })}
          >
            {t('openedToo')}
          </Checkbox>
          <Checkbox
            checked={happy.evidence}
            disabled={!may}
            onChange={({ target }) => change({ evidence: target.checked })}
          >
            {t('evidence')}
          </Checkbox>
        </div>
      )}
      <RefusalLine error={save.error} />
      {may && (
        <div>
          <Button loading={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('saveTerms')}
          </Button>
        </div>
      )}
    </section>
  );
}
