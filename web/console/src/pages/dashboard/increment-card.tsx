/** What was sold while shut or prepared elsewhere: raw, net, by day; a day opens its orders. */
import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useCallback, useState } from 'react';
import { axes, Chart, type Ink } from '../../charts/chart.tsx';
import { Card, Dot, Fen } from '../../parts/parts.tsx';
import { big, count, money, percent } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { byKind, daysBetween, type Kind, KINDS, kindOf, type Overview } from './sums.ts';
import { zh } from './zh.ts';

const LAYERS: readonly Kind[] = ['ordinary', 'time', 'space', 'both'];

export function IncrementCard({ overview }: { overview: Overview }) {
  const t = useWords(zh, en);
  const [asked, setAsked] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const sum = byKind(overview.days);
  const net = KINDS.reduce((total, kind) => total + sum(kind).netFen, 0);
  const raw = KINDS.reduce((total, kind) => total + sum(kind).rawFen, 0);
  return (
    <Card
      title={t('increment')}
      note={t('incrementNote')}
      extra={
        <span className="row">
          <button type="button" className="link" onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'chart' : 'table')}
          </button>
          <button type="button" className="link" onClick={() => setAsked(true)}>
            {t('how')}
          </button>
        </span>
      }
    >
      <div className="inc">
        {KINDS.map((kind) => (
          <div key={kind}>
            <div className="row" style={{ gap: 6 }}>
              <Dot tone={kind} />
              <span className="t2">{t(kind)}</span>
            </div>
            <div className="fig" style={{ fontSize: 20 }}>
              {money(sum(kind).rawFen)}
            </div>
            <div className="t3">
              {t.rich('netLine', { net: <b className="num ink">{money(sum(kind).netFen)}</b> })}
              <span style={{ marginLeft: 8 }}>{t('orders', { n: count(sum(kind).orders) })}</span>
            </div>
          </div>
        ))}
        <div>
          <div className="t2">{t('netShare')}</div>
          <div className="fig" style={{ fontSize: 20 }}>
            {percent(overview.now.salesFen ? net / overview.now.salesFen : 0)}
          </div>
          <div className="t3">{t('deducted', { p: percent(raw ? 1 - net / raw : 0) })}</div>
        </div>
      </div>
      {asTable ? <DayTable overview={overview} /> : <DayChart overview={overview} />}
      <Modal open={asked} onCancel={() => setAsked(false)} footer={null} title={t('howTitle')}>
        <div className="stack" style={{ gap: 12 }}>
          {(['how1', 'how2', 'how3', 'how4', 'how5'] as const).map((line) => (
            <p key={line}>{t(line)}</p>
          ))}
        </div>
      </Modal>
    </Card>
  );
}

const layersOf = (overview: Overview, days: readonly string[]) =>
  LAYERS.map((kind) => ({
    kind,
    values: days.map((day) =>
      overview.days
        .filter((row) => row.day === day && kindOf(row) === kind)
        .reduce((fen, row) => fen + row.rawFen, 0),
    ),
  }));

function DayChart({ overview }: { overview: Overview }) {
  const t = useWords(zh, en);
  const go = useNavigate();
  const days = daysBetween(overview.from, overview.to);
  const { language } = t;
  const draw = useCallback(
    (ink: Ink) => {
      const named = daysBetween(overview.from, overview.to);
      const write = (yuan: number) => big(yuan, language);
      return {
        ...axes(
          ink,
          named.map((day) => day.slice(5)),
          write,
        ),
        series: layersOf(overview, named).map(({ kind, values }) => ({
          type: 'bar',
          stack: 'day',
          name: t(kind),
          data: values.map((fen) => fen / 100),
          barMaxWidth: 26,
          itemStyle: {
            color: ink[kind],
            borderRadius: 1.5,
            borderColor: ink.surface,
            borderWidth: 0.5,
          },
        })),
      };
    },
    [overview, language],
  );
  return (
    <Chart
      sentence={t('dayChart')}
      height={220}
      draw={draw}
      press={(i) => void go({ to: '/orders', search: { from: days[i], to: days[i] } as never })}
    />
  );
}

function DayTable({ overview }: { overview: Overview }) {
  const t = useWords(zh, en);
  const days = daysBetween(overview.from, overview.to);
  const layers = layersOf(overview, days);
  return (
    <div
      style={{ maxHeight: 260, overflow: 'auto' }}
      tabIndex={0}
      role="region"
      aria-label={t('dayChart')}
    >
      <table className="plain">
        <thead>
          <tr>
            <th>{t('day')}</th>
            {LAYERS.map((kind) => (
              <th key={kind} className="r">
                {t(kind)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, i) => (
            <tr key={day}>
              <td className="num">{day}</td>
              {layers.map(({ kind, values }) => (
                <td key={kind} className="r">
                  <Fen of={values[i]!} bare />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
