/** What she took out: when, what arrived, how far it is, and why not. */
import type { Taken } from '../../api/withdrawals.ts';
import { money, when } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { Tag } from '../../parts/small.tsx';

const STATES: Readonly<Record<string, readonly [Key, string]>> = {
  asked: ['withdraw.asked', 'warn'],
  approved: ['withdraw.asked', 'warn'],
  under_way: ['withdraw.under_way', 'info'],
  paid: ['withdraw.paid', 'ok'],
  failed: ['withdraw.failed', 'bad'],
  refused: ['withdraw.refused', 'bad'],
};

export function TakenCard({ items }: { items: readonly Taken[] }) {
  if (items.length === 0) return null;
  return (
    <section className="card" style={{ padding: '12px 16px 4px' }}>
      <b className="m6">{t('withdraw.list')}</b>
      <ul className="lines">
        {items.map((each) => (
          <Row key={each.id} taken={each} />
        ))}
      </ul>
    </section>
  );
}

function Row({ taken }: { taken: Taken }) {
  const { amountFen, feeFen, withheldFen, state, reason, askedAt } = taken;
  const [words, look] = STATES[state] ?? STATES.asked!;
  return (
    <li className="row m">
      <div className="grow">
        <div className="m5">{when(askedAt)}</div>
        {feeFen + withheldFen > 0 && (
          <div className="t3">
            {t('withdraw.less', { fee: money(feeFen), tax: money(withheldFen) })}
          </div>
        )}
        {reason !== '' && <div className="t2">{t('withdraw.reason', { reason })}</div>}
      </div>
      <div className="end">
        <b className="num">{money(amountFen)}</b>
        <div>
          <Tag look={look}>{t(words)}</Tag>
        </div>
      </div>
    </li>
  );
}
