/** The overview: what moved, what we would not have had, who brings it, what comes in right now. */
import { Button, Segmented } from 'antd';
import { Download } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { save } from '../../list/csv-button.tsx';
import { useAddress } from '../../list/list-page.tsx';
import { Bar } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useBranch } from '../../shell/branch.tsx';
import { amount, businessDay, nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import './dashboard.css';
import { en } from './en.ts';
import { EquationCard } from './equation-card.tsx';
import { IncrementCard } from './increment-card.tsx';
import { LiveCard } from './live-card.tsx';
import { OutletsCard, SharesCard } from './small-cards.tsx';
import { kindOf, type Overview } from './sums.ts';
import { Todo } from './todo.tsx';
import { zh } from './zh.ts';

const SPANS = ['today', 'week', 'month', 'quarter'] as const;
type Span = (typeof SPANS)[number];

/** From which day: the month by the calendar, the rest by counting back. */
function startOf(span: Span): string {
  const today = businessDay(nowMs());
  if (span === 'today') return today;
  if (span === 'month') return `${today.slice(0, 7)}-01`;
  return businessDay(nowMs() - (span === 'week' ? 6 : 89) * 86_400_000);
}

export function Page() {
  const t = useWords(zh, en);
  const node = useBranch();
  const { search, set } = useAddress();
  const span = (SPANS as readonly string[]).includes(search.span ?? '')
    ? (search.span as Span)
    : 'month';
  const query = { node, from: startOf(span), to: businessDay(nowMs()) };
  const read = useRead<Overview>('/dashboard', query, { everyMs: 60_000 });
  const short = (day: string) => day.slice(5);
  const note =
    read.data &&
    t('span', {
      from: short(read.data.from),
      to: short(read.data.to),
      formerFrom: short(read.data.formerFrom),
      formerTo: short(read.data.formerTo),
    });
  return (
    <>
      <Bar title={t('title')} note={note}>
        <Segmented
          value={span}
          onChange={(next) => set({ span: next })}
          options={SPANS.map((value) => ({ value, label: t(value) }))}
        />
        <Button
          icon={<Download size={15} />}
          disabled={!read.data}
          onClick={() => read.data && take(read.data)}
        >
          {t('export')}
        </Button>
      </Bar>
      <Todo />
      <Shown read={read} height={700}>
        {(overview) => (
          <>
            <EquationCard overview={overview} />
            <div className="grid dash-grid">
              <IncrementCard overview={overview} />
              <LiveCard />
              <div className="grid dash-low">
                <SharesCard overview={overview} />
                <OutletsCard overview={overview} />
              </div>
            </div>
          </>
        )}
      </Shown>
    </>
  );
}

const take = (overview: Overview) =>
  save(
    `overview-${overview.from}-${overview.to}`,
    overview.days.map((row) => ({
      day: row.day,
      kind: kindOf(row),
      raw: amount(row.rawFen).replaceAll(',', ''),
      net: amount(row.netFen).replaceAll(',', ''),
      orders: row.orders,
    })),
  );
