/** One parcel in a list: whose, by when, what; open, the first one can be worked on in place. */
import { Link } from '@tanstack/react-router';
import { ChevronRight, Clock } from 'lucide-react';
import type { Parcel } from '../../api/picking.ts';
import { clock, day, minutesLeft, money, when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useTicking } from '../../parts/ticking.ts';
import { Tag } from '../../parts/small.tsx';
import { ParcelWork } from './parcel-work.tsx';

const SOON_MIN = 30;
const HOUR = 60;
const DAY = 24 * HOUR;

function lateBy(minutes: number): string {
  if (minutes < HOUR) return t('orders.late', { left: minutes });
  if (minutes < DAY) return t('orders.late_hours', { left: Math.floor(minutes / HOUR) });
  return t('orders.late_days', { left: Math.floor(minutes / DAY) });
}

/** The hour that matters at this stage, counted down when it is near. */
export function Deadline({ parcel }: { parcel: Parcel }) {
  useTicking();
  const accepting = parcel.stage === 'to_accept' && parcel.acceptBy !== null;
  if (parcel.stage === 'trouble')
    return (
      <Tag look="bad">
        {t(parcel.trouble === 'cancelled' ? 'trouble.cancelled' : 'trouble.rerouted')}
      </Tag>
    );
  if (parcel.stage === 'ready' && parcel.readyAt !== null)
    return <Tag look="ok">{t('orders.ready_since', { at: when(parcel.readyAt) })}</Tag>;
  const at = accepting ? parcel.acceptBy! : parcel.promisedAt;
  const left = minutesLeft(at);
  const facts = { at: left > 720 ? `${day(at)} ${clock(at)}` : clock(at), left };
  const words =
    left < 0
      ? lateBy(-left)
      : left <= SOON_MIN
        ? t(accepting ? 'orders.accept_in' : 'orders.pick_in', facts)
        : t(accepting ? 'orders.accept_by' : 'orders.pick_by', facts);
  return (
    <Tag look={left < 0 ? 'bad' : 'warn'}>
      <Clock aria-hidden="true" />
      {words}
    </Tag>
  );
}

export function ParcelTags({ parcel }: { parcel: Parcel }) {
  return (
    <div className="row s wrap" style={{ marginTop: 6 }}>
      {!parcel.isOwnSale && (
        <Tag look="space">{t('orders.for_outlet', { outlet: parcel.sellingOutletName })}</Tag>
      )}
      {parcel.soldWhileClosed && <Tag look="time">{t('orders.after_hours')}</Tag>}
      {parcel.way === 'delivery' && <Tag look="info">{t('way.delivery')}</Tag>}
      {parcel.portionFen !== null && parcel.portionFen > 0 && (
        <span className="t3">{t('orders.you_earn', { sum: money(parcel.portionFen) })}</span>
      )}
    </div>
  );
}

export function ParcelCard({ parcel, open }: { parcel: Parcel; open: boolean }) {
  if (open && parcel.stage !== 'trouble') return <ParcelWork parcel={parcel} />;
  const shelves = [...new Set(parcel.lines.map((line) => line.shelf).filter(Boolean))].join(' ');
  const own = parcel.isOwnSale
    ? t('orders.own_sale')
    : t('orders.for_outlet', { outlet: parcel.sellingOutletName });
  return (
    <Link to="/orders/$id" params={{ id: parcel.orderId }} className="card tight">
      <div className="row m">
        <div className="grow">
          <div className="one">
            <b className="m6">{t('orders.tail', { tail: parcel.number.slice(-4) })}</b>{' '}
            <span className="t2">
              {t('orders.who_pieces', { who: parcel.customer, count: parcel.pieces })}
            </span>
          </div>
          <div className="t3 one">{[shelves, own].filter(Boolean).join(' · ')}</div>
        </div>
        <Deadline parcel={parcel} />
        <ChevronRight className="ic2" aria-hidden="true" />
      </div>
    </Link>
  );
}
