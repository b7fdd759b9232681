/** What a draft would have done with past orders: counts, who gains and loses, what is unknown. */
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ArrowRight, FlaskConical } from 'lucide-react';
import { post, type Refused } from '../../api/call.ts';
import { Card } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { count, distance, micros, percent, signed } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Roles, type Shares } from './shares.tsx';
import type { Body, Kind } from './types.ts';
import { zh } from './zh.ts';

interface Routed {
  readonly moved: number;
  readonly parkedBefore: number;
  readonly parkedAfter: number;
  readonly unmet: {
    readonly orders: number;
    readonly found: number;
    readonly parked: number;
    readonly refunded: number;
  };
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
interface Simulated {
  readonly orders: number;
  readonly tookMs: number;
  readonly limits: readonly string[];
  readonly routing: Routed | null;
  readonly commission: Shares | null;
}

export function Simulation(props: {
  kind: Kind;
  node: string;
  body: Body | null;
  live: Body | null;
}) {
  const { kind, node, body } = props;
  const t = useWords(zh, en);
  const run = useRehearsal(kind, node);
  if (kind !== 'routing' && kind !== 'commission')
    return (
      <Card title={t('simulate')}>
        <p className="t2">{t('simulateNotThis')}</p>
      </Card>
    );
  const { data } = run;
  const stale = data !== undefined && run.variables !== body;
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
            disabled={!body}
            onClick={() => run.mutate(body)}
          >
            {t('simulateRun')}
          </Button>
        }
      >
        <RefusalLine error={run.error} />
        {!data && !run.error && (
          <p className="t2">{t(run.isPending ? 'simulating' : 'simulateHint')}</p>
        )}
        {stale && <p className="t2 warn">{t('simulateStale')}</p>}
        {data?.routing && <Counts data={data.routing} orders={data.orders} />}
        {data?.commission && <Roles shares={data.commission} />}
        {data?.limits.map((limit) => (
          <p key={limit} className="t3 limit">
            {t.of(`limit_${limit}`)}
          </p>
        ))}
      </Card>
      {data?.routing && <Winners rows={rowsOf(data.routing)} note={t('winnersNote')} />}
      {data?.commission && <Winners rows={sharesOf(data.commission)} note={t('winnersMoney')} />}
      {data?.routing && data.routing.samples.length > 0 && <Samples data={data.routing} />}
    </div>
  );
}

/** Reads only, so nothing on screen is fetched again. */
const useRehearsal = (kind: Kind, nodeId: string) =>
  useMutation<Simulated, Refused, Body | null>({
    mutationFn: (body) => post<Simulated>('/policies/simulate', { kind, nodeId, body }),
  });

const rowsOf = ({ outlets }: Routed): readonly Winner[] =>
  outlets.map(({ outletId, outletName, delta }) => ({
    id: outletId,
    name: outletName,
    delta,
    words: delta > 0 ? `+${count(delta)}` : count(delta),
  }));
const sharesOf = ({ outlets }: Shares): readonly Winner[] =>
  outlets.map(({ outletId, outletName, beforeFen, afterFen }) => ({
    id: outletId,
    name: outletName,
    delta: afterFen - beforeFen,
    words: signed(afterFen - beforeFen),
  }));

function Counts({ data, orders }: { data: Routed; orders: number }) {
  const t = useWords(zh, en);
  const sooner = data.earlierMinutes >= 0;
  return (
    <table className="plain">
      <tbody>
        <tr>
          <td>{t('moved')}</td>
          <td className="m6">{count(data.moved)}</td>
          <td className="r t3">{percent(orders ? data.moved / orders : 0)}</td>
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
          <td>{t('unmet')}</td>
          <td className="m6" colSpan={2}>
            {data.unmet.orders === 0 ? t('unmetNone') : t('unmetSay', data.unmet)}
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

interface Winner {
  readonly id: string;
  readonly name: string;
  readonly delta: number;
  readonly words: string;
}
const SHOWN = 12;

/** Bars from the middle: right is more, left is less. Who changes most is never left out. */
function Winners({ rows, note }: { rows: readonly Winner[]; note: string }) {
  const t = useWords(zh, en);
  const changed = rows
    .filter((each) => each.delta !== 0)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta))
    .slice(0, SHOWN)
    .sort((a, b) => b.delta - a.delta);
  const most = Math.max(1, ...changed.map((row) => Math.abs(row.delta)));
  return (
    <Card title={t('winners')} note={note}>
      {changed.length === 0 && <p className="t2">{t('same')}</p>}
      {changed.map((row) => (
        <div key={row.id} className="winner">
          <span className="t2 one cut">{row.name}</span>
          <span className="beam">
            <i
              className={row.delta > 0 ? 'more' : 'less'}
              style={{ width: `${(Math.abs(row.delta) / most) * 50}%` }}
            />
          </span>
          <span className="num r">{row.words}</span>
        </div>
      ))}
    </Card>
  );
}

function Samples({ data }: { data: Routed }) {
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
