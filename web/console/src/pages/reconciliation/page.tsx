/** Reconciliation: what does not agree, bills by day, accounts; one list at a time. */
import { Badge, Segmented } from 'antd';
import { useRead } from '../../api/use.ts';
import { useAddress } from '../../list/list-page.tsx';
import { useWords } from '../../words/words.tsx';
import { Accounts } from './accounts.tsx';
import { Breaks } from './breaks.tsx';
import { Days } from './days.tsx';
import { en } from './en.ts';
import type { Known } from './types.ts';
import { zh } from './zh.ts';

const LISTS = ['breaks', 'days', 'accounts'] as const;
type List = (typeof LISTS)[number];

export function Page() {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const known = useRead<Known>('/reconciliation/accounts', {}, { everyMs: 30_000 });
  const list = LISTS.find((each) => each === search.list) ?? 'breaks';
  const open = (known.data?.items ?? []).reduce((sum, each) => sum + each.openBreaks, 0);
  const none = { kind: undefined, state: undefined, day: undefined, only: undefined };
  const above = (
    <Segmented<List>
      aria-label={t('lists')}
      value={list}
      onChange={(next) => set({ ...none, text: undefined, owner: undefined, list: next })}
      options={LISTS.map((value) => ({
        value,
        label: (
          <span className="row" style={{ gap: 6 }}>
            {t(value)}
            {value === 'breaks' && <Badge count={open} size="small" overflowCount={999} />}
          </span>
        ),
      }))}
    />
  );
  if (list === 'days') return <Days above={above} />;
  if (list === 'accounts') return <Accounts above={above} read={known} />;
  return <Breaks above={above} owners={known.data?.owners ?? []} />;
}
