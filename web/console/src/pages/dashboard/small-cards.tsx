/** Share and member sales of twelve months; the outlets that gained most. */
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { axes, Chart, type Ink } from '../../charts/chart.tsx';
import { Card, Dot, Fen } from '../../parts/parts.tsx';
import { big, percent } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { KINDS, monthsOf, type Overview, outletsByGain } from './sums.ts';
import { zh } from './zh.ts';

export function SharesCard({ overview }: { overview: Overview }) {
  const t = useWords(zh, en);
  const { shareOfLast, memberOfLast } = monthsOf(overview);
  const { language } = t;
  const draw = useCallback(
    (ink: Ink) => {
      const months = monthsOf(overview);
      const line = (name: string, values: readonly number[], color: string, area: boolean) => ({
        type: 'line',
        name,
        data: values.map((fen) => fen / 100),
        lineStyle: { width: 2, color },
        itemStyle: { color },
        symbol: 'circle',
        symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
          dataIndex === 11 ? 8 : 0,
        showSymbol: true,
        ...(area ? { areaStyle: { color, opacity: 0.1 } } : {}),
      });
      const label = (name: string) =>
        language === 'zh' ? `${Number(name.slice(5))}月` : name.slice(5);
      return {
        ...axes(ink, months.names.map(label), (yuan) => big(yuan, language)),
        series: [
          line(t('memberBought'), months.member, ink.member!, false),
          line(t('shareBrought'), months.share, ink.share!, true),
        ],
      };
    },
    [overview, language],
  );
  return (
    <Card
      title={t('shareAndMember')}
      extra={
        <div className="legend">
          <span>
            <Dot tone="share" />
            {t('shareBrought')} <b className="num">{percent(shareOfLast)}</b>
          </span>
          <span>
            <Dot tone="member" />
            {t('memberBought')} <b className="num">{percent(memberOfLast)}</b>
          </span>
        </div>
      }
    >
      <Chart sentence={t('monthChart')} height={190} draw={draw} />
    </Card>
  );
}

const SHOWN = 5;

export function OutletsCard({ overview }: { overview: Overview }) {
  const t = useWords(zh, en);
  const outlets = outletsByGain(overview).slice(0, SHOWN);
  const most = Math.max(1, ...outlets.map((outlet) => outlet.total));
  return (
    <Card
      title={t('byOutlet')}
      extra={
        <Link to="/increment" className="link">
          {t('all')}
        </Link>
      }
    >
      {outlets.length === 0 && <p className="t2">{t('noIncrement')}</p>}
      <table className="plain tight">
        <tbody>
          {outlets.map((outlet) => (
            <tr key={outlet.id}>
              <td style={{ width: 92 }}>
                <Link
                  to="/orders"
                  search={{ outlet: outlet.id, from: overview.from, to: overview.to } as never}
                  className="one cut"
                >
                  {outlet.name}
                </Link>
              </td>
              <td>
                <span className="gain" style={{ width: `${(outlet.total / most) * 100}%` }}>
                  {KINDS.map((kind) => (
                    <i
                      key={kind}
                      className={`d-${kind}`}
                      style={{ flex: Math.max(outlet.parts[kind], 0) }}
                    />
                  ))}
                </span>
              </td>
              <td className="r" style={{ width: 96 }}>
                <Fen of={outlet.total} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
