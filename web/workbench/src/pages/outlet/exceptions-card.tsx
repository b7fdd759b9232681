/** Days that are not as their weekday: a holiday, a short evening. */
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { dropException, setException, type OutletState } from '../../api/outlet.ts';
import { serverNow } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Choice } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';
import { clockOf, Hour, spanOf } from './hours-card.tsx';

export function ExceptionsCard({ outlet }: { outlet: OutletState }) {
  const [adding, setAdding] = useState(false);
  const doing = useDoing();
  const drop = (day: string) =>
    void doing.run(() => dropException(outlet.id, day), {
      done: 'outlet.hours_kept',
      quiet: true,
      refresh: ['outlet'],
    });
  return (
    <section className="card" style={{ padding: '12px 16px' }}>
      <div className="row between">
        <b className="m6">{t('outlet.exceptions')}</b>
        <button
          type="button"
          className="icon-btn"
          aria-label={t('outlet.add_exception')}
          onClick={() => setAdding(true)}
        >
          <Plus aria-hidden="true" />
        </button>
      </div>
      {outlet.exceptions.length === 0 && <p className="t2">{t('outlet.no_exception')}</p>}
      <ul className="lines">
        {outlet.exceptions.map(({ day, spans, reason }) => (
          <li key={day} className="row between t2" style={{ padding: '2px 0' }}>
            <span className="grow">
              <b className="m5">{day}</b> {reason}
            </span>
            <span className="num">
              {spans.length === 0
                ? t('outlet.shut_day')
                : spans.map(([from, to]) => `${clockOf(from)}–${clockOf(to)}`).join(' ')}
            </span>
            <button
              type="button"
              className="icon-btn"
              aria-label={t('outlet.drop', { day })}
              onClick={() => drop(day)}
            >
              <X aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      {adding && <AddSheet outlet={outlet} onClose={() => setAdding(false)} />}
    </section>
  );
}

const tomorrow = (): string => new Date(serverNow() + 32 * 3_600_000).toISOString().slice(0, 10);

function AddSheet({ outlet, onClose }: { outlet: OutletState; onClose: () => void }) {
  const [day, setDay] = useState(tomorrow);
  const [shut, setShut] = useState(true);
  const [opens, setOpens] = useState('08:00');
  const [closes, setCloses] = useState('18:00');
  const [reason, setReason] = useState('');
  const doing = useDoing();
  const keep = async () => {
    const spans = shut ? [] : [spanOf(opens, closes)];
    const kept = await doing.run(
      () => setException(outlet.id, day, spans, reason.trim()).then(() => true),
      { done: 'outlet.hours_kept', quiet: true, refresh: ['outlet'] },
    );
    if (kept) onClose();
  };
  return (
    <Sheet open title={t('outlet.add_exception')} onClose={onClose}>
      <label className="field">
        <span>{t('outlet.day')}</span>
        <input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </label>
      <Choice
        label={t('outlet.hours')}
        value={shut ? 'shut' : 'open'}
        options={[
          { value: 'shut', label: t('outlet.shut_day') },
          { value: 'open', label: t('outlet.other_hours') },
        ]}
        onChange={(way) => setShut(way === 'shut')}
      />
      {!shut && (
        <div className="row s">
          <Hour label={t('outlet.from', { day })} value={opens} onChange={setOpens} />–
          <Hour label={t('outlet.to', { day })} value={closes} onChange={setCloses} />
        </div>
      )}
      <label className="field">
        <span>{t('outlet.why')}</span>
        <input maxLength={40} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        disabled={day === '' || reason.trim() === ''}
        waiting={doing.waiting}
        onClick={() => void keep()}
      >
        {t('outlet.keep_hours')}
      </Act>
    </Sheet>
  );
}
