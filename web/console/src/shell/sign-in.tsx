/** Signing in, and the first password of one's own. */
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { post } from '../api/call.ts';
import { useWrite } from '../api/use.ts';
import { FormEnd } from '../parts/form-end.tsx';
import { useLanguage, useWords } from '../words/words.tsx';
import { en as securityEn } from '../pages/security/en.ts';
import { Enrol } from '../pages/security/factor.tsx';
import { zh as securityZh } from '../pages/security/zh.ts';
import { ChangePasswordForm } from './change-password.tsx';
import { en } from './en.ts';
import { Mark } from './mark.tsx';
import { zh } from './zh.ts';

interface Wish {
  readonly login: string;
  readonly password: string;
}

function Gate({
  title,
  note,
  children,
}: {
  title: string;
  note: string;
  children: React.ReactNode;
}) {
  const t = useWords(zh, en);
  const { turn } = useLanguage();
  return (
    <div className="gate">
      <div className="pitch">
        <div className="logo" style={{ padding: 0 }}>
          <Mark size={36} />
          {t('brand')}
        </div>
        <div>
          <p className="big">{t('pitch1')}</p>
          <p>{t('pitch2')}</p>
        </div>
        <Rings />
      </div>
      <main>
        <div className="sheet">
          <div className="row between">
            <h1>{title}</h1>
            <Button type="text" size="small" onClick={turn}>
              {t('turnLanguage')}
            </Button>
          </div>
          <p className="t2">{note}</p>
          {children}
        </div>
      </main>
    </div>
  );
}

/** Rings of regulars around a shop: three generations of passing it on. */
function Rings() {
  return (
    <svg className="rings" viewBox="0 0 400 400" aria-hidden="true">
      {[60, 115, 170].map((radius, ring) => (
        <g key={radius} fill="none" stroke="currentColor">
          <circle
            cx="200"
            cy="200"
            r={radius}
            strokeOpacity={0.28 - ring * 0.07}
            strokeWidth="1.5"
          />
          {Array.from({ length: 4 + ring * 3 }, (_, i) => {
            const turn = (i / (4 + ring * 3)) * Math.PI * 2 + ring * 0.7;
            const [x, y] = [200 + radius * Math.cos(turn), 200 + radius * Math.sin(turn)];
            return (
              <circle
                key={i}
                cx={x}
                cy={y}
                r={7 - ring}
                fill="currentColor"
                fillOpacity={0.9 - ring * 0.25}
                stroke="none"
              />
            );
          })}
        </g>
      ))}
      <circle cx="200" cy="200" r="16" fill="currentColor" />
    </svg>
  );
}

export function SignIn() {
  const [byCode, setByCode] = useState(false);
  if (byCode) return <ByCode back={() => setByCode(false)} />;
  return <ByPassword byCode={() => setByCode(true)} />;
}

function ByPassword({ byCode }: { byCode: () => void }) {
  const t = useWords(zh, en);
  const [known, setKnown] = useState<Wish | null>(null);
  const enter = useWrite((wish: Wish) => post('/session', wish), { quiet: true });
  const send = (wish: Wish) =>
    enter.mutate(wish, {
      onError: ({ code }) => code === 'session.code_needed' && setKnown(wish),
    });
  if (known) return <SecondStep wish={known} back={() => setKnown(null)} />;
  return (
    <Gate title={t('signInTitle')} note={t('signInNote')}>
      <Form layout="vertical" size="large" onFinish={send} requiredMark={false}>
        <Form.Item
          name="login"
          label={t('login')}
          rules={[{ required: true, message: t('needLogin') }]}
        >
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('password')}
          rules={[{ required: true, message: t('needPassword') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <FormEnd sent={enter}>{t('signIn')}</FormEnd>
      </Form>
      <Button type="link" onClick={byCode}>
        {t('haveCode')}
      </Button>
    </Gate>
  );
}

/** The password was right; the code of the second factor is asked for. */
function SecondStep({ wish, back }: { wish: Wish; back: () => void }) {
  const t = useWords(securityZh, securityEn);
  const enter = useWrite(
    (shown: { code: string; trust?: boolean }) =>
      post('/session', { ...wish, code: shown.code.trim(), trust: shown.trust ?? false }),
    { quiet: true },
  );
  return (
    <Gate title={t('signInCode')} note={t('signInCodeNote')}>
      <Form
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={(shown: { code: string; trust?: boolean }) => enter.mutate(shown)}
      >
        <Form.Item
          name="code"
          label={t('code')}
          rules={[{ required: true, message: t('needCode') }]}
        >
          <Input autoComplete="one-time-code" autoFocus maxLength={40} />
        </Form.Item>
        <Form.Item name="trust" valuePropName="checked">
          <Checkbox>{t('trust')}</Checkbox>
        </Form.Item>
        <FormEnd sent={enter}>{t('signIn')}</FormEnd>
      </Form>
      <Button type="link" onClick={back}>
        {t('back')}
      </Button>
    </Gate>
  );
}

interface CodeWish {
  readonly login: string;
  readonly code: string;
  readonly to: string;
}

/** With the one-time code of an invitation or a reset one chooses a password. */
function ByCode({ back }: { back: () => void }) {
  const t = useWords(zh, en);
  const choose = useWrite(
    async ({ login, code, to }: CodeWish) => {
      await post('/session/password-by-code', { login, code, to });
      await post('/session', { login, password: to });
    },
    { quiet: true },
  );
  const need = (message: string) => [{ required: true, message }];
  return (
    <Gate title={t('byCode')} note={t('byCodeNote')}>
      <Form
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={(wish: CodeWish) => choose.mutate(wish)}
      >
        <Form.Item name="login" label={t('login')} rules={need(t('needLogin'))}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="code" label={t('code')} rules={need(t('needCode'))}>
          <Input autoComplete="one-time-code" />
        </Form.Item>
        <Form.Item
          name="to"
          label={t('newPassword')}
          rules={[{ min: 10, required: true, message: t('newShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <FormEnd sent={choose}>{t('savePassword')}</FormEnd>
      </Form>
      <Button type="link" onClick={back}>
        {t('signIn')}
      </Button>
    </Gate>
  );
}

export function MustChange() {
  const t = useWords(zh, en);
  return (
    <Gate title={t('mustChange')} note={t('mustChangeNote')}>
      <ChangePasswordForm done={() => {}} />
    </Gate>
  );
}

/** The days of grace are over: first the second factor, then everything else. */
export function EnrolFirst() {
  const t = useWords(securityZh, securityEn);
  return (
    <Gate title={t('enrolFirst')} note={t('enrolFirstNote')}>
      <Enrol done={() => location.reload()} />
    </Gate>
  );
}
