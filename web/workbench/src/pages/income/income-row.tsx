/** One sum with its formula, in words. */
import type { IncomeLine } from '../../api/income.ts';
import { date, money, percent, signed } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Tag } from '../../parts/small.tsx';

export function IncomeRow({ line }: { line: IncomeLine }) {
  return (
    <li className="row m">
      <div className="grow">
        <div className="m5 one" style={{ fontSize: 14 }}>
          {[line.who, line.titles.join(t('story.and'))].filter(Boolean).join(' ')}
        </div>
        <div className="t3 two">{formula(line)}</div>
      </div>
      <div className="end">
        <b className="num" style={{ fontSize: 16, fontWeight: 600 }}>
          {signed(line.amountFen)}
        </b>
        <div>
          <State line={line} />
        </div>
      </div>
    </li>
  );
}

function formula(line: IncomeLine): string {
  const facts = {
    rate: percent(line.rateBps),
    sum: money(line.baseFen),
    via: line.via ?? '',
    number: line.number,
  };
  if (line.kind === 'paid_out') return t('income.paid_out');
  if (line.kind === 'clawed_back') return t('income.refunded', facts);
  if (line.from === 'link' && line.via) return t('income.via', facts);
  return t(line.from === 'link' ? 'income.by_link' : 'income.by_home', facts);
}

function State({ line }: { line: IncomeLine }) {
  if (line.kind === 'clawed_back') return <Tag>{t('income.state_clawed')}</Tag>;
  if (line.kind === 'paid_out') return <Tag>{t('income.state_paid')}</Tag>;
  if (line.state === 'available') return <Tag look="ok">{t('income.state_available')}</Tag>;
  if (line.state === 'suspended') return <Tag look="bad">{t('income.state_suspended')}</Tag>;
  if (line.state === 'voided') return <Tag>{t('income.state_voided')}</Tag>;
  return (
    <Tag look="warn">
      {line.availableAt === null
        ? t('income.state_pending')
        : t('income.state_from', { at: date(line.availableAt) })}
    </Tag>
  );
}
