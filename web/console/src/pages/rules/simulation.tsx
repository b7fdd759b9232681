/** What a routing rule would have done with past orders: counts, who gains, who loses, examples. */
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ArrowRight, FlaskConical } from 'lucide-react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { Card } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { count, distance, micros, percent } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Body, Kind } from './types.ts';
import { zh } from './zh.ts';

export interface Simulated {
  readonly orders: number;
  readonly tookMs: number;
  readonly moved: number;
  readonly parkedBefore: number;
  readonly parkedAfter: number;
  readonly earlierMinutes: number;
  readonly distanceBeforeM: number;
  readonly distanceAfterM: number;
  readonly outlets: readonly {
    readonly outletId: string;
    readonly outletName: string;
    readonly delta: number;
  }[];
  readonly samples: readonly {
    readonly orderId: string;
    readonly number: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

export function Simulation(props: {
  kind: Kind;
  node: string;
  body: Body | null;
  live: Body | null;
}) {
  const { kind, node, body } = props;
  const t = useWords(zh, en);
  const run = useWrite(() => post<Simulated>('/policies/simulate', { kind, nodeId: node, body }), {
    quiet: true,
  });
  if (kind !== 'routing')
    return (
      <Card title={t('simulate')}>
        <p className="t2">{t('simulateOnlyRouting')}</p>
      </Card>
    );
  const { data } = run;
  return (
    <div className="grid">
      <Card
        title={t('simulate')}
        note={
          data
            ? t('orders', { n: count(data.orders), took: micros(data.tookMs * 1000) })
            : t('simulateNote')
        }
        extra={
          <Button
            size="small"
            icon={<FlaskConical size={14} />}
            loading={run.isPending}
            onClick={() => run.mutate(undefined)}
          >
            {t('simulateRun')}
          </Button>
        }
      >
        <RefusalLine error={run.error} />
        {!data && !run.error && (
          <p className="t2">{t(run.isPending ? 'simulating' : 'simulateHint')}</p>
        )}
        {data && <Counts data={data} />}
      </Card>
      {data && <Winners data={data} />}
      {data && <Samples data={data} />}
    </div>
  );
}

function Counts({ data }: { data: Simulated }) {
  const t = useWords(zh, en);
  const sooner = data.earlierMinutes >= 0;
  return (
    <table className="plain">
      <tbody>
        <tr>
          <td>{t('moved')}</td>
          <td className="m6">{count(data.moved)}</td>
          <td className="r t3">{percent(data.orders ? data.moved / data.orders : 0)}</td>
        </tr>
        <tr>
          <td>{t('earlier')}</td>
          <td className="m6" colSpan={2}>
            {data.moved === 0
              ? t('same')
              : t(sooner ? 'minutesEarlier' : 'minutesLater', { n: Math.abs(data.earlierMinutes) })}
          </td>
        </tr>
        <tr>
          <td>{t('nobody')}</td>
          <td className="m6">
            {count(data.parkedBefore)} → {count(data.parkedAfter)}
          </td>
          <td className={`r ${data.parkedAfter <= data.parkedBefore ? 'up' : 'dn'}`}>
            {count(data.parkedAfter - data.parkedBefore)}
          </td>
        </tr>
        <tr>
          <td>{t('distance')}</td>
          <td className="m6" colSpan={2}>
            {distance(data.distanceBeforeM)} → {distance(data.distanceAfterM)}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Bars from the middle: right is more, left is less. */
function Winners({ data }: { data: Simulated }) {
  const t = useWords(zh, en);
  const rows = [...data.outlets]
    .filter((each) => each.delta !== 0)
    .sort((a, b) => b.delta - a.delta);
  const most = Math.max(1, ...rows.map((row) => Math.abs(row.delta)));
  return (
    <Card title={t('winners')} note={t('winnersNote')}>
      {rows.length === 0 && <p className="t2">{t('same')}</p>}
      {rows.slice(0, 10).map((row) => {
        const width = `${(Math.abs(row.delta) / most) * 50}%`;
        return (
          <div key={row.outletId} className="winner">
            <span className="t2 one cut">{row.outletName}</span>
            <span className="beam">
              <i className={row.delta > 0 ? 'more' : 'less'} style={{ width }} />
            </span>
            <span className="num r">{row.delta > 0 ? `+${row.delta}` : count(row.delta)}</span>
          </div>
        );
      })}
    </Card>
  );
}

function Samples({ data }: { data: Simulated }) {
  const t = useWords(zh, en);
  return (
    <Card title={t('samples')}>
      <table className="plain">
        <tbody>
          {data.samples.slice(0, 6).map((sample) => (
            <tr key={sample.orderId}>
              <td>
                <Link
                  to="/orders/$id"
                  params={{ id: sample.orderId } as never}
                  className="link num"
                >
                  {sample.number.slice(-8)}
                </Link>
              </td>
              <td>{sample.before ?? t('none')}</td>
              <td>
                <ArrowRight size={14} aria-hidden />
              </td>
              <td className="m6">{sample.after ?? t('none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
