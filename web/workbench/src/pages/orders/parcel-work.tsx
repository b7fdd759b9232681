/** A parcel under the hands: tick lines, say what is missing, put it on a shelf, send it off. */
import { Check } from 'lucide-react';
import { useState } from 'react';
import {
  accept,
  delivered,
  dispatch,
  handBack,
  ready,
  tick,
  type Parcel,
  type PickLine,
} from '../../api/picking.ts';
import { queries } from '../../app/queries.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Act, Picture } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';
import { Deadline, ParcelTags } from './parcel-card.tsx';
import { HandBackSheet, ShelfSheet, ShortSheet } from './parcel-sheets.tsx';

const LISTS = ['picking', 'pulse', 'today'] as const;
/** Where an order goes that is handed back. */
const GOES = {
  allocated: 'orders.handed_back',
  split: 'orders.handed_back',
  parked: 'orders.handed_back_parked',
  refunded: 'orders.handed_back_refunded',
} as const;

export function ParcelWork({ parcel }: { parcel: Parcel }) {
  const doing = useDoing();
  const [sheet, setSheet] = useState<'short' | 'back' | 'shelf' | null>(null);
  const ticks = useTicks(parcel);
  const shut = () => setSheet(null);
  const step = (work: () => Promise<unknown>, done: Parameters<typeof t>[0]) =>
    doing.run(work, { done, refresh: LISTS, quiet: true }).then(shut);
  const giveBack = (reason: string) =>
    doing
      .run(() => handBack(parcel.orderId, reason), {
        done: ({ outcome }) => GOES[outcome],
        refresh: LISTS,
        quiet: true,
      })
      .then(shut);
  return (
    <article className="card flat" aria-label={t('orders.tail', { tail: parcel.number.slice(-4) })}>
      <header style={{ padding: '14px 16px 10px', borderBottom: '.5px solid var(--line)' }}>
        <div className="row between">
          <b className="t1">{t('orders.tail_long', { tail: parcel.number.slice(-4) })}</b>
          <Deadline parcel={parcel} />
        </div>
        <ParcelTags parcel={parcel} />
        <div className="t3" style={{ marginTop: 4 }}>
          {[parcel.customer, parcel.note].filter(Boolean).join(' · ')}
        </div>
      </header>
      <ul className="lines" style={{ padding: '2px 16px 4px' }}>
        {parcel.lines.map((line) => (
          <Line key={line.no} line={line} ticks={parcel.stage === 'to_pick' ? ticks : null} />
        ))}
      </ul>
      {doing.error !== null && (
        <div style={{ padding: '0 16px 8px' }}>
          <RefusedNote error={doing.error} />
        </div>
      )}
      <Steps
        parcel={parcel}
        waiting={doing.waiting}
        all={parcel.lines.every((line) => ticks.isOn(line))}
        open={setSheet}
        step={step}
      />
      <ShortSheet
        open={sheet === 'short'}
        parcel={parcel}
        waiting={doing.waiting}
        onClose={shut}
        step={step}
      />
      <HandBackSheet
        open={sheet === 'back'}
        onClose={shut}
        waiting={doing.waiting}
        onSend={(reason) => void giveBack(reason)}
      />
      <ShelfSheet
        open={sheet === 'shelf'}
        onClose={shut}
        waiting={doing.waiting}
        onSend={(shelf) => void step(() => ready(parcel.orderId, shelf), 'orders.is_ready')}
      />
    </article>
  );
}

interface Ticks {
  readonly isOn: (line: PickLine) => boolean;
  readonly turn: (line: PickLine) => void;
}
/** What the finger did shows at once; what the house kept comes with the next look. */
function useTicks(parcel: Parcel): Ticks {
  const [mine, setMine] = useState<Readonly<Record<number, boolean>>>({});
  const { run } = useDoing();
  const isOn = (line: PickLine) => mine[line.no] ?? line.picked;
  return {
    isOn,
    turn: (line) => {
      const picked = !isOn(line);
      setMine((before) => ({ ...before, [line.no]: picked }));
      void run(() => tick(parcel, line, picked)).then((result) => {
        if (result === undefined) setMine(({ [line.no]: _, ...rest }) => rest);
        else if (result !== 'queued') void queries.invalidateQueries({ queryKey: ['picking'] });
      });
    },
  };
}

function Line({ line, ticks }: { line: PickLine; ticks: Ticks | null }) {
  return (
    <li className="row">
      {ticks && (
        <button
          type="button"
          className="tick"
          role="checkbox"
          aria-checked={ticks.isOn(line)}
          aria-label={t('orders.tick', { what: line.title })}
          onClick={() => ticks.turn(line)}
        >
          <i>{ticks.isOn(line) && <Check aria-hidden="true" />}</i>
        </button>
      )}
      <Picture product={line.productId} name={line.title} />
      <div className="grow">
        <div className="m5 two">{line.title}</div>
        <div className="t3 one">{line.spec}</div>
      </div>
      <div className="end">
        <b className="num" style={{ fontSize: 17, fontWeight: 600 }}>
          ×{line.quantity}
        </b>
        <div className="t3">{line.shelf}</div>
      </div>
    </li>
  );
}

function Steps(props: {
  readonly parcel: Parcel;
  readonly waiting: boolean;
  readonly all: boolean;
  readonly open: (sheet: 'short' | 'back' | 'shelf') => void;
  readonly step: (work: () => Promise<unknown>, done: 'orders.accepted') => Promise<void>;
}) {
  const { parcel, waiting, all, open, step } = props;
  const id = parcel.orderId;
  const row = { padding: '10px 16px 14px' };
  if (parcel.stage === 'to_accept')
    return (
      <div className="row m" style={row}>
        <Act onClick={() => open('back')}>{t('orders.hand_back')}</Act>
        <Act
          look="main grow"
          waiting={waiting}
          onClick={() => void step(() => accept(id), 'orders.accepted')}
        >
          {t('orders.accept')}
        </Act>
      </div>
    );
  if (parcel.stage === 'to_pick')
    return (
      <div className="row m" style={row}>
        <Act onClick={() => open('short')}>{t('orders.short')}</Act>
        <Act look="main grow" disabled={!all} waiting={waiting} onClick={() => open('shelf')}>
          {t('orders.picked')}
        </Act>
      </div>
    );
  if (parcel.way === 'pickup' || parcel.stage === 'trouble') return null;
  const sent = parcel.stage === 'on_the_way';
  return (
    <div className="row m" style={row}>
      <Act
        look="main grow"
        waiting={waiting}
        onClick={() =>
          void step(
            () => (sent ? delivered(id) : dispatch(id)),
            (sent ? 'orders.is_delivered' : 'orders.is_sent') as 'orders.accepted',
          )
        }
      >
        {t(sent ? 'orders.delivered' : 'orders.dispatch')}
      </Act>
    </div>
  );
}
