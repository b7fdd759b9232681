/** Who is paid, and where: typed once in full, from then on seen by nobody but the bank. */
import { useState, type FormEvent } from 'react';
import { newId } from '../../api/client.ts';
import { putPayee, type Payee } from '../../api/withdrawals.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Act, Choice } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

const EMPTY = { name: '', idNo: '', cardNo: '', bankName: '' };

interface Wish {
  readonly changeHours: number;
  readonly isChange: boolean;
  readonly onDone: () => void;
}
export function PayeeForm({ changeHours, isChange, onDone }: Wish) {
  const [kind, choose] = useState<Payee['kind']>('bank');
  const [typed, type] = useState(EMPTY);
  const doing = useDoing();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { cardNo, bankName } = kind === 'bank' ? typed : EMPTY;
    const idNo = typed.idNo.trim().toUpperCase();
    const wish = { id: newId(), kind, name: typed.name.trim(), idNo, cardNo, bankName };
    const saved = await doing.run(() => putPayee(wish), {
      done: 'payee.saved',
      quiet: true,
      refresh: ['withdrawal-terms'],
    });
    if (saved) onDone();
  };
  const field = (name: keyof typeof EMPTY, more: object) => (
    <label className="field">
      <span>{t(`payee.${name}`)}</span>
      <input
        required
        autoComplete="off"
        value={typed[name]}
        onChange={({ target }) => type({ ...typed, [name]: target.value })}
        {...more}
      />
    </label>
  );
  return (
    <form className="stack" style={{ padding: 0 }} onSubmit={(event) => void save(event)}>
      <p className="t2">{t('payee.why')}</p>
      <Choice
        label={t('payee.title')}
        value={kind}
        options={[
          { value: 'bank', label: t('payee.bank') },
          { value: 'wechat', label: t('payee.wechat') },
        ]}
        onChange={choose}
      />
      {field('name', { minLength: 2, maxLength: 40 })}
      {field('idNo', { minLength: 18, maxLength: 18, autoCapitalize: 'characters' })}
      {kind === 'bank' && field('cardNo', { inputMode: 'numeric', minLength: 12, maxLength: 30 })}
      {kind === 'bank' && field('bankName', { maxLength: 60 })}
      {kind === 'wechat' && <p className="t2">{t('payee.wechat_words')}</p>}
      {isChange && <p className="say">{t('payee.cools', { hours: changeHours })}</p>}
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act type="submit" look="main block" waiting={doing.waiting}>
        {t('payee.save')}
      </Act>
    </form>
  );
}
