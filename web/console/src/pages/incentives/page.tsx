/** What is expected of people, and what follows: targets, contests, penalties, pay slips. */
import { Segmented } from 'antd';
import { useAddress } from '../../list/list-page.tsx';
import { Bar } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { Contests } from './contests.tsx';
import { en } from './en.ts';
import './incentives.css';
import { Penalties } from './penalties.tsx';
import { Slips } from './slips.tsx';
import { Targets } from './targets.tsx';
import { zh } from './zh.ts';

const LISTS = ['targets', 'contests', 'penalties', 'slips'] as const;
const SHOWN = { targets: Targets, contests: Contests, penalties: Penalties, slips: Slips };

export function Page() {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const list = LISTS.find((each) => each === search.list) ?? 'targets';
  const Shown = SHOWN[list];
  return (
    <>
      <Bar
        title={t('title')}
        after={
          <Segmented
            aria-label={t('lists')}
            value={list}
            onChange={(next) => set({ list: next })}
            options={LISTS.map((value) => ({ value, label: t(value) }))}
          />
        }
      />
      <Shown />
    </>
  );
}
