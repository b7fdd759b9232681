/** A statement: opening + earned − paid − pending = closing, by outlet, and the orders behind. */
import { Select, Segmented } from 'antd';
import { Check, FileText, TriangleAlert } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { FileButton } from '../../list/csv-button.tsx';
import { useAddress } from '../../list/list-page.tsx';
import { Bar, Figure, Tag } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { amount, businessDay, money, nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { ByOrder, ByOutlet } from './lists.tsx';
import './statements.css';
import type { Receiver, Statement } from './types.ts';
import { zh } from './zh.ts';

const SPANS = ['thisMonth', 'lastMonth', 'firstHalf'] as const;
type Span = (typeof SPANS)[number];

function daysOf(span: Span): { from: string; to: string } {
  const today = businessDay(nowMs());
  const month = today.slice(0, 7);
  if (span === 'thisMonth') return { from: `${month}-01`, to: today };
  if (span === 'firstHalf') return { from: `${month}-01`, to: `${month}-15` };
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number - 1, 0)).toISOString().slice(0, 10);
  return { from: `${last.slice(0, 7)}-01`, to: last };
}

export function Page() {
  const t = useWords(zh, en);
  const read = useRead<{ items: Receiver[] }>('/statements');
  return (
    <Shown read={read} height={600}>
      {({ items }) =>
        items.length === 0 ? (
          <Blank icon={FileText} tone="accent" title={t('none')} words={t('noneWords')} />
        ) : (
          <One receivers={items} />
        )
      }
    </Shown>
  );
}

function One({ receivers }: { receivers: readonly Receiver[] }) {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const chosen =
    receivers.find((each) => `${each.kind}/${each.id}` === search.whose) ??
    receivers.find((each) => each.kind === 'dealer') ??
    receivers[0]!;
  const span = (SPANS as readonly string[]).includes(search.span ?? '')
    ? (search.span as Span)
    : 'thisMonth';
  const path = `/statements/${chosen.kind}/${chosen.id}`;
  const days = daysOf(span);
  const read = useRead<Statement>(path, days);
  const options = (['dealer', 'outlet', 'staff'] as const).map((kind) => ({
    label: t(kind),
    options: receivers
      .filter((each) => each.kind === kind)
      .map((each) => ({ value: `${kind}/${each.id}`, label: each.name })),
  }));
  const found = read.data;
  return (
    <>
      <Bar
        title={chosen.name}
        note={`${t(chosen.kind)} · ${days.from} – ${days.to}`}
        after={found && <Agrees statement={found} />}
      >
        <Select
          value={`${chosen.kind}/${chosen.id}`}
          onChange={(whose) => set({ whose })}
          options={options}
          aria-label={t('whose')}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 180 }}
        />
        <Segmented
          value={span}
          onChange={(next) => set({ span: next })}
          options={SPANS.map((value) => ({ value, label: t(value) }))}
        />
        <FileButton
          path={`/exports/statement-${search.by === 'order' ? 'orders' : 'outlets'}.csv`}
          query={{ kind: chosen.kind, id: chosen.id, ...days }}
        />
      </Bar>
      <Shown read={read} height={560}>
        {(statement) => (
          <>
            <Sum statement={statement} />
            <section className="card">
              <Segmented
                value={search.by === 'order' ? 'order' : 'outlet'}
                onChange={(by) => set({ by: by === 'order' ? 'order' : undefined })}
                options={[
                  { value: 'outlet', label: t('byOutlet') },
                  { value: 'order', label: t('byOrder') },
                ]}
                style={{ marginBottom: 12 }}
              />
              {search.by === 'order' ? (
                <ByOrder path={`${path}/orders`} days={days} />
              ) : (
                <ByOutlet statement={statement} />
              )}
              <p className="t3" style={{ marginTop: 10 }}>
                {t('rounding')}
              </p>
            </section>
          </>
        )}
      </Shown>
    </>
  );
}

function Agrees({ statement }: { statement: Statement }) {
  const t = useWords(zh, en);
  return statement.reconciled ? (
    <Tag tone="ok">
      <Check size={13} aria-hidden />
      {t('reconciled')}
    </Tag>
  ) : (
    <Tag tone="bad">
      <TriangleAlert size={13} aria-hidden />
      {t('off', { by: amount(statement.differenceFen) })}
    </Tag>
  );
}

function Sum({ statement }: { statement: Statement }) {
  const t = useWords(zh, en);
  const { openingFen, openingPendingFen, earnedFen, cutFen, paidFen, pendingFen, closingFen } =
    statement;
  const term = (word: string, fen: number, note: string) => (
    <div>
      <div className="t2">{word}</div>
      <Figure fen={fen} />
      <div className="t3">{note}</div>
    </div>
  );
  return (
    <section className="card statement-sum">
      {term(t('opening'), openingFen, `${t('pendingState')} ${money(openingPendingFen)}`)}
      <span className="op">+</span>
      {term(t('earned'), earnedFen, t('cut', { amount: money(cutFen) }))}
      <span className="op">{statement.chargedFen === 0 ? '−' : '+'}</span>
      {statement.chargedFen !== 0 && (
        <>
          {term(t('charged'), statement.chargedFen, '')}
          <span className="op">−</span>
        </>
      )}
      {term(t('paid'), paidFen, '')}
      <span className="op">−</span>
      {term(t('pendingState'), pendingFen, t('pendingNote'))}
      <span className="op">=</span>
      <div className="closing">
        {term(
          t('closing'),
          closingFen,
          statement.frozenFen ? t('frozen', { amount: money(statement.frozenFen) }) : statement.to,
        )}
      </div>
    </section>
  );
}
