/** Her pay slip, month by month: what she had, got and took out; it adds up. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useSlip } from '../../api/incentives.ts';
import { money, signed } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { Shown } from '../../parts/states.tsx';

function moved(month: string, by: number): string {
  const [year, at] = month.split('-').map(Number) as [number, number];
  const months = year * 12 + at - 1 + by;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

export function SlipCard({ month: latest }: { month: string }) {
  const [month, setMonth] = useState(latest);
  const slip = useSlip(month);
  return (
    <section className="card">
      <div className="row between">
        <b className="m6">{t('slip.title')}</b>
        <span className="row s">
          <button
            type="button"
            className="icon-btn"
            aria-label={t('slip.before')}
            onClick={() => setMonth(moved(month, -1))}
          >
            <ChevronLeft aria-hidden="true" />
          </button>
          <span className="num">{month}</span>
          <button
            type="button"
            className="icon-btn"
            aria-label={t('slip.after')}
            disabled={month >= latest}
            onClick={() => setMonth(moved(month, 1))}
          >
            <ChevronRight aria-hidden="true" />
          </button>
        </span>
      </div>
      <Shown query={slip} bones={[140]}>
        {(found) => (
          <dl className="slip">
            <div>
              <dt>{t('slip.opening')}</dt>
              <dd>{money(found.openingFen)}</dd>
            </div>
            {found.lines.length === 0 && (
              <div>
                <dt className="t2">{t('slip.none')}</dt>
                <dd />
              </div>
            )}
            {found.lines.map((line) => (
              <div key={line.kind}>
                <dt>
                  {t(`slip.${line.kind}` as Key)}{' '}
                  <small className="t3">{t('slip.times', { n: line.count })}</small>
                </dt>
                <dd>{signed(line.fen)}</dd>
              </div>
            ))}
            <div className="sum">
              <dt>{t('slip.earned')}</dt>
              <dd>{money(found.earnedFen)}</dd>
            </div>
            <div className="sum">
              <dt>{t('slip.closing')}</dt>
              <dd>{money(found.closingFen)}</dd>
            </div>
          </dl>
        )}
      </Shown>
    </section>
  );
}
