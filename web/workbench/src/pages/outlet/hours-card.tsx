/** Opening hours of the week. Midnight may lie inside an evening; two spans leave a noon break. */
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { setHours, type OutletState, type Span } from '../../api/outlet.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Act } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const DAY_MIN = 1440;
type Week = Readonly<Record<number, readonly Span[]>>;

const two = (count: number): string => String(count).padStart(2, '0');
export const clockOf = (minute: number): string =>
  `${two(Math.floor((minute % DAY_MIN) / 60))}:${two(minute % 60)}`;
const minuteOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
};
/** A closing at or before the opening means after midnight. */
export const spanOf = (opens: string, closes: string): Span => {
  const from = minuteOf(opens);
  const to = minuteOf(closes);
  return [from, to > from ? to : to + DAY_MIN];
};

export function HoursCard({ outlet }: { outlet: OutletState }) {
  const before: Week = Object.fromEntries(
    outlet.weekly.map(({ weekday, spans }) => [weekday, spans]),
  );
  const [week, setWeek] = useState<Week>(before);
  const doing = useDoing();
  const changed = JSON.stringify(week) !== JSON.stringify(before);
  const put = (weekday: number, spans: readonly Span[]) => setWeek({ ...week, [weekday]: spans });
  const keep = () =>
    doing.run(
      () =>
        setHours(
          outlet.id,
          DAYS.map((weekday) => ({ weekday, spans: week[weekday] ?? [] })),
        ),
      { done: 'outlet.hours_kept', quiet: true, refresh: ['outlet'] },
    );
  return (
    <section className="card" style={{ padding: '12px 16px' }}>
      <b className="m6">{t('outlet.hours')}</b>
      <ul className="lines">
        {DAYS.map((weekday) => (
          <Day
            key={weekday}
            name={t(`week.${weekday}`)}
            spans={week[weekday] ?? []}
            onChange={(spans) => put(weekday, spans)}
          />
        ))}
      </ul>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        disabled={!changed}
        waiting={doing.waiting}
        onClick={() => void keep()}
      >
        {t('outlet.keep_hours')}
      </Act>
      <p className="t3 ctr" style={{ marginTop: 8 }}>
        {t('outlet.hours_words')}
      </p>
    </section>
  );
}

interface DayProps {
  readonly name: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
}
function Day({ name, spans, onChange }: DayProps) {
  const at = (i: number, span: Span) => onChange(spans.map((each, no) => (no === i ? span : each)));
  return (
    <li className="row at-top m">
      <span className="m5" style={{ width: 40, lineHeight: '44px' }}>
        {name}
      </span>
      <div className="grow">
        {spans.length === 0 && (
          <span className="t3" style={{ lineHeight: '44px' }}>
            {t('outlet.shut_day')}
          </span>
        )}
        {spans.map((span, i) => (
          <div className="row s" key={i}>
            <Hour
              label={t('outlet.from', { day: name })}
              value={clockOf(span[0])}
              onChange={(opens) => at(i, spanOf(opens, clockOf(span[1])))}
            />
            –
            <Hour
              label={t('outlet.to', { day: name })}
              value={clockOf(span[1])}
              onChange={(closes) => at(i, spanOf(clockOf(span[0]), closes))}
            />
            <button
              type="button"
              className="icon-btn"
              aria-label={t('outlet.drop', { day: name })}
              onClick={() => onChange(spans.filter((_, no) => no !== i))}
            >
              <X aria-hidden="true" />
            </button>
          </div>
        ))}
      </div>
      {spans.length < 3 && (
        <button
          type="button"
          className={`icon-btn ${spans.length > 0 ? 'more-spans' : ''}`}
          aria-label={t('outlet.add', { day: name })}
          onClick={() => onChange([...spans, spans.length === 0 ? [480, 1320] : [1080, 1320]])}
        >
          <Plus aria-hidden="true" />
        </button>
      )}
    </li>
  );
}

const STEPS = Array.from({ length: 48 }, (_, i) => clockOf(i * 30));

/** Half hours, and whatever stands there now. */
export function Hour(props: { label: string; value: string; onChange: (clock: string) => void }) {
  const options = STEPS.includes(props.value) ? STEPS : [...STEPS, props.value].sort();
  return (
    <select
      className="hour"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {options.map((clock) => (
        <option key={clock}>{clock}</option>
      ))}
    </select>
  );
}
