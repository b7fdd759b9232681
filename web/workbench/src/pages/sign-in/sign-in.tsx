/** Login and password; after a reset, the person's own new password before anything else. */
import { useState, type FormEvent, type InputHTMLAttributes } from 'react';
import { Refused } from '../../api/client.ts';
import { changePassword, setPasswordByCode, signIn, useSession } from '../../api/session.ts';
import { queries } from '../../app/queries.ts';
import { speak, t, useLang } from '../../i18n/words.ts';
import { Act } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

export function SignInPage() {
  const session = useSession();
  const lang = useLang();
  return (
    <div className="frame">
      <main className="stack" style={{ paddingTop: '14vh' }}>
        <div className="row between">
          <img src="/work/mark.svg" width={44} height={44} alt="" />
          <button
            type="button"
            className="btn text"
            lang={lang === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => speak(lang === 'zh' ? 'en' : 'zh')}
          >
            {lang === 'zh' ? 'English' : '中文'}
          </button>
        </div>
        {session.data?.mustChange ? <NewPassword /> : <Login />}
      </main>
    </div>
  );
}

type Mode = 'login' | 'code';

function Login() {
  const [mode, setMode] = useState<Mode>('login');
  const [fields, setFields] = useState({ login: '', password: '', code: '', to: '' });
  const login = fields.login.trim();
  const [isAsked, setAsked] = useState(false);
  const { error, waiting, submit } = useForm(async () => {
    if (mode === 'login')
      return signIn(login, fields.password).catch((no: unknown) => {
        if (!(no instanceof Refused) || no.code !== 'session.code_needed') throw no;
        setAsked(true);
      });
    await setPasswordByCode(login, fields.code.trim(), fields.to);
    return signIn(login, fields.to);
  });
  if (isAsked)
    return <SecondStep login={login} password={fields.password} back={() => setAsked(false)} />;
  const field = (name: keyof typeof fields, rest: InputHTMLAttributes<HTMLInputElement>) => (
    <label className="field">
      <span>{t(`signin.${name}`)}</span>
      <input
        name={name}
        required
        value={fields[name]}
        onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
        {...rest}
      />
    </label>
  );
  return (
    <form className="stack" style={{ padding: 0, gap: 16 }} onSubmit={submit}>
      <h1 style={{ fontSize: 24 }}>{t(mode === 'login' ? 'signin.title' : 'signin.code_title')}</h1>
      <p className="t2">{t(mode === 'login' ? 'signin.words' : 'signin.code_words')}</p>
      {field('login', { autoComplete: 'username', autoCapitalize: 'none' })}
      {mode === 'login' ? (
        field('password', { type: 'password', autoComplete: 'current-password' })
      ) : (
        <>
          {field('code', { autoComplete: 'one-time-code', autoCapitalize: 'none' })}
          {field('to', { type: 'password', autoComplete: 'new-password' })}
        </>
      )}
      {error !== null && <RefusedNote error={error} />}
      <Act type="submit" look="main block" waiting={waiting}>
        {t(mode === 'login' ? 'signin.enter' : 'signin.keep')}
      </Act>
      <Act look="text block" onClick={() => setMode(mode === 'login' ? 'code' : 'login')}>
        {t(mode === 'login' ? 'signin.have_code' : 'signin.have_password')}
      </Act>
      <p className="t3 ctr">{t('signin.forgot')}</p>
    </form>
  );
}

/** The password was right; the code of the second factor is asked for. */
function SecondStep(props: { login: string; password: string; back: () => void }) {
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const { error, waiting, submit } = useForm(() =>
    signIn(props.login, props.password, { code: code.trim(), trust }),
  );
  return (
    <form className="stack" style={{ padding: 0, gap: 16 }} onSubmit={submit}>
      <h1 style={{ fontSize: 24 }}>{t('guard.second')}</h1>
      <p className="t2">{t('guard.second_words')}</p>
      <label className="field">
        <span>{t('guard.code')}</span>
        <input
          name="code"
          required
          autoComplete="one-time-code"
          autoCapitalize="none"
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <label className="row" style={{ minHeight: 44 }}>
        <input
          type="checkbox"
          checked={trust}
          onChange={(event) => setTrust(event.target.checked)}
        />
        <span className="t2">{t('guard.trust')}</span>
      </label>
      {error !== null && <RefusedNote error={error} />}
      <Act type="submit" look="main block" waiting={waiting}>
        {t('signin.enter')}
      </Act>
      <Act look="text block" onClick={props.back}>
        {t('guard.back')}
      </Act>
    </form>
  );
}

function NewPassword() {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { error, waiting, submit } = useForm(() => changePassword(from, to));
  return (
    <form className="stack" style={{ padding: 0, gap: 16 }} onSubmit={submit}>
      <h1 style={{ fontSize: 24 }}>{t('signin.new_title')}</h1>
      <p className="t2">{t('signin.new_words')}</p>
      <label className="field">
        <span>{t('signin.old')}</span>
        <input
          type="password"
          autoComplete="current-password"
          required
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{t('signin.to')}</span>
        <input
          type="password"
          autoComplete="new-password"
          required
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      {error !== null && <RefusedNote error={error} />}
      <Act type="submit" look="main block" waiting={waiting}>
        {t('signin.keep')}
      </Act>
    </form>
  );
}

function useForm(send: () => Promise<unknown>) {
  const [error, setError] = useState<unknown>(null);
  const [waiting, setWaiting] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWaiting(true);
    setError(null);
    try {
      await send();
      await queries.invalidateQueries({ queryKey: ['session'] });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(false);
    }
  };
  return { error, waiting, submit };
}
