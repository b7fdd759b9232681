/** What picking must ask for: how many are missing, why it goes back, where it stands. */
import { useState } from 'react';
import { newId } from '../../api/client.ts';
import { shortPick, type Parcel } from '../../api/picking.ts';
import { t, type Key } from '../../i18n/words.ts';
import { Act, Choice } from '../../parts/small.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Stepper } from '../../parts/stepper.tsx';

type Step = (work: () => Promise<unknown>, done: Key) => Promise<void>;

export function ShortSheet(props: {
  readonly open: boolean;
  readonly parcel: Parcel;
  readonly waiting: boolean;
  readonly onClose: () => void;
  readonly step: (work: () => Promise<unknown>, done: 'orders.short_done') => Promise<void>;
}) {
  const { open, parcel, onClose } = props;
  const step = props.step as Step;
  const [then, setThen] = useState<'refund' | 'reroute'>('refund');
  const [missing, setMissing] = useState<Readonly<Record<number, number>>>({});
  const lines = Object.entries(missing)
    .map(([no, count]) => ({ no: Number(no), missing: count }))
    .filter((line) => line.missing > 0);
  // Sent again after a lost answer it is the same wish; changed, or after it was heard, a new one.
  const [wish, setWish] = useState(newId);
  const send = async (): Promise<void> => {
    const said = lines.map(({ no, missing: count }) => `${no}x${count}`).join(' ');
    await shortPick(parcel.orderId, lines, then, `${wish} ${then} ${said}`.slice(0, 255));
    setWish(newId());
    setMissing({});
  };
  return (
    <Sheet open={open} title={t('short.title')} onClose={onClose}>
      <p className="t2">{t('short.words')}</p>
      <ul className="card lines" style={{ padding: '4px 16px' }}>
        {parcel.lines.map((line) => (
          <li className="row" key={line.no}>
            <div className="grow">
              <div className="m5 one">{line.title}</div>
              <div className="t3">{t('short.of', { count: line.quantity })}</div>
            </div>
            <Stepper
              label={t('short.missing', { what: line.title })}
              value={missing[line.no] ?? 0}
              max={line.quantity}
              onChange={(count) => setMissing({ ...missing, [line.no]: count })}
            />
          </li>
        ))}
      </ul>
      <Choice
        label={t('short.then')}
        value={then}
        options={[
          { value: 'refund', label: t('short.refund') },
          { value: 'reroute', label: t('short.reroute') },
        ]}
        onChange={setThen}
      />
      <Act
        look="main block"
        disabled={lines.length === 0}
        waiting={props.waiting}
        onClick={() => void step(send, 'orders.short_done')}
      >
        {t('short.send')}
      </Act>
    </Sheet>
  );
}

interface AskProps {
  readonly open: boolean;
  readonly waiting: boolean;
  readonly onClose: () => void;
  readonly onSend: (answer: string) => void;
}
const REASONS = ['none_left', 'bad_quality', 'too_busy', 'closing'] as const;

export function HandBackSheet({ open, waiting, onClose, onSend }: AskProps) {
  const [reason, setReason] = useState<(typeof REASONS)[number]>('none_left');
  const [words, setWords] = useState('');
  return (
    <Sheet open={open} title={t('back.title')} onClose={onClose}>
      <p className="t2">{t('back.words')}</p>
      <Choice
        label={t('back.reason')}
        look="chips"
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`back.${value}`) }))}
        onChange={setReason}
      />
      <label className="field">
        <span>{t('back.more')}</span>
        <textarea value={words} maxLength={80} onChange={(e) => setWords(e.target.value)} />
      </label>
      <Act
        look="main block"
        waiting={waiting}
        onClick={() => onSend([t(`back.${reason}`), words.trim()].filter(Boolean).join(': '))}
      >
        {t('orders.hand_back')}
      </Act>
    </Sheet>
  );
}

const SHELVES = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;

export function ShelfSheet({ open, waiting, onClose, onSend }: AskProps) {
  const [shelf, setShelf] = useState<string>('1');
  return (
    <Sheet open={open} title={t('shelf.title')} onClose={onClose}>
      <p className="t2">{t('shelf.words')}</p>
      <Choice
        label={t('shelf.title')}
        look="chips"
        value={shelf}
        options={SHELVES.map((no) => ({ value: no as string, label: t('shelf.no', { no }) }))}
        onChange={setShelf}
      />
      <label className="field">
        <span>{t('shelf.other')}</span>
        <input value={shelf} maxLength={20} onChange={(e) => setShelf(e.target.value)} />
      </label>
      <Act look="main block" waiting={waiting} onClick={() => onSend(shelf.trim())}>
        {t('shelf.send', { no: shelf })}
      </Act>
    </Sheet>
  );
}
