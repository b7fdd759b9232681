/** What waits for me with money in it; where nothing waits, nothing is said. */
import { Link } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { useMay } from '../../shell/session.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

const TASKS = ['cases', 'reviews', 'failedRefunds', 'alarms'] as const;
const BAD: ReadonlySet<string> = new Set(['failedRefunds', 'alarms']);

export function Todo() {
  const t = useWords(zh, en);
  const may = useMay();
  const path = may('orders.refund') ? '/tasks' : null;
  const { data } = useRead<Record<(typeof TASKS)[number], number>>(path, {}, { everyMs: 60_000 });
  const waiting = TASKS.filter((task) => (data?.[task] ?? 0) > 0);
  if (waiting.length === 0) return null;
  return (
    <nav className="card todo row" aria-label={t('todo')}>
      <CircleAlert size={16} aria-hidden />
      <b className="m6">{t('todo')}</b>
      {waiting.map((task) => (
        <Link
          key={task}
          to={task === 'alarms' ? '/ledger' : '/aftersales'}
          search={(task === 'alarms' ? {} : { list: task }) as never}
          className={BAD.has(task) ? 'link bad' : 'link'}
        >
          {t(`todo_${task}`, { n: count(data![task]) })}
        </Link>
      ))}
    </nav>
  );
}
