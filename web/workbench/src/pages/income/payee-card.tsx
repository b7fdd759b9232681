/** Where her money goes, as it may be seen: masked, and since when. */
import { Landmark, MessageCircle } from 'lucide-react';
import { useState } from 'react';
import { useTerms, type Payee } from '../../api/withdrawals.ts';
import { serverNow, when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act } from '../../parts/small.tsx';
import { Bones, Trouble } from '../../parts/states.tsx';
import { PayeeForm } from './payee-form.tsx';

export const whereOf = ({ kind, bankName, accountMasked }: Payee): string =>
  kind === 'wechat' ? t('payee.wechat') : `${bankName} ${accountMasked}`.trim();

export function PayeeCard() {
  const terms = useTerms();
  const [open, setOpen] = useState(false);
  if (terms.data === undefined)
    return terms.error ? (
      <Trouble error={terms.error} retry={() => void terms.refetch()} />
    ) : (
      <Bones heights={[92]} />
    );
  const { payee, from, changeHours } = terms.data;
  const Sign = payee?.kind === 'wechat' ? MessageCircle : Landmark;
  return (
    <section className="card" aria-label={t('payee.title')}>
      <div className="row between">
        <b className="m6">{t('payee.title')}</b>
        <Act look="text" onClick={() => setOpen(true)}>
          {t(payee === null ? 'payee.set' : 'payee.change')}
        </Act>
      </div>
      {payee === null ? (
        <p className="t2">{t('payee.none')}</p>
      ) : (
        <div className="row">
          <Sign className="ic2" aria-hidden="true" />
          <div className="grow">
            <div className="m5">{`${payee.nameMasked} ${whereOf(payee)}`}</div>
            <div className="t3">{t('payee.id_masked', { no: payee.idNoMasked })}</div>
          </div>
        </div>
      )}
      {payee !== null && Date.parse(from) > serverNow() && (
        <p className="say">{t('withdraw.cools', { at: when(from) })}</p>
      )}
      {open && (
        <Sheet open title={t('payee.title')} onClose={() => setOpen(false)}>
          <PayeeForm
            changeHours={changeHours}
            isChange={payee !== null}
            onDone={() => setOpen(false)}
          />
        </Sheet>
      )}
    </section>
  );
}
