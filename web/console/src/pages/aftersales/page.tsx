/** After-sales: cases, portions under review, refunds that failed; one list at a time. */
import { Badge, Segmented } from 'antd';
import { useRead } from '../../api/use.ts';
import { useAddress } from '../../list/list-page.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { Cases } from './cases.tsx';
import { en } from './en.ts';
import { FailedRefunds } from './failed-refunds.tsx';
import { Reviews } from './reviews.tsx';
import { zh } from './zh.ts';

export interface Tasks {
  readonly cases: number;
  readonly reviews: number;
  readonly failedRefunds: number;
}
const LISTS = ['cases', 'reviews', 'failedRefunds'] as const;
type List = (typeof LISTS)[number];

export function Page() {
  const t = useWords(zh, en);
  const may = useMay();
  const { search, set } = useAddress();
  const tasks = useRead<Tasks>('/tasks', {}, { everyMs: 20_000 });
  const lists = LISTS.filter((each) => each !== 'reviews' || may('money.write'));
  const list = lists.find((each) => each === search.list) ?? 'cases';
  const above = (
    <Segmented<List>
      aria-label={t('lists')}
      value={list}
      onChange={(next) => set({ list: next, state: undefined })}
      options={lists.map((value) => ({
        value,
        label: (
          <span className="row" style={{ gap: 6 }}>
            {t(value)}
            <Badge count={tasks.data?.[value] ?? 0} size="small" />
          </span>
        ),
      }))}
    />
  );
  if (list === 'reviews') return <Reviews above={above} />;
  if (list === 'failedRefunds') return <FailedRefunds above={above} />;
  return <Cases above={above} />;
}
