/** Increment: raw and corrected side by side, outlet by outlet, with the orders behind. */
import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { Download, TrendingUp } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { save } from '../../list/csv-button.tsx';
import { useAddress } from '../../list/list-page.tsx';
import { Bar, Card, Dot, Fen, Figure, Tag, Wide } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useBranch } from '../../shell/branch.tsx';
import { businessDay, count, delta, nowMs, percent, rate } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import './increment.css';
import { zh } from './zh.ts';

interface Sums {
  readonly timeFen: number;
  readonly spaceFen: number;
  readonly bothFen: number;
  readonly rawFen: number;
  readonly correctedFen: number;
  readonly orders: number;
}
interface Item {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly outletName: string;
  readonly day: string;
  readonly isTime: boolean;
  readonly isSpace: boolean;
  readonly pBps: number;
  readonly final: boolean;
  readonly rawFen: number;
  readonly correctedFen: number;
}
interface Increment extends Sums {
  readonly from: string;
  readonly to: string;
  readonly method: number;
  readonly outlets: readonly (Sums & {
    readonly outletId: string;
    readonly outletName: string;
    readonly salesFen: number;
    readonly baselineFen: number;
  })[];
  readonly items: readonly Item[];
}

const SPANS = ['week', 'month', 'quarter'] as const;
function startOf(span: string): string {
  if (span === 'month') return `${businessDay(nowMs()).slice(0, 7)}-01`;
  return businessDay(nowMs() - (span === 'week' ? 6 : 89) * 86_400_000);
}

export function Page() {
  const t = useWords(zh, en);
  const node = useBranch();
  const { search, set } = useAddress();
  const span = SPANS.find((each) => each === search.span) ?? 'month';
  const query = { node, from: startOf(span), to: businessDay(nowMs()), outlet: search.outlet };
  const read = useRead<Increment>('/increment', query);
  return (
    <>
      <Bar title={t('title')} note={`${query.from} – ${query.to}`}>
        <Segmented
          value={span}
          onChange={(next) => set({ span: next })}
          options={SPANS.map((value) => ({ value, label: t(value) }))}
        />
        <Button
          icon={<Download size={15} />}
          disabled={!read.data?.items.length}
          onClick={() => read.data && save(`increment-${query.from}`, read.data.items.map(rowOf))}
        >
          {t('export')}
        </Button>
      </Bar>
      <Shown read={read} height={600}>
        {(found) => (
          <div className="stack" style={{ gap: 14 }}>
            <Total found={found} />
            <Outlets found={found} chosen={search.outlet} choose={(outlet) => set({ outlet })} />
            <Orders found={found} />
          </div>
        )}
      </Shown>
    </>
  );
}

const plain = (fen: number) => (fen / 100).toFixed(2);
const rowOf = (row: Item) => ({
  day: row.day,
  order: row.orderNumber,
  outlet: row.outletName,
  time: row.isTime,
  space: row.isSpace,
  raw: plain(row.rawFen),
  p: row.pBps / 10_000,
  corrected: plain(row.correctedFen),
});

function Total({ found }: { found: Increment }) {
  const t = useWords(zh, en);
  const parts = [
    ['time', 'timeAll', found.timeFen],
    ['space', 'spaceAll', found.spaceFen],
    ['both', 'both', found.bothFen],
  ] as const;
  return (
    <Card title={t('total')} note={t('counted', { n: count(found.orders), v: found.method })}>
      <div className="increment-total">
        <div>
          <div className="t2">{t('raw')}</div>
          <Figure fen={found.rawFen} size={28} />
          <div className="t3 legend">
            {parts.map(([kind, word, fen]) => (
              <span key={kind}>
                <Dot tone={kind} />
                {t(word)} <Fen of={fen} />
              </span>
            ))}
          </div>
        </div>
        <div>
          <div className="t2">{t('corrected')}</div>
          <Figure fen={found.correctedFen} size={28} />
          <div className="t3">
            {t('deducted', {
              p: percent(found.rawFen ? 1 - found.correctedFen / found.rawFen : 0),
            })}
          </div>
        </div>
        <div className="method">
          <p>{t('method')}</p>
          <p className="t3">{t('limit')}</p>
        </div>
      </div>
    </Card>
  );
}

