/** Turning two-step verification on: scanned or copied, confirmed, recovery codes shown once. */
import { useState } from 'react';
import { confirmFactor, startFactor, type Started } from '../../api/security.ts';
import { t } from '../../i18n/words.ts';
import { copy, useDoing } from '../../parts/act.ts';
import { Act } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

export function Enrol({ done }: { done: () => void }) {
  const [started, setStarted] = useState<Started | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [code, setCode] = useState('');
  const { run, waiting, error } = useDoing();
  if (codes) return <Codes codes={codes} done={done} />;
  if (!started)
    return (
      <div className="stack" style={{ padding: 0 }}>
        <p className="t2">{t('guard.scan')}</p>
        {error !== null && <RefusedNote error={error} />}
        <Act
          look="main block"
          waiting={waiting}
          onClick={() =>
            void run(startFactor, { quiet: true }).then((got) => got && setStarted(got))
          }
        >
          {t('guard.turn_on')}
        </Act>
      </div>
    );
  return (
    <form
      className="stack"
      style={{ padding: 0 }}
      onSubmit={(event) => {
        event.preventDefault();
        const shown = code.trim();
        const confirm = run(() => confirmFactor(shown), { quiet: true });
        void confirm.then((got) => got && setCodes(got.codes));
      }}
    >
      <p className="t2">{t('guard.scan')}</p>
      <img
        alt={t('guard.qr')}
        width={200}
        height={200}
        style={{ background: '#fff', borderRadius: 12, margin: '0 auto' }}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(started.qr)}`}
      />
      <code className="t3 ctr" style={{ overflowWrap: 'anywhere' }}>
        {started.secret}
      </code>
      <Act look="block" onClick={() => void copy(started.secret)}>
        {t('guard.secret')}
      </Act>
      <label className="field">
        <span>{t('guard.code')}</span>
        <input
          required
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      {error !== null && <RefusedNote error={error} />}
      <Act type="submit" look="main block" waiting={waiting}>
        {t('guard.confirm')}
      </Act>
    </form>
  );
}

export function Codes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  return (
    <div className="stack" style={{ padding: 0 }}>
      <b>{t('guard.codes_title')}</b>
      <p className="t2">{t('guard.codes_words')}</p>
      <ul className="card flat" style={{ margin: 0, padding: 12, listStyle: 'none' }}>
        {codes.map((code) => (
          <li key={code} style={{ fontFamily: 'var(--num)', lineHeight: 1.9 }}>
            {code}
          </li>
        ))}
      </ul>
      <Act look="block" onClick={() => void copy(codes.join('\n'))}>
        {t('guard.copy_codes')}
      </Act>
      <Act look="main block" onClick={done}>
        {t('guard.kept')}
      </Act>
    </div>
  );
}
