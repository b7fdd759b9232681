/** Asks again who holds this phone, by the code of her second factor or by her password. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { onProve, type Proof } from '../api/client.ts';
import { showAgain } from '../api/security.ts';
import { t } from '../i18n/words.ts';
import { useDoing } from '../parts/act.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Act } from '../parts/small.tsx';
import { RefusedNote } from '../parts/states.tsx';

export function ProveAgain() {
  const [by, setBy] = useState<Proof | null>(null);
  const [shown, setShown] = useState('');
  const told = useRef<((shown: boolean) => void)[]>([]);
  const { run, waiting, error, clear } = useDoing();
  useEffect(() => {
    onProve((way) => {
      setBy(way);
      return new Promise((tell) => told.current.push(tell));
    });
    return () => onProve(() => Promise.resolve(false));
  }, []);
  const close = (isShown: boolean) => {
    for (const tell of told.current.splice(0)) tell(isShown);
    setBy(null);
    setShown('');
    clear();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wish = by === 'code' ? { code: shown.trim() } : { password: shown };
    void run(() => showAgain(wish).then(() => true), { quiet: true }).then(
      (done) => done && close(true),
    );
  };
  return (
    <Sheet open={by !== null} title={t('guard.prove')} onClose={() => close(false)}>
      <form className="stack" style={{ padding: 0 }} onSubmit={submit}>
        <p className="t2">{t(by === 'code' ? 'guard.prove_code' : 'guard.prove_password')}</p>
        <label className="field">
          <span>{t(by === 'code' ? 'guard.code' : 'signin.password')}</span>
          <input
            required
            type={by === 'code' ? 'text' : 'password'}
            autoComplete={by === 'code' ? 'one-time-code' : 'current-password'}
            value={shown}
            onChange={(event) => setShown(event.target.value)}
          />
        </label>
        {error !== null && <RefusedNote error={error} />}
        <Act type="submit" look="main block" waiting={waiting}>
          {t('guard.ok')}
        </Act>
      </form>
    </Sheet>
  );
}