function Outlets(props: {
  found: Increment;
  chosen: string | undefined;
  choose: (outlet: string | undefined) => void;
}) {
  const { found, chosen, choose } = props;
  const t = useWords(zh, en);
  const rows = found.outlets.toSorted((a, b) => b.correctedFen - a.correctedFen);
  return (
    <Card
      title={t('byOutlet')}
      note={t('byOutletNote')}
      extra={
        chosen && (
          <button type="button" className="link" onClick={() => choose(undefined)}>
            {t('allOutlets')}
          </button>
        )
      }
    >
      <Wide name={t('byOutlet')}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('outlet')}</th>
              {(['orders', 'timeAll', 'spaceAll', 'both', 'raw', 'corrected'] as const).map(
                (head) => (
                  <th key={head} className="r">
                    {t(head)}
                  </th>
                ),
              )}
              <th className="r">{t('sales')}</th>
              <th className="r">{t('baseline')}</th>
              <th className="r">{t('against')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.outletId}>
                <td>
                  <button
                    type="button"
                    className="link one"
                    aria-pressed={chosen === row.outletId}
                    onClick={() => choose(row.outletId)}
                  >
                    {row.outletName}
                  </button>
                </td>
                <td className="r num">{count(row.orders)}</td>
                {[row.timeFen, row.spaceFen, row.bothFen, row.rawFen].map((fen, i) => (
                  <td key={i} className="r">
                    <Fen of={fen} bare />
                  </td>
                ))}
                <td className="r m6">
                  <Fen of={row.correctedFen} bare />
                </td>
                <td className="r">
                  <Fen of={row.salesFen} bare />
                </td>
                <td className="r">
                  <Fen of={row.baselineFen} bare />
                </td>
                <td className="r num">
                  {row.baselineFen > 0 ? delta(row.salesFen / row.baselineFen - 1) : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Card>
  );
}

function Orders({ found }: { found: Increment }) {
  const t = useWords(zh, en);
  const { items } = found;
  if (items.length === 0)
    return <Blank icon={TrendingUp} tone="accent" title={t('none')} words={t('noneWords')} />;
  return (
    <Card
      title={t('behind')}
      note={
        items.length < found.orders
          ? t('newest', { n: count(items.length), all: count(found.orders) })
          : t('allShown', { n: count(items.length) })
      }
    >
      <Wide name={t('behind')}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('day')}</th>
              <th>{t('order')}</th>
              <th>{t('outlet')}</th>
              <th>{t('kind')}</th>
              <th className="r">{t('raw')}</th>
              <th className="r">{t('p')}</th>
              <th className="r">{t('corrected')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <Row key={row.orderId} row={row} />
            ))}
          </tbody>
        </table>
      </Wide>
    </Card>
  );
}

function Row({ row }: { row: Item }) {
  const t = useWords(zh, en);
  const kind = row.isTime && row.isSpace ? 'both' : row.isTime ? 'time' : 'space';
  return (
    <tr>
      <td className="num">{row.day}</td>
      <td>
        <Link to="/orders/$id" params={{ id: row.orderId } as never} className="link num">
          {row.orderNumber}
        </Link>
      </td>
      <td className="one">{row.outletName}</td>
      <td>
        <Tag tone={kind}>{t(kind)}</Tag> {!row.final && <Tag>{t('notFinal')}</Tag>}
      </td>
      <td className="r">
        <Fen of={row.rawFen} bare />
      </td>
      <td className="r num">{rate(row.pBps)}</td>
      <td className="r m6">
        <Fen of={row.correctedFen} bare />
      </td>
    </tr>
  );
}
