/** Which account would an order of this outlet use: asked of the server, by its own rule. */
import { Select } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/use.ts';
import { Card, Tag } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Account, TreeNode } from './types.ts';
import { zh } from './zh.ts';

interface Answer {
  readonly accounts: readonly Pick<Account, 'id' | 'channel' | 'name' | 'node'>[];
  readonly ownOnly: boolean;
  readonly standard: string | null;
}

export function Which({ items }: { items: readonly Account[] }) {
  const t = useWords(zh, en);
  const [outlet, setOutlet] = useState<string | null>(null);
  const tree = useRead<{ nodes: readonly TreeNode[] }>('/organisation');
  const read = useRead<Answer>(
    outlet && `/outlets/${outlet}/payment-accounts`,
    {},
    { fresh: true },
  );
  const outlets = (tree.data?.nodes ?? []).filter(({ kind }) => kind === 'outlet');
  return (
    <Card title={t('which')} note={t('whichNote')}>
      <div className="pay-which">
        <Select
          aria-label={t('pickOutlet')}
          placeholder={t('pickOutlet')}
          showSearch={{ optionFilterProp: 'label' }}
          loading={tree.isLoading}
          value={outlet}
          onChange={setOutlet}
          options={outlets.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <RefusalLine error={read.error} />
        {read.data && <Found {...read.data} items={items} />}
      </div>
    </Card>
  );
}

function Found({ accounts, ownOnly, standard, items }: Answer & { items: readonly Account[] }) {
  const t = useWords(zh, en);
  const nodeOf = (id: string): string => items.find((each) => each.id === id)?.nodeName ?? '';
  if (accounts.length === 0) {
    if (standard !== null) {
      return <span>{t('whichStandard', { channel: t.of(`c_${standard}`) })}</span>;
    }
    return (
      <>
        <Tag tone="bad">{t('whichNone')}</Tag>
        {ownOnly && <span className="t2">{t('whichOwn')}</span>}
      </>
    );
  }
  return accounts.map(({ id, channel, name }) => (
    <Tag key={id} tone="ok">
      {t('whichOf', { channel: t.of(`c_${channel}`), name, node: nodeOf(id) })}
    </Tag>
  ));
}
