/** Beside the decisions: the buyer, the goods, what happened, and whether it is increment. */
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { Card, Face, Fen, Picture, Tag, When } from '../../parts/parts.tsx';
import { clock, money, percent } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { useHistoryWords } from './history-words.ts';
import { type Line, type Order, preparing } from './types.ts';
import { zh } from './zh.ts';

export function BuyerCard({ order }: { order: Order }) {
  const t = useWords(zh, en);
  const where = [order.complexName, order.phoneMasked].filter(Boolean).join(t('comma'));
  return (
    <section className="card">
      <Link to="/members/$id" params={{ id: order.memberId } as never} className="row">
        <Face name={order.memberName} size={40} />
        <div className="grow">
          <b className="m6">{order.memberName || t('nameless')}</b>{' '}
          {order.isFirst && <span className="t3">{t('firstOrder')}</span>}
          <div className="t3 cut one">{where}</div>
        </div>
        <ChevronRight size={16} aria-hidden />
      </Link>
    </section>
  );
}

function Goods({ line }: { line: Line }) {
  const t = useWords(zh, en);
  const back = line.refundedPieces;
  return (
    <div className="row" style={{ marginBottom: 12 }}>
      <Picture id={line.productId ?? ''} name={line.title} size={44} />
      <div className="grow">
        <div className="m5 cut one" title={line.title}>
          {line.title}
        </div>
        <div className="t3">
          {line.spec} ×{line.quantity}{' '}
          {back > 0 && (
            <Tag tone="bad">
              {back === line.quantity ? t('returned') : t('returnedPart', { n: back })}
            </Tag>
          )}
        </div>
      </div>
      <div className="r">
        <div className="m6">
          <Fen of={line.netFen} />
        </div>
        {line.discountFen > 0 && (
          <div className="t3 one">{t('was', { price: money(line.priceFen * line.quantity) })}</div>
        )}
      </div>
    </div>
  );
}

export function GoodsCard({ order }: { order: Order }) {
  const t = useWords(zh, en);
  const goods = order.lines.filter((line) => line.no > 0);
  const split = goods.map((line) => money(line.discountFen)).join(t('and'));
  return (
    <Card title={t('goods')} note={t('pieces', { n: goods.reduce((n, l) => n + l.quantity, 0) })}>
      {goods.map((line) => (
        <Goods key={line.no} line={line} />
      ))}
      <dl className="sums">
        {order.discountFen > 0 && (
          <div>
            <dt>{goods.length > 1 ? t('discountSplit', { split }) : t('discount')}</dt>
            <dd>
              <Fen of={-order.discountFen} />
            </dd>
          </div>
        )}
        {order.freightFen > 0 && (
          <div>
            <dt>{t('freight')}</dt>
            <dd>
              <Fen of={order.freightFen} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('paidTotal')}</dt>
          <dd className="m6">
            <Fen of={order.payableFen} />
          </dd>
        </div>
      </dl>
    </Card>
  );
}

export function HistoryCard({ order, all }: { order: Order; all: boolean }) {
  const t = useWords(zh, en);
  const say = useHistoryWords(order);
  const told = all ? order.history : order.history.slice(-9);
  return (
    <Card
      title={t('history')}
      note={all ? '' : t('lastOf', { n: told.length, of: order.history.length })}
    >
      <ol className="tl">
        {told.map((event) => (
          <li key={event.id}>
            <span className="t3">
              <When at={event.at} />
            </span>
            <span>{say(event)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

export function GainCard({ order }: { order: Order }) {
  const t = useWords(zh, en);
  const { increment: gain } = order;
  const elsewhere = preparing(order);
  const isTime = gain?.isTime ?? order.sellingClosed;
  const isSpace =
    gain?.isSpace ?? order.parcels.some((p) => p.state !== 'gone' && p.outletId !== order.outletId);
  const worth = order.lines
    .filter((l) => l.no > 0)
    .reduce((sum, l) => sum + l.netFen - l.refundedFen, 0);
  const counted = gain ? Math.round((worth * (10_000 - gain.pBps)) / 10_000) : worth;
  return (
    <Card title={t('gainTitle')} note={gain && !gain.final ? t('provisional') : ''}>
      <ul className="incr">
        <li>
          <Tag tone={isTime ? 'time' : 'plain'}>{t('time')}</Tag>
          <span>
            {t(isTime ? 'timeYes' : 'timeNo', {
              at: clock(order.placedAt),
              outlet: order.outletName,
            })}
          </span>
        </li>
        <li>
          <Tag tone={isSpace ? 'space' : 'plain'}>{t('space')}</Tag>
          <span>
            {t(isSpace ? 'spaceYes' : 'spaceNo', { outlet: order.outletName, elsewhere })}
          </span>
        </li>
        {(isTime || isSpace) && gain && (
          <li>
            <Tag tone="member">{t('net')}</Tag>
            <span>
              {gain.pBps === 0
                ? t(order.isFirst ? 'netNew' : 'netAll', { worth: money(counted) })
                : t('netPart', {
                    p: percent(gain.pBps / 10_000),
                    worth: money(counted),
                    raw: money(worth),
                  })}
            </span>
          </li>
        )}
      </ul>
    </Card>
  );
}
