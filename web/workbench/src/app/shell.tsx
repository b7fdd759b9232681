/** Around every page: who is signed in, the places of her role as tabs, the ear for new orders. */
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession, type Session } from '../api/session.ts';
import { usePulse } from '../api/picking.ts';
import { NewOrderEar } from './new-order-ear.tsx';
import { OwnNotices } from './own-notices.tsx';
import { placesOf } from './places.tsx';
import { ProveAgain } from './prove-again.tsx';
import { badge } from '../i18n/format.ts';
import { t } from '../i18n/words.ts';
import { Bones, Trouble } from '../parts/states.tsx';
import { Enrol } from '../pages/security/enrol.tsx';
import { SignInPage } from '../pages/sign-in/sign-in.tsx';

export function Shell() {
  const session = useSession();
  const { pathname } = useLocation();
  if (session.data === null || session.data?.mustChange) return <SignInPage />;
  if (session.data?.enrolment.state === 'over')
    return (
      <div className="frame">
        <main className="stack" style={{ paddingTop: '8vh' }}>
          <h1 style={{ fontSize: 24 }}>{t('guard.first')}</h1>
          <p className="t2">{t('guard.first_words')}</p>
          <Enrol done={() => void session.refetch()} />
        </main>
        <ProveAgain />
      </div>
    );
  if (session.data === undefined)
    return (
      <div className="frame">
        {session.error ? (
          <Trouble error={session.error} retry={() => void session.refetch()} />
        ) : (
          <Bones heights={[56, 200, 64, 120]} />
        )}
      </div>
    );
  if (pathname.endsWith('/sign-in')) return <Home />;
  return <SignedIn session={session.data} />;
}

function Home() {
  const navigate = useNavigate();
  useEffect(() => void navigate({ to: '/', replace: true }), [navigate]);
  return null;
}

const TABS = 5;
/** Pages that carry their own bottom bar, or stand one step deeper. */
const DEEP = /^\/(customers\/.|orders\/.|verify|stock\/.|outlet|cases|me\/)/;

function SignedIn({ session }: { session: Session }) {
  const { pathname } = useLocation();
  const places = placesOf(session);
  const pulse = usePulse(session);
  const todo = (pulse.data?.toAccept ?? 0) + (pulse.data?.toPick ?? 0);
  const bare = pathname.replace(/^\/work/, '') || '/';
  return (
    <div className="frame">
      <NewOrderEar session={session} pulse={pulse.data} />
      <OwnNotices session={session} />
      <Outlet />
      <ProveAgain />
      {!DEEP.test(bare) && (
        <nav className="tabs" aria-label={t('nav.main')}>
          {places.slice(0, TABS).map(({ to, name, icon: Icon }) => (
            <Link
              key={to}
              to={to}
              aria-current={bare === to ? 'page' : undefined}
              activeOptions={{ exact: true }}
            >
              <Icon aria-hidden="true" />
              <span>{t(name)}</span>
              {to === '/orders' && todo > 0 && (
                <span className="badge" aria-label={t('nav.todo', { count: todo })} role="img">
                  {badge(todo)}
                </span>
              )}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}
