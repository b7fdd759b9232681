/** Whom to talk to now, and how the day goes. */
import { Link } from '@tanstack/react-router';
import {
  Bell,
  BellOff,
  ChevronRight,
  Package,
  CircleCheck,
  ScanLine,
  UserPlus,
} from 'lucide-react';
import { useState } from 'react';
import { can, useMe } from '../../api/session.ts';
import { TASK_KINDS, useToday, type TaskKind, type Today } from '../../api/today.ts';
import { mute, useMuted } from '../../app/bell.ts';
import { clock, dateAndWeekday, day, minutesLeft, money, serverNow } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { Choice, Price } from '../../parts/small.tsx';
import { Nothing, Shown } from '../../parts/states.tsx';
import { AimStrip } from './aim-strip.tsx';
import { TaskCard } from './task-card.tsx';
import { UsualRing } from './usual-ring.tsx';

export function TodayPage() {
  const me = useMe();
  const today = useToday();
  const hour = new Date(serverNow() + 8 * 3_600_000).getUTCHours();
  const greeting = hour < 12 ? 'today.morning' : hour < 18 ? 'today.afternoon' : 'today.evening';
  return (
    <Page
      title={t(greeting, { name: callName(me.staff.name) })}
      small={dateAndWeekday(serverNow())}
      actions={<Actions />}
    >
      <Shown query={today} bones={[190, 52, 120, 88, 88]}>
        {(data) => (
          <div className="stack">
            <DayCard today={data} />
            {can(me, 'income.read') && <AimStrip />}
            {data.toPick > 0 && data.pickBy !== null && <PickBy today={data} />}
            {can(me, 'members.own') && <Tasks today={data} />}
          </div>
        )}
      </Shown>
    </Page>
  );
}
/** 林小满 is called 小满; shorter and foreign names as they are. */
const callName = (name: string): string =>
  /^\p{Script=Han}{3}$/u.test(name) ? name.slice(1) : name;

function Actions() {
  const me = useMe();
  const muted = useMuted();
  const picks = can(me, 'orders.work');
  return (
    <>
      {picks && (
        <button
          type="button"
          className="icon-btn"
          aria-label={t('orders.sound')}
          aria-pressed={!muted}
          onClick={() => mute(!muted)}
        >
          {muted ? <BellOff aria-hidden="true" /> : <Bell aria-hidden="true" />}
        </button>
      )}
      {picks ? (
        <Link to="/verify" className="icon-btn" aria-label={t('verify.title')}>
          <ScanLine aria-hidden="true" />
        </Link>
      ) : (
        <Link to="/customers/new" className="icon-btn" aria-label={t('qr.title')}>
          <UserPlus aria-hidden="true" />
        </Link>
      )}
      <Link to="/me" className="icon-btn" aria-label={t('nav.me')}>
        <span className="me-disc" aria-hidden="true">
          {[...me.staff.name].at(-1)}
        </span>
      </Link>
    </>
  );
}

function DayCard({ today }: { today: Today }) {
  return (
    <section className="card" aria-label={t('today.figures')}>
      <div className="row" style={{ gap: 14 }}>
        <UsualRing done={today.salesFen} usual={today.usualFen} />
        <div className="grow">
          <div className="t3">
            {today.usualFen === null
              ? t(today.isGuide ? 'today.my_sales' : 'today.store_sales')
              : t('today.usual', { sum: money(today.usualFen) })}
          </div>
          <Price fen={today.salesFen} look="ink big" />
          {today.nightOrders > 0 ? (
            <div className="t2">
              {t('today.night', { count: today.nightOrders, sum: money(today.nightFen) })}{' '}
              <span className="timec">{t('today.night_too')}</span>
            </div>
          ) : (
            <div className="t2">{t('today.no_night')}</div>
          )}
        </div>
      </div>
      <div className="figures">
        <div>
          <b>{today.visits}</b>
          <span>{t(today.isGuide ? 'today.visits' : 'today.store_visits')}</span>
        </div>
        <div>
          <b>{today.newcomers}</b>
          <span>{t('today.newcomers')}</span>
        </div>
        {today.isGuide && (
          <div>
            <b className="ac">{money(today.commissionFen)}</b>
            <span>{t('today.commission')}</span>
          </div>
        )}
      </div>
    </section>
  );
}

function PickBy({ today }: { today: Today }) {
  const at = today.pickBy!;
  const named = day(at) === t('day.today') ? clock(at) : `${day(at)} ${clock(at)}`;
  const late = minutesLeft(at) < 0;
  return (
    <Link to="/orders" className="card warn row tight" style={{ display: 'flex' }}>
      <Package aria-hidden="true" />
      <span className="grow m5">
        {t(late ? 'today.pick_late' : 'today.pick_by', { count: today.toPick, at: named })}
      </span>
      <ChevronRight aria-hidden="true" />
    </Link>
  );
}

function Tasks({ today }: { today: Today }) {
  const [kind, setKind] = useState<TaskKind | 'all'>('all');
  const [gone, setGone] = useState<readonly string[]>([]);
  const left = today.tasks.filter((task) => !gone.includes(task.memberId));
  const shown = left.filter((task) => kind === 'all' || task.kind === kind);
  const done = today.talkedTo + gone.length;
  const countOf = (wanted: TaskKind) => left.filter((task) => task.kind === wanted).length;
  const kinds = TASK_KINDS.filter((each) => countOf(each) > 0);
  return (
    <>
      <div className="h">
        <h2>{t('today.whom')}</h2>
        <small>{t('today.progress', { count: left.length, done })}</small>
      </div>
      {left.length > 0 && (
        <Choice
          label={t('today.kinds')}
          look="chips"
          value={kind}
          options={[
            { value: 'all', label: `${t('today.all')} ${left.length}` },
            ...kinds.map((each) => ({
              value: each,
              label: `${t(`task.${each}`)} ${countOf(each)}`,
            })),
          ]}
          onChange={setKind}
        />
      )}
      {shown.map((task, i) => (
        <TaskCard
          key={task.memberId}
          task={task}
          first={i === 0}
          isQuiet={today.isQuiet}
          onDone={() => setGone((before) => [...before, task.memberId])}
        />
      ))}
      {left.length === 0 && (
        <Nothing
          icon={<CircleCheck />}
          title={done > 0 ? t('today.all_done', { count: done }) : t('today.no_task')}
          words={t('today.no_task_words')}
        />
      )}
    </>
  );
}
