/** The day as of which the ledger is looked at; and the way to an account's own book. */
import { Link } from '@tanstack/react-router';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useAddress } from '../../list/list-page.tsx';
import { One } from '../../parts/parts.tsx';
import { businessDay, nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export function AsOfDay() {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const today = businessDay(nowMs());
  return (
    <DatePicker
      value={search.on ? dayjs(search.on) : null}
      onChange={(day) => set({ on: day?.format('YYYY-MM-DD') })}
      disabledDate={(day) => day.format('YYYY-MM-DD') > today}
      placeholder={t('asOf')}
      aria-label={t('asOf')}
    />
  );
}

export function Owner({ account, children }: { account: string; children: string }) {
  return (
    <Link to="/ledger/accounts/$account" params={{ account } as never} className="link">
      <One max={220}>{children}</One>
    </Link>
  );
}
