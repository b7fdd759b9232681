/** The week, written as one reads it on the door, and the days that differ. */
import { Button, DatePicker, Input } from 'antd';
import type dayjs from 'dayjs';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { put, remove } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { Card } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { type Outlet, spansOf, spanWords } from './types.ts';
import { zh } from './zh.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function HoursCard({ outlet }: { outlet: Outlet }) {
  const t = useWords(zh, en);
  const may = useMay();
  const told = (weekday: number) =>
    (outlet.weekly.find((each) => each.weekday === weekday)?.spans ?? []).map(spanWords).join(' ');
  const [texts, setTexts] = useState<Readonly<Record<number, string>>>(
    Object.fromEntries(DAYS.map((day) => [day, told(day)])),
  );
  const week = DAYS.map((weekday) => ({ weekday, spans: spansOf(texts[weekday] ?? '') }));
  const good = week.every(({ spans }) => spans !== null);
  const changed = DAYS.some((day) => texts[day] !== told(day));
  const save = useWrite(
    () => put(`/outlets/${outlet.id}/hours`, { weekly: week.filter(({ spans }) => spans?.length) }),
    { quiet: true, done: t('saved') },
  );
  return (
    <Card title={t('hours')} note={t('hoursNote')}>
      <div className="week">
        {week.map(({ weekday, spans }) => (
          <label key={weekday} className="row">
            <span className="t2 day">{t(`day${weekday}`)}</span>
            <Input
              value={texts[weekday] ?? ''}
              placeholder={t('rest')}
              readOnly={!may('outlets.hours')}
              status={spans === null ? 'error' : ''}
              onChange={(event) => setTexts({ ...texts, [weekday]: event.target.value })}
            />
            {spans === null && <span className="dn t3 one">{t('badTime')}</span>}
          </label>
        ))}
      </div>
      <RefusalLine error={save.error} />
      {may('outlets.hours') && (
        <Button
          type="primary"
          disabled={!good || !changed}
          loading={save.isPending}
          onClick={() => save.mutate(undefined)}
        >
          {t('save')}
        </Button>
      )}
    </Card>
  );
}

export function ExceptionsCard({ outlet }: { outlet: Outlet }) {
  const t = useWords(zh, en);
  const may = useMay();
  const [day, setDay] = useState<dayjs.Dayjs | null>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const spans = spansOf(text);
  const add = useWrite(
    () =>
      put(`/outlets/${outlet.id}/exceptions`, { day: day!.format('YYYY-MM-DD'), spans, reason }),
    { done: t('saved') },
  );
  const drop = useWrite((date: string) => remove(`/outlets/${outlet.id}/exceptions/${date}`), {
    done: t('saved'),
  });
  return (
    <Card title={t('exceptions')}>
      {outlet.exceptions.length === 0 && <p className="t2">{t('exceptionsNone')}</p>}
      <table className="plain">
        <tbody>
          {outlet.exceptions.map((each) => (
            <tr key={each.day}>
              <td className="num">{each.day}</td>
              <td className="num">{each.spans.map(spanWords).join(' ') || t('allDay')}</td>
              <td>{each.reason}</td>
              <td className="r">
                {may('outlets.hours') && (
                  <Button
                    type="text"
                    size="small"
                    aria-label={`${t('exceptionDrop')} ${each.day}`}
                    icon={<Trash2 size={15} />}
                    onClick={() => drop.mutate(each.day)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {may('outlets.hours') && (
        <div className="row" style={{ marginTop: 10 }}>
          <DatePicker
            value={day}
            onChange={setDay}
            placeholder={t('exceptionDay')}
            aria-label={t('exceptionDay')}
          />
          <Input
            value={text}
            onChange={(e) => setText(e.target.value)}
            placeholder={t('exceptionSpans')}
            aria-label={t('exceptionSpans')}
            status={spans === null ? 'error' : ''}
          />
          <Input
            value={reason}
            onChange={(e) => setReason(e.target.value)}
            placeholder={t('exceptionWhy')}
            aria-label={t('exceptionWhy')}
            maxLength={60}
            style={{ width: 150 }}
          />
          <Button
            disabled={!day || !reason.trim() || spans === null}
            loading={add.isPending}
            onClick={() => add.mutate(undefined)}
          >
            {t('exceptionAdd')}
          </Button>
        </div>
      )}
    </Card>
  );
}
