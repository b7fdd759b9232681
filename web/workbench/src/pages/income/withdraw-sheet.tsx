/** Taking it out: how much, what of it arrives and where. Without a payee, that comes first. */
import { useDeferredValue, useState } from 'react';
import { newId } from '../../api/client.ts';
import { useTerms, withdraw, type Quote, type WithdrawalTerms } from '../../api/withdrawals.ts';
import { money, serverNow, when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act } from '../../parts/small.tsx';
import { RefusedCode, RefusedNote, Shown } from '../../parts/states.tsx';
import { whereOf } from './payee-card.tsx';
import { PayeeForm } from './payee-form.tsx';

interface Wish {
  readonly most: number;
  readonly onClose: () => void;
}
export function WithdrawSheet({ most, onClose }: Wish) {
  const [yuan, type] = useState((most / 100).toFixed(2));
  const amount = fenOf(yuan);
  const asked = useDeferredValue(amount > 0 ? amount : undefined);
  const terms = useTerms(asked);
  return (
    <Sheet open title={t('income.withdraw')} onClose={onClose}>
      <Shown query={terms} bones={[220]}>
        {(data) =>
          data.payee === null ? (
            <>
              <p className="refused" role="status">
                <RefusedCode code="payouts.no_payee" facts={{}} />
              </p>
              <PayeeForm changeHours={data.changeHours} isChange={false} onDone={() => {}} />
            </>
          ) : (
            <Asking
              terms={data}
              most={most}
              yuan={yuan}
              amount={amount}
              type={type}
              done={onClose}
            />
          )
        }
      </Shown>
    </Sheet>
  );
}

interface Asked {
  readonly terms: WithdrawalTerms;
  readonly most: number;
  readonly yuan: string;
  readonly amount: number;
  readonly type: (yuan: string) => void;
  readonly done: () => void;
}
function Asking({ terms, most, yuan, amount, type, done }: Asked) {
  const [id] = useState(newId);
  const doing = useDoing();
  const { payee, quote } = terms;
  const against = standsAgainst(terms, amount, most);
  const send = async () => {
    const sent = await doing.run(() => withdraw(id, amount).then(() => true), {
      done: 'income.withdraw_sent',
      quiet: true,
      refresh: ['income', 'withdrawal-terms'],
    });
    if (sent) done();
  };
  return (
    <div className="stack" style={{ padding: 0 }}>
      <label className="field">
        <span>{t('withdraw.amount', { most: money(Math.min(most, terms.maxFen)) })}</span>
        <input inputMode="decimal" value={yuan} onChange={({ target }) => type(target.value)} />
      </label>
      <p className="t2">{t('withdraw.to', { name: payee!.nameMasked, where: whereOf(payee!) })}</p>
      {quote?.amountFen === amount && <Breakdown quote={quote} tax={terms.tax} />}
      {against !== null && <p className="say">{against}</p>}
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        waiting={doing.waiting}
        disabled={against !== null || quote?.amountFen !== amount}
        onClick={() => void send()}
      >
        {t('income.withdraw_all', { sum: money(Math.max(0, amount)) })}
      </Act>
    </div>
  );
}

function Breakdown({ quote, tax }: { quote: Quote; tax: WithdrawalTerms['tax'] }) {
  const { feeFen, withheldFen, netFen } = quote;
  return (
    <div className="card">
      <Line words={t('withdraw.fee')} sum={money(-feeFen)} />
      {tax !== 'agent' && <Line words={t('withdraw.tax')} sum={money(-withheldFen)} />}
      <Line words={t('withdraw.net')} sum={money(netFen)} look="m6" />
      <p className="t3">{t(tax === 'agent' ? 'withdraw.tax_agent' : 'withdraw.tax_words')}</p>
    </div>
  );
}
const Line = ({ words, sum, look = '' }: { words: string; sum: string; look?: string }) => (
  <div className={`row between ${look}`} style={{ minHeight: 32 }}>
    <span>{words}</span>
    <span className="num">{sum}</span>
  </div>
);

/** In fen; what is no amount is none. */
function fenOf(yuan: string): number {
  const typed = yuan.trim();
  return /^\d{1,7}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : 0;
}
function standsAgainst(terms: WithdrawalTerms, amount: number, most: number): string | null {
  const { from, minFen, maxFen } = terms;
  if (Date.parse(from) > serverNow()) return t('withdraw.cools', { at: when(from) });
  if (amount < Math.max(1, minFen)) return t('withdraw.least', { sum: money(minFen) });
  if (amount > Math.min(most, maxFen))
    return t('withdraw.most', { sum: money(Math.min(most, maxFen)) });
  return null;
}
