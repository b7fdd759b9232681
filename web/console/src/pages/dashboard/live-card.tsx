/** What comes in right now; it can be paused, and a new row fades in. */
import { Link } from '@tanstack/react-router';
import { Pause, Play, ShoppingBasket } from 'lucide-react';
import { useState } from 'react';
import { useRead } from '../../api/use.ts';
import { Card, Fen, Tag } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useBranch } from '../../shell/branch.tsx';
import { businessDay, nowMs, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface LiveOrder {
  readonly id: string;
  readonly paidAt: string;
  readonly memberName: string;
  readonly titles: string;
  readonly outletName: string;
  readonly fulfillingName: string | null;
  readonly isTime: boolean;
  readonly saleKind: string;
  readonly payableFen: number;
}

/** 陈静 → 陈*: a screen on a counter is read by others. */
const masked = (name: string) => (name ? name[0] + ([...name].length > 2 ? '**' : '*') : '*');

export function LiveCard() {
  const t = useWords(zh, en);
  const node = useBranch();
  const [paused, setPaused] = useState(false);
  const read = useRead<{ items: LiveOrder[] }>(
    '/dashboard/live',
    { node },
    paused ? {} : { everyMs: 6_000 },
  );
  const today = businessDay(nowMs());
  const night = (read.data?.items ?? []).filter(
    (o) => o.isTime && businessDay(o.paidAt) === today,
  ).length;
  const Icon = paused ? Play : Pause;
  return (
    <Card
      className="live-card"
      title={t('live')}
      note={night > 0 ? t('liveNote', { n: night }) : ''}
      extra={
        <button
          type="button"
          className="link"
          aria-label={t(paused ? 'resume' : 'pause')}
          onClick={() => setPaused(!paused)}
        >
          <Icon size={15} aria-hidden />
        </button>
      }
    >
      <Shown read={read} height={500}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="t2 row">
              <ShoppingBasket size={16} aria-hidden /> {t('liveNone')}
            </p>
          ) : (
            <ul className="live" aria-live="polite">
              {items.slice(0, 9).map((order) => (
                <Row key={order.id} order={order} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

function Row({ order }: { order: LiveOrder }) {
  const t = useWords(zh, en);
  const kind =
    order.isTime && order.fulfillingName
      ? 'both'
      : order.isTime
        ? 'time'
        : order.fulfillingName
          ? 'space'
          : null;
  return (
    <li>
      <Link to="/orders/$id" params={{ id: order.id } as never}>
        <span className="t3 num one at">{when(order.paidAt, t.language)}</span>
        <span className="grow">
          <span className="row between" style={{ gap: 6 }}>
            <span className="m5 one cut">
              {masked(order.memberName)} {order.titles}
            </span>
            <b>
              <Fen of={order.payableFen} />
            </b>
          </span>
          <span className="row" style={{ gap: 5, marginTop: 3 }}>
            <span className="t3 one cut grow">
              {order.outletName}
              {order.fulfillingName && ` → ${order.fulfillingName}`}
            </span>
            {order.saleKind === 'share' && <Tag tone="share">{t('shareTag')}</Tag>}
            {kind && <Tag tone={kind}>{t(`${kind}Tag`)}</Tag>}
          </span>
        </span>
      </Link>
    </li>
  );
}
