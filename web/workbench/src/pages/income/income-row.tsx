/** One part with its formula in words, what a return took back, and when it can be drawn. */
import type { IncomeLine } from '../../api/income.ts';
import { date, money, percent, signed } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Tag } from '../../parts/small.tsx';

export function IncomeRow({ line }: { line: IncomeLine }) {
  return (
    <li className="row m">
      <div className="grow">
        <div className="m5 one" style={{ fontSize: 14 }}>
          {[line.buyer || t('customers.unnamed'), line.titles].filter(Boolean).join(' ')}
        </div>
        <div className="t3 two">{formula(line)}</div>
        {line.cutFen > 0 && (
          <div className="t3 two">
            {t('income.refunded', { whole: money(line.amountFen), cut: money(line.cutFen) })}
          </div>
        )}
      </div>
      <div className="end">
        <b className="num" style={{ fontSize: 16, fontWeight: 600 }}>
          {signed(line.netFen)}
        </b>
        <div>
          <State line={line} />
        </div>
      </div>
    </li>
  );
}

function formula({ why, orderNumber }: IncomeLine): string {
  if (why === undefined || why.rateBps === null) return t('income.order', { number: orderNumber });
  const facts = { rate: percent(why.rateBps), sum: money(why.baseFen), via: why.via ?? '' };
  if (why.from === 'link') return t(why.via ? 'income.via' : 'income.by_link', facts);
  return t('income.by_home', facts);
}

function State({ line }: { line: IncomeLine }) {
  if (line.state === 'cut') return <Tag>{t('income.state_clawed')}</Tag>;
  if (line.state === 'available') return <Tag look="ok">{t('income.state_available')}</Tag>;
  if (line.state === 'under_review') return <Tag look="bad">{t('income.state_suspended')}</Tag>;
  return (
    <Tag look="warn">
      {line.availableAt === null
        ? t('income.state_pending')
        : t('income.state_from', { at: date(line.availableAt) })}
    </Tag>
  );
}
