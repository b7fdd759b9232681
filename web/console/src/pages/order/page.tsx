/** The order: who it is, why this outlet prepares it, who gets the credit, how the money goes. */
import { useParams, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { ArrowLeft, History, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useRead } from '../../api/use.ts';
import { Bar, Tag } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { day, money, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { StateTag } from '../orders/state-tag.tsx';
import { CreditCard } from './credit-card.tsx';
import { en } from './en.ts';
import { MoneyCard } from './money-card.tsx';
import './order.css';
import { RefundDrawer } from './refund-drawer.tsx';
import { RouteCard } from './route-card.tsx';
import { BuyerCard, GainCard, GoodsCard, HistoryCard } from './side-cards.tsx';
import type { Order } from './types.ts';
import { zh } from './zh.ts';

export function Page() {
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useRead<Order>(`/orders/${id}`, {}, { fresh: true });
  return (
    <Shown read={read} height={640}>
      {(order) => <Whole order={order} />}
    </Shown>
  );
}

function Whole({ order }: { order: Order }) {
  const t = useWords(zh, en);
  const may = useMay();
  const [all, setAll] = useState(false);
  const [refunding, setRefunding] = useState(false);
  const left = order.capturedFen - order.refundedFen;
  return (
    <>
      <Head order={order}>
        <Button icon={<History size={15} />} aria-pressed={all} onClick={() => setAll(!all)}>
          {t(all ? 'lessHistory' : 'allHistory')}
        </Button>
        {may('orders.refund') && left > 0 && (
          <Button icon={<Undo2 size={15} />} onClick={() => setRefunding(true)}>
            {t('refund')}
          </Button>
        )}
      </Head>
      <div className="grid order-grid">
        <div className="grid">
          <RouteCard order={order} />
          <div className="grid two">
            <CreditCard order={order} />
            <MoneyCard order={order} />
          </div>
        </div>
        <aside className="grid" aria-label={t('details')}>
          <BuyerCard order={order} />
          <GoodsCard order={order} />
          <HistoryCard order={order} all={all} />
          <GainCard order={order} />
        </aside>
      </div>
      <RefundDrawer order={order} open={refunding} close={() => setRefunding(false)} />
    </>
  );
}

function Head({ order, children }: { order: Order; children: React.ReactNode }) {
  const t = useWords(zh, en);
  const router = useRouter();
  const { increment: gain, credit } = order;
  // Until the increment is judged, the two facts that make it are known already.
  const isTime = gain?.isTime ?? order.sellingClosed;
  const isSpace =
    gain?.isSpace ?? order.parcels.some((p) => p.state !== 'gone' && p.outletId !== order.outletId);
  const kind = isTime && isSpace ? 'both' : isTime ? 'time' : isSpace ? 'space' : null;
  const placed = t('placedAt', { at: when(order.placedAt, t.language) });
  const until =
    order.settlesAt && !order.settledAt
      ? t('casesUntil', { day: day(order.settlesAt, t.language) })
      : '';
  return (
    <Bar
      title={order.number}
      before={
        <Button
          type="text"
          aria-label={t('back')}
          icon={<ArrowLeft size={16} />}
          onClick={() => router.history.back()}
        />
      }
      after={
        <>
          <StateTag state={order.state} way={order.way} parked={order.parkedAt !== null} />
          {order.refundedFen > 0 && (
            <Tag tone="warn">
              {t(order.refundedFen === order.capturedFen ? 'allRefunded' : 'partRefunded', {
                amount: money(order.refundedFen),
              })}
            </Tag>
          )}
          {kind && <Tag tone={kind}>{t(`kind_${kind}`)}</Tag>}
          {credit && (
            <Tag tone={credit.saleKind === 'share' ? 'share' : 'plain'}>
              {t.of(`domain_${credit.domain}`)} · {t.of(`sale_${credit.saleKind}`)}
            </Tag>
          )}
        </>
      }
      note={[placed, until].filter(Boolean).join(t('comma'))}
    >
      {children}
    </Bar>
  );
}
