/** Her targets with their pace, the contests she is in, penalties with appeal, her pay slip. */
import { Switch } from 'antd-mobile';
import { Trophy } from 'lucide-react';
import {
  hideName,
  useIncentives,
  type Contest,
  type Incentives,
  type Measure,
  type Target,
} from '../../api/incentives.ts';
import { money, roundMoney } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Tag } from '../../parts/small.tsx';
import { Nothing, Shown } from '../../parts/states.tsx';
import { Penalties } from './penalties.tsx';
import { SlipCard } from './slip-card.tsx';

const isMoney = (measure: Measure) => measure === 'sales' || measure === 'share_sales';
const say = (measure: Measure, n: number) => (isMoney(measure) ? roundMoney(n) : String(n));
const LOOK = { reached: 'ok', ahead: 'ok', behind: 'warn' } as const;

export function IncentivesPage() {
  const query = useIncentives();
  return (
    <Page title={t('aim.title')} back>
      <div className="stack">
        <Shown query={query} bones={[160, 200, 160]}>
          {(found) => (
            <>
              <Targets found={found} />
              <Contests found={found} />
              {found.penalties.length > 0 && <Penalties penalties={found.penalties} />}
              <SlipCard month={found.month} />
            </>
          )}
        </Shown>
      </div>
    </Page>
  );
}

function Targets({ found }: { found: Incentives }) {
  return (
    <section className="card stack">
      <div className="h">
        <h2>{t('aim.targets')}</h2>
        <small>{t('aim.day', { day: found.day, days: found.days })}</small>
      </div>
      {found.targets.length === 0 && <p className="t2">{t('aim.no_targets')}</p>}
      {found.targets.map((each) => (
        <Aim key={each.measure} target={each} />
      ))}
    </section>
  );
}

function Aim({ target }: { target: Target }) {
  const { measure, goal, score, pace, expected, forecast } = target;
  const share = Math.max(0, Math.min(100, (score / goal) * 100));
  return (
    <div>
      <div className="row between">
        <b className="m6">{t(`aim.${measure}`)}</b>
        <Tag look={LOOK[pace]}>{t(`aim.${pace}`)}</Tag>
      </div>
      <div className="t2">
        {t('aim.of', { score: say(measure, score), goal: say(measure, goal) })}
      </div>
      <div className="aim-bar" aria-hidden="true">
        <i className={pace} style={{ width: `${share}%` }} />
      </div>
      <div className="t3">
        {t('aim.expected', { sum: say(measure, expected) })} ·{' '}
        {t('aim.forecast', { sum: say(measure, forecast) })}
      </div>
    </div>
  );
}

function Contests({ found }: { found: Incentives }) {
  const doing = useDoing();
  return (
    <section className="card stack">
      <div className="h">
        <h2>{t('aim.contests')}</h2>
      </div>
      {found.contests.length === 0 && (
        <Nothing icon={<Trophy />} title={t('aim.no_contests')} words="" />
      )}
      {found.contests.map((each) => (
        <Race key={each.id} contest={each} />
      ))}
      <div className="row between tall">
        <span>
          {t('aim.hide')}
          <div className="t3">{t('aim.hide_words')}</div>
        </span>
        <Switch
          aria-label={t('aim.hide')}
          checked={found.nameHidden}
          loading={doing.waiting}
          onChange={(hidden) => void doing.run(() => hideName(hidden), { refresh: ['incentives'] })}
        />
      </div>
    </section>
  );
}

function Race({ contest }: { contest: Contest }) {
  const { measure, places, state, untilDay } = contest;
  const when = state === 'closed' ? t('aim.closed') : t('aim.until', { day: untilDay.slice(5) });
  return (
    <div>
      <div className="row between">
        <b className="m6">{contest.name}</b>
        <span className="t3">
          {t(`aim.${measure}` as Key)} · {when}
        </span>
      </div>
      {places.length === 0 && <p className="t2">{t('aim.no_places')}</p>}
      <ol className="rank plain-rank">
        {places.slice(0, 10).map((each, i) => (
          <li key={i} className={each.mine ? 'me' : ''}>
            <span className="no">{each.place}</span>
            <span className="who one">
              {each.mine ? t('aim.me') : (each.name ?? t('aim.somebody'))}
            </span>
            <span className="num">{say(measure, each.score)}</span>
            <span className="num ac">{each.prizeFen > 0 ? money(each.prizeFen) : ''}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
