/** What ends a break: the provider asked, money sent back, a booking, an explanation. */
import { Button, Input, InputNumber, Popconfirm, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useSession } from '../../shell/session.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { BreakPage } from './types.ts';
import { zh } from './zh.ts';

/** The server's own threshold; it decides, this only says so beforehand. */
const ALONE_FEN = 10_000;
/** Where an answer of the provider can change something. */
const ASKABLE = ['never_told', 'told_wrongly', 'not_in_the_bill', 'refunded_there'];

export function Settle({ of }: { of: BreakPage }) {
  const [form, setForm] = useState<'book' | 'explain' | null>(null);
  if (of.state === 'asked') return <Answer of={of} />;
  if (form === 'book') return <Book of={of} back={() => setForm(null)} />;
  if (form === 'explain') return <Explain of={of} />;
  return <Actions of={of} choose={setForm} />;
}

function Actions({ of, choose }: { of: BreakPage; choose: (form: 'book' | 'explain') => void }) {
  const t = useWords(zh, en);
  const ask = useWrite(() => post<{ state: string }>(`/reconciliation/breaks/${of.id}/ask`), {
    quiet: true,
  });
  const sendBack = useWrite(
    (key: string) => post(`/reconciliation/breaks/${of.id}/send-back`, undefined, key),
    { quiet: true, done: t('sentBack') },
  );
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row" style={{ gap: 8, flexWrap: 'wrap' }}>
        {ASKABLE.includes(of.reason) && (
          <Button type="primary" loading={ask.isPending} onClick={() => ask.mutate(undefined)}>
            {t('ask')}
          </Button>
        )}
        {of.reason === 'other_sum_than_ordered' && (
          <Popconfirm
            title={t('sendBackSure', { amount: money(of.thereFen ?? 0) })}
            onConfirm={() => sendBack.mutate(newId())}
          >
            <Button loading={sendBack.isPending}>{t('sendBack')}</Button>
          </Popconfirm>
        )}
        <Button onClick={() => choose('book')}>{t('book')}</Button>
        <Button onClick={() => choose('explain')}>{t('explain')}</Button>
      </div>
      <RefusalLine error={ask.error ?? sendBack.error} />
    </div>
  );
}

function Book({ of, back }: { of: BreakPage; back: () => void }) {
  const t = useWords(zh, en);
  const [id] = useState(newId);
  const most = Math.max(of.thereFen ?? 0, of.hereFen ?? 0);
  const [fen, setFen] = useState(Math.min(most, Math.abs(of.differenceFen) || most));
  const [gain, setGain] = useState(of.differenceFen > 0);
  const [asFee, setAsFee] = useState(of.kind === 'fee_differs');
  const [words, setWords] = useState('');
  const book = useWrite(
    () =>
      post(`/reconciliation/breaks/${of.id}/bookings`, {
        id,
        amountFen: fen,
        gain,
        asFee,
        words: words.trim(),
      }),
    { quiet: true, done: t(fen > ALONE_FEN ? 'bookAsked' : 'booked'), then: back },
  );
  return (
    <section className="stack" style={{ gap: 10 }}>
      <h3>{t('bookTitle')}</h3>
      <InputNumber
        min={0.01}
        max={most / 100}
        precision={2}
        value={fen / 100}
        onChange={(yuan) => setFen(Math.round((yuan ?? 0) * 100))}
        aria-label={t('bookAmount')}
        prefix="¥"
        style={{ width: '100%' }}
      />
      <Two on={gain} turn={setGain} yes={t('gain')} no={t('loss')} />
      <Two on={asFee} turn={setAsFee} yes={t('asFee')} no={t('asCash')} />
      <Words value={words} set={setWords} label={t('bookWords')} />
      {fen > ALONE_FEN && <p className="t2">{t('bookSecond')}</p>}
      <RefusalLine error={book.error} />
      <Button
        type="primary"
        disabled={words.trim() === '' || fen <= 0}
        loading={book.isPending}
        onClick={() => book.mutate(undefined)}
      >
        {t(fen > ALONE_FEN ? 'bookAsk' : 'bookDo')}
      </Button>
    </section>
  );
}

interface TwoProps {
  readonly on: boolean;
  readonly turn: (on: boolean) => void;
  readonly yes: ReactNode;
  readonly no: ReactNode;
}
const Two = ({ on, turn, yes, no }: TwoProps) => (
  <Radio.Group value={on} onChange={(event) => turn(event.target.value as boolean)}>
    <Radio value={true}>{yes}</Radio>
    <Radio value={false}>{no}</Radio>
  </Radio.Group>
);
const Words = (props: { value: string; set: (words: string) => void; label: string }) => (
  <Input.TextArea
    value={props.value}
    onChange={(event) => props.set(event.target.value)}
    maxLength={500}
    rows={2}
    placeholder={props.label}
    aria-label={props.label}
  />
);

function Explain({ of }: { of: BreakPage }) {
  const t = useWords(zh, en);
  const [words, setWords] = useState('');
  const [key] = useState(newId);
  const explain = useWrite(
    () => post(`/reconciliation/breaks/${of.id}/explain`, { words: words.trim() }, key),
    { quiet: true, done: t('explained') },
  );
  return (
    <section className="stack" style={{ gap: 10 }}>
      <h3>{t('explain')}</h3>
      <Words value={words} set={setWords} label={t('why')} />
      <RefusalLine error={explain.error} />
      <Button
        type="primary"
        disabled={words.trim() === ''}
        loading={explain.isPending}
        onClick={() => explain.mutate(undefined)}
      >
        {t('explain')}
      </Button>
    </section>
  );
}

/** Somebody asked; somebody else answers. */
function Answer({ of }: { of: BreakPage }) {
  const t = useWords(zh, en);
  const { staff } = useSession();
  const [key] = useState(newId);
  const answer = useWrite(
    (yes: boolean) =>
      post(`/reconciliation/breaks/${of.id}/booking-answer`, { yes, words: '' }, `${key}${yes}`),
    { quiet: true },
  );
  const { booking } = of;
  if (booking === null) return null;
  const facts = {
    who: booking.askedBy,
    gain: t(booking.gain ? 'gain' : 'loss'),
    amount: money(booking.amountFen),
  };
  return (
    <section className="stack" style={{ gap: 8 }}>
      <b>{t('waitingYes', facts)}</b>
      <p className="t2">{booking.words}</p>
      <div className="row" style={{ gap: 8 }}>
        <Button
          type="primary"
          disabled={booking.askedById === staff.id}
          loading={answer.isPending}
          onClick={() => answer.mutate(true)}
        >
          {t('yes')}
        </Button>
        <Button loading={answer.isPending} onClick={() => answer.mutate(false)}>
          {t('no')}
        </Button>
      </div>
      <RefusalLine error={answer.error} />
    </section>
  );
}
