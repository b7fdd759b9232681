/** Why this outlet prepares it: every candidate with what was found and what became of it. */
import { Segmented } from 'antd';
import { Check, Circle, Split, X } from 'lucide-react';
import { useState } from 'react';
import { Card, When, Wide } from '../../parts/parts.tsx';
import { clockSeconds, distance, micros } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Order, Route, Verdict } from './types.ts';
import { zh } from './zh.ts';

const ICON = { chosen: Check, split: Split, possible: Circle } as const;
const INK = { chosen: 'var(--ok)', split: 'var(--ok)', possible: 'var(--info)' } as const;
type Good = keyof typeof ICON;

export function RouteCard({ order }: { order: Order }) {
  const t = useWords(zh, en);
  const last = order.routes.length - 1;
  const [shown, setShown] = useState(last);
  const route = order.routes[Math.min(shown, last)];
  if (!route) return null;
  const chosen = route.verdicts.filter((v) => v.code === 'chosen' || v.code === 'split');
  const title = chosen.length
    ? t('whyOutlet', { outlet: chosen.map((v) => v.name).join(' + ') })
    : t('whyNobody');
  const facts = {
    version: route.policyVersion,
    at: clockSeconds(route.at),
    took: micros(route.tookUs),
  };
  const choices = order.routes.map((each, i) => ({
    value: i,
    label: `${t('attempt', { n: each.attempt })} ${t.of(`why_${each.why}`, each.why)}`,
  }));
  return (
    <Card
      title={title}
      note={t('routeNote', facts)}
      extra={
        order.routes.length > 1 && (
          <Segmented size="small" value={shown} onChange={setShown} options={choices} />
        )
      }
    >
      <Wide name={t('result')}>
        <table className="plain">
          <thead>
            <tr>
              <th style={{ width: 28 }}>
                <span className="vh">{t('result')}</span>
              </th>
              <th>{t('candidate')}</th>
              <th className="r">{t('distance')}</th>
              <th>{t('stockLess')}</th>
              <th>{t('earliest')}</th>
              <th>{t('capacity')}</th>
              <th>{t('verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {route.verdicts.map((verdict) => (
              <Row key={verdict.outlet} verdict={verdict} route={route} order={order} />
            ))}
          </tbody>
        </table>
      </Wide>
    </Card>
  );
}

/** The first word of a title is enough to know it by. */
const short = (title: string) => (title.length > 5 ? title.slice(-4) : title);

function Row({ verdict, route, order }: { verdict: Verdict; route: Route; order: Order }) {
  const t = useWords(zh, en);
  const good = verdict.code in ICON ? (verdict.code as Good) : null;
  const Icon = good ? ICON[good] : X;
  const won = good === 'chosen' || good === 'split';
  const stock = order.lines
    .filter((line) => line.skuId && line.skuId in verdict.sellable)
    .map((line) => `${short(line.title)} ${verdict.sellable[line.skuId!]}`);
  return (
    <tr className={won ? 'win' : ''}>
      <td style={{ color: good ? INK[good] : 'var(--ink-3)' }}>
        <Icon size={16} aria-label={t(won ? 'won' : good ? 'could' : 'dropped')} />
      </td>
      <td className={won ? 'm6 one' : 'one'}>{verdict.name}</td>
      <td className="r">{distance(verdict.distanceM)}</td>
      <td title={stock.join(t('comma'))}>
        <span className="cut one" style={{ maxWidth: 230 }}>
          {stock.join(t('comma')) || '–'}
        </span>
      </td>
      <td>
        <When at={verdict.promisedAt} />
      </td>
      <td className="num one">
        {verdict.capacity === null ? t('unlimited') : `${verdict.taken} / ${verdict.capacity}`}
      </td>
      <td className={good ? 'm5' : 't2'}>{useVerdict(verdict, route, order)}</td>
    </tr>
  );
}

/** The verdict as a sentence: what decided, and by how much. */
function useVerdict(verdict: Verdict, route: Route, order: Order): string {
  const t = useWords(zh, en);
  const ranked = route.verdicts.filter((v) => v.rank !== null);
  const best = ranked.find((v) => v.rank === 1);
  const next = ranked.find((v) => v.rank === 2);
  const titles = verdict.missing
    .map((sku) => order.lines.find((line) => line.skuId === sku)?.title ?? '')
    .filter(Boolean)
    .join(t('and'));
  if (verdict.code === 'chosen') {
    if (!next) return t('chosenOnly');
    const earlier = minutesBetween(verdict.promisedAt, next.promisedAt);
    return earlier >= 30 ? t('chosenEarliest') : t('chosenNearest');
  }
  if (verdict.code === 'possible' && best) {
    const facts = { rank: verdict.rank ?? 0 };
    const later = minutesBetween(best.promisedAt, verdict.promisedAt);
    if (later >= 60) return t('possibleLaterHours', { ...facts, hours: Math.round(later / 60) });
    if (later >= 30) return t('possibleLater', { ...facts, minutes: later });
    const further = verdict.distanceM - best.distanceM;
    if (further > 0) return t('possibleFurther', { ...facts, by: distance(further) });
    return t('possible', facts);
  }
  if (verdict.code === 'part_stock')
    return t(order.splitAgreed ? 'partStockSplit' : 'partStock', { titles });
  return t.of(`v_${verdict.code}`, verdict.code).replace('{titles}', titles || t('goods'));
}

const minutesBetween = (early: string | null, late: string | null) =>
  early && late ? Math.round((Date.parse(late) - Date.parse(early)) / 60_000) : 0;
