/** Her first goal of the month in one line, and the way to all of them; or nothing at all. */
import { Link } from '@tanstack/react-router';
import { ChevronRight, Target } from 'lucide-react';
import { useIncentives } from '../../api/incentives.ts';
import { roundMoney } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Tag } from '../../parts/small.tsx';

export function AimStrip() {
  const { data } = useIncentives();
  const waits = data?.penalties.some(({ state }) => state === 'imposed') ?? false;
  const target = data?.targets[0];
  if (target === undefined && !waits) return null;
  const share = target && Math.max(0, Math.min(100, (target.score / target.goal) * 100));
  const say = (n: number) =>
    target?.measure === 'sales' || target?.measure === 'share_sales' ? roundMoney(n) : String(n);
  return (
    <Link to="/incentives" className="card row tall">
      <Target aria-hidden="true" />
      <span className="grow">
        {target && (
          <>
            <span className="row between">
              <span className="one">
                {t(`aim.${target.measure}`)}{' '}
                {t('aim.of', { score: say(target.score), goal: say(target.goal) })}
              </span>
              <Tag look={target.pace === 'behind' ? 'warn' : 'ok'}>{t(`aim.${target.pace}`)}</Tag>
            </span>
            <span className="aim-bar" aria-hidden="true" style={{ display: 'block' }}>
              <i className={target.pace} style={{ width: `${share}%` }} />
            </span>
          </>
        )}
        {waits && <span className="t2">{t('aim.penalty_waits')}</span>}
      </span>
      <ChevronRight className="ic2" aria-hidden="true" />
    </Link>
  );
}
