/** Herself: who she is here, the places without a tab, language, look, sound, and out. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Dialog, Switch } from 'antd-mobile';
import { ChevronRight, LogOut, Palette, ShieldCheck, Volume2 } from 'lucide-react';
import { useState } from 'react';
import { NoNetwork } from '../../api/client.ts';
import { can, signOut, useMe } from '../../api/session.ts';
import { mute, useMuted } from '../../app/bell.ts';
import { placesOf } from '../../app/places.tsx';
import { forgetPerson, queries } from '../../app/queries.ts';
import { themeNow, wear, type Theme } from '../../app/theme.ts';
import { speak, t, useLang, type Key, type Lang } from '../../i18n/words.ts';
import { useQueue } from '../../offline/queue.ts';
import { tell } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Act, Choice, Face } from '../../parts/small.tsx';

const TABS = 5;

export function MePage() {
  const me = useMe();
  const places = placesOf(me)
    .slice(TABS)
    .filter(({ to }) => to !== '/me');
  return (
    <Page title={t('nav.me')}>
      <div className="stack">
        <section className="card row">
          <Face name={me.staff.name} size={56} />
          <div className="grow">
            <h2 style={{ fontSize: 20 }} className="one">
              {me.staff.name}
            </h2>
            <div className="t2 one">
              {[me.staff.outlet?.name, me.staff.title || roleName(me.roles)]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
        </section>
        <nav className="card flat menu" aria-label={t('me.places')}>
          {can(me, 'members.own') && (
            <Link to="/me/shop">
              <Palette aria-hidden="true" />
              <span className="grow">{t('shop.title')}</span>
              <ChevronRight className="ic2" aria-hidden="true" />
            </Link>
          )}
          {places.map(({ to, name, icon: Icon }) => (
            <Link key={to} to={to}>
              <Icon aria-hidden="true" />
              <span className="grow">{t(name)}</span>
              <ChevronRight className="ic2" aria-hidden="true" />
            </Link>
          ))}
          <Link to="/me/security">
            <ShieldCheck aria-hidden="true" />
            <span className="grow">{t('guard.title')}</span>
            <ChevronRight className="ic2" aria-hidden="true" />
          </Link>
          {can(me, 'orders.work') && <Sound />}
        </nav>
        <Looks />
        <Leave />
        <p className="t3 ctr">圈店 Quandian</p>
      </div>
    </Page>
  );
}
const roleName = (roles: readonly string[]): string =>
  roles.length === 0 ? '' : t(`role.${roles[0]}` as Key);

function Sound() {
  const muted = useMuted();
  return (
    <div className="item">
      <Volume2 aria-hidden="true" />
      <span className="grow">{t('orders.sound')}</span>
      <Switch
        checked={!muted}
        onChange={(on) => mute(!on)}
        style={{ '--checked-color': 'var(--accent)' }}
        aria-label={t('orders.sound')}
      />
    </div>
  );
}

function Looks() {
  const lang = useLang();
  const [theme, setTheme] = useState<Theme>(themeNow());
  return (
    <section className="card stack" style={{ padding: 16 }}>
      <b className="m6">{t('me.language')}</b>
      <Choice<Lang>
        label={t('me.language')}
        value={lang}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChange={speak}
      />
      <b className="m6">{t('me.theme')}</b>
      <Choice<Theme>
        label={t('me.theme')}
        value={theme}
        options={[
          { value: 'auto', label: t('me.auto') },
          { value: 'light', label: t('me.light') },
          { value: 'dark', label: t('me.dark') },
        ]}
        onChange={(next) => {
          wear(next);
          setTheme(next);
        }}
      />
    </section>
  );
}

function Leave() {
  const navigate = useNavigate();
  const queue = useQueue();
  const leave = async () => {
    const words =
      queue.length > 0 ? t('me.leave_queue', { count: queue.length }) : t('me.leave_words');
    const yes = await Dialog.confirm({
      content: words,
      confirmText: t('me.leave'),
      cancelText: t('act.cancel'),
    });
    if (!yes) return;
    try {
      await signOut();
    } catch (error) {
      if (error instanceof NoNetwork) return tell(error); // the session would live on
    }
    forgetPerson();
    queries.setQueryData(['session'], null);
    void navigate({ to: '/' });
  };
  return (
    <Act look="block danger" onClick={() => void leave()}>
      <LogOut aria-hidden="true" />
      {t('me.leave')}
    </Act>
  );
}
