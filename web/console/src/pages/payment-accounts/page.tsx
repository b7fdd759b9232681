/** Payment accounts: whose money goes where, through which keys. A key is typed in, never shown. */
import { Button } from 'antd';
import { Landmark, Plus } from 'lucide-react';
import { useState } from 'react';
import { useRead } from '../../api/use.ts';
import { Bar } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useWords } from '../../words/words.tsx';
import { AccountForm } from './account-form.tsx';
import './accounts.css';
import { Complaints } from './complaints.tsx';
import { en } from './en.ts';
import { KeysForm } from './keys-form.tsx';
import { List } from './list.tsx';
import type { Account, Answer } from './types.ts';
import { Which } from './which.tsx';
import { zh } from './zh.ts';

export function Page() {
  const t = useWords(zh, en);
  const read = useRead<Answer>('/payment-accounts');
  const [form, setForm] = useState<Account | 'new' | null>(null);
  const [turning, setTurning] = useState<Account | null>(null);
  const [reading, setReading] = useState<Account | null>(null);
  const channels = read.data?.channels ?? [];
  return (
    <>
      <Bar title={t('title')} note={t('note')}>
        <Button type="primary" icon={<Plus size={15} />} onClick={() => setForm('new')}>
          {t('add')}
        </Button>
      </Bar>
      <section className="card">
        <Shown read={read} height={320}>
          {({ items }) =>
            items.length === 0 ? (
              <Blank icon={Landmark} tone="accent" title={t('none')} words={t('noneWords')} />
            ) : (
              <List items={items} change={setForm} turn={setTurning} read={setReading} />
            )
          }
        </Shown>
      </section>
      <Which items={read.data?.items ?? []} />
      {form && (
        <AccountForm
          account={form === 'new' ? null : form}
          channels={channels}
          close={() => setForm(null)}
        />
      )}
      {reading && <Complaints account={reading} close={() => setReading(null)} />}
      {turning && <KeysForm account={turning} channels={channels} close={() => setTurning(null)} />}
    </>
  );
}
