/** Penalties that she was given, each with its reason, its answer, and the way to appeal. */
import { useState } from 'react';
import { appeal, type Penalty } from '../../api/incentives.ts';
import { money, serverNow } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Tag } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

const LOOK = {
  imposed: 'info',
  appealed: 'warn',
  upheld: 'bad',
  waived: 'ok',
  booked: '',
} as const;
/** 2026-03-21 by the clock of Shanghai. */
const dayOf = (at: string) =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

export function Penalties({ penalties }: { penalties: readonly Penalty[] }) {
  const [open, setOpen] = useState<Penalty | null>(null);
  return (
    <section className="card stack">
      <div className="h">
        <h2>{t('aim.penalties')}</h2>
      </div>
      {penalties.map((each) => (
        <div key={each.id}>
          <div className="row between">
            <b className="m6">{each.rule}</b>
            <Tag look={LOOK[each.state]}>{t(`aim.${each.state}`)}</Tag>
          </div>
          <div className="num">
            {[
              each.amountFen > 0 && money(each.amountFen),
              each.points > 0 && t('aim.points', { n: each.points }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          <p className="t2">{each.reason}</p>
          {each.evidence && <p className="t3">{each.evidence}</p>}
          <p className="t3">
            {t('aim.by', { name: each.imposedByName ?? '', at: dayOf(each.appealUntil) })}
          </p>
          {each.appeal && <p className="t2">{t('aim.my_appeal', { words: each.appeal })}</p>}
          {each.words && <p className="t2">{t('aim.answer', { words: each.words })}</p>}
          {each.state === 'booked' && (
            <p className="t3">{t('aim.booked_of', { sum: money(each.bookedFen) })}</p>
          )}
          {each.state === 'imposed' && Date.parse(each.appealUntil) > serverNow() && (
            <Act look="block" onClick={() => setOpen(each)}>
              {t('aim.appeal')}
            </Act>
          )}
        </div>
      ))}
      {open && <AppealSheet penalty={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function AppealSheet({ penalty, onClose }: { penalty: Penalty; onClose: () => void }) {
  const [text, setText] = useState('');
  const doing = useDoing();
  const send = async () => {
    const sent = await doing.run(() => appeal(penalty.id, text).then(() => true), {
      done: 'aim.appeal_sent',
      quiet: true,
      refresh: ['incentives'],
    });
    if (sent) onClose();
  };
  return (
    <Sheet open title={t('aim.appeal')} onClose={onClose}>
      <p className="t2">{t('aim.appeal_words')}</p>
      <textarea
        className="field"
        rows={5}
        maxLength={1000}
        aria-label={t('aim.appeal_text')}
        placeholder={t('aim.appeal_text')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        waiting={doing.waiting}
        disabled={text.trim().length < 4}
        onClick={() => void send()}
      >
        {t('aim.appeal_send')}
      </Act>
    </Sheet>
  );
}
