/** Sales = buyers × frequency × per order, each beside its former value, and whence the change. */
import { Dot, Figure } from '../../parts/parts.tsx';
import { count, delta, money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { factors, type Overview } from './sums.ts';
import { zh } from './zh.ts';

type Parts = NonNullable<Overview['parts']>;

export function EquationCard({ overview }: { overview: Overview }) {
  const t = useWords(zh, en);
  const { now, former } = overview;
  const [a, b] = [factors(now), factors(former)];
  const known = former.salesFen > 0;
  const change = (after: number, before: number, value: string) =>
    known && before > 0 ? (
      <div className="t3 one">
        <span className={after >= before ? 'up' : 'dn'}>{delta(after / before - 1)}</span>{' '}
        {t('former', { value })}
      </div>
    ) : (
      <div className="t3">&nbsp;</div>
    );
  return (
    <section className="card eq">
      <div className="terms">
        <div>
          <div className="t2">{t('sales')}</div>
          <Figure fen={now.salesFen} size={32} />
          {change(now.salesFen, former.salesFen, money(former.salesFen))}
        </div>
        <span className="op">=</span>
        <div>
          <div className="t2">{t('buyers')}</div>
          <span className="fig">{count(a.buyers)}</span>
          {change(a.buyers, b.buyers, count(b.buyers))}
        </div>
        <span className="op">×</span>
        <div>
          <div className="t2">{t('frequency')}</div>
          <span className="fig">{a.frequency.toFixed(2)}</span>
          {change(a.frequency, b.frequency, b.frequency.toFixed(2))}
        </div>
        <span className="op">×</span>
        <div>
          <div className="t2">{t('perOrder')}</div>
          <Figure fen={Math.round(a.perOrder)} />
          {change(a.perOrder, b.perOrder, money(Math.round(b.perOrder)))}
        </div>
      </div>
      <div className="why">
        {overview.parts ? (
          <Causes deltaFen={overview.deltaFen} parts={overview.parts} />
        ) : (
          <p className="t3">{t('noFormer')}</p>
        )}
      </div>
    </section>
  );
}

function Causes({ deltaFen, parts: why }: Pick<Overview, 'deltaFen'> & { parts: Parts }) {
  const t = useWords(zh, en);
  const parts = [
    { key: 'buyers', tone: 'member', fen: why.buyers },
    { key: 'frequency', tone: 'info', fen: why.frequency },
    { key: 'perOrder', tone: 'walkin', fen: why.value },
  ] as const;
  const down = deltaFen < 0;
  return (
    <>
      <div className="t2" style={{ marginBottom: 8 }}>
        {t.rich(down ? 'lessFrom' : 'moreFrom', {
          amount: <b className="num">{money(Math.abs(deltaFen))}</b>,
        })}
      </div>
      <div className="split" aria-hidden>
        {parts.map((part) => (
          <i
            key={part.key}
            className={`d-${part.tone}`}
            style={{ flex: Math.max(Math.abs(part.fen), 1) }}
          />
        ))}
      </div>
      <div className="legend" style={{ marginTop: 8, gap: 14 }}>
        {parts.map((part) => (
          <span key={part.key}>
            <Dot tone={part.tone} />
            {t(part.key)} <span className="num">{money(part.fen)}</span>
          </span>
        ))}
      </div>
    </>
  );
}
