/** What can be drawn, what waits, where each fen comes from, and the store's rank. */
import { Link } from '@tanstack/react-router';
import { ChevronRight, Trophy, Wallet } from 'lucide-react';
import { useState } from 'react';
import { useIncome, useRank, type Income, type Rank } from '../../api/income.ts';
import { bigMoney, money, monthName, roundMoney, serverNow } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { Act, Price } from '../../parts/small.tsx';
import { Bones, Nothing, Trouble } from '../../parts/states.tsx';
import { IncomeRow } from './income-row.tsx';
import { PayeeCard } from './payee-card.tsx';
import { TakenCard } from './taken.tsx';
import { WithdrawSheet } from './withdraw-sheet.tsx';

export function IncomePage() {
  const income = useIncome();
  const rank = useRank();
  const first = income.data?.pages[0];
  return (
    <Page title={t('income.title')} small={monthName(serverNow())}>
      {first === undefined && !income.error && <Bones heights={[180, 260, 200]} />}
      {first === undefined && income.error && (
        <Trouble error={income.error} retry={() => void income.refetch()} />
      )}
      {first && (
        <div className="stack">
          <Sums income={first} />
          <Link to="/incentives" className="card row tall">
            <Trophy aria-hidden="true" />
            <span className="grow">{t('aim.open')}</span>
            <ChevronRight className="ic2" aria-hidden="true" />
          </Link>
          <PayeeCard />
          <TakenCard items={first.withdrawals} />
          <Lines income={income} />
          {rank.data && rank.data.items.length > 1 && <RankCard rank={rank.data} />}
        </div>
      )}
    </Page>
  );
}

function Sums({ income }: { income: Income }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="card">
      <div className="row between at-top">
        <div>
          <div className="t3">{t('income.available')}</div>
          <Price fen={income.availableFen} look="hero" />
        </div>
        <Act look="main" disabled={income.availableFen <= 0} onClick={() => setOpen(true)}>
          {t('income.withdraw')}
        </Act>
      </div>
      {income.debtFen > 0 && (
        <p className="refused" style={{ marginTop: 10 }}>
          {t('income.debt', { sum: money(income.debtFen) })}
        </p>
      )}
      {income.underReviewFen > 0 && (
        <p className="t2">{t('income.review', { sum: money(income.underReviewFen) })}</p>
      )}
      {income.withdrawingFen > 0 && (
        <p className="t2">{t('income.withdrawing', { sum: money(income.withdrawingFen) })}</p>
      )}
      <div className="figures" style={{ textAlign: 'left' }}>
        <div>
          <span>{t('income.pending')}</span>
          <b>{money(income.pendingFen)}</b>
        </div>
        <div>
          <span>{t('income.paid')}</span>
          <b>{money(income.month.paidOutFen)}</b>
        </div>
        <div>
          <span>{t('income.clawed_back')}</span>
          <b>{money(-income.month.cutFen)}</b>
        </div>
      </div>
      {open && <WithdrawSheet most={income.availableFen} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Lines({ income }: { income: ReturnType<typeof useIncome> }) {
  const items = income.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card" style={{ padding: '12px 16px 4px' }}>
      <b className="m6">{t('income.how')}</b>
      {items.length === 0 && (
        <Nothing icon={<Wallet />} title={t('income.none')} words={t('income.none_words')} />
      )}
      <ul className="lines">
        {items.map((line) => (
          <IncomeRow key={line.id} line={line} />
        ))}
      </ul>
      {income.hasNextPage && (
        <Act
          look="text block"
          waiting={income.isFetchingNextPage}
          onClick={() => void income.fetchNextPage()}
        >
          {t('income.more')}
        </Act>
      )}
    </section>
  );
}

function RankCard({ rank }: { rank: Rank }) {
  const most = Math.max(1, ...rank.items.map((row) => row.salesFen));
  const at = rank.items.findIndex((row) => row.isMe);
  const above = rank.items[at - 1];
  const me = rank.items[at];
  return (
    <section className="card" style={{ padding: '14px 10px 10px' }}>
      <div className="row between" style={{ padding: '0 6px 8px' }}>
        <b className="m6">{t('rank.title', { outlet: rank.outlet })}</b>
        <span className="t3">{t('rank.by_sales')}</span>
      </div>
      <ol className="rank">
        {rank.items.map((row) => (
          <li key={row.staffId} className={row.isMe ? 'me' : ''}>
            <span className="no">{row.no}</span>
            <span className="who one">{row.name}</span>
            <span className="bar" aria-hidden="true">
              <i style={{ width: `${(row.salesFen / most) * 100}%` }} />
            </span>
            <span className="num">{bigMoney(row.salesFen)}</span>
          </li>
        ))}
      </ol>
      {me && (
        <p className="t2" style={{ padding: '8px 6px 4px' }}>
          {above === undefined
            ? t('rank.first', { days: rank.daysLeft })
            : t('rank.gap', {
                sum: roundMoney(above.salesFen - me.salesFen),
                name: above.name,
                days: rank.daysLeft,
              })}
        </p>
      )}
    </section>
  );
}
