/**
 * The frame of a page: its title bar, the offline strip, content, and what stands at the bottom.
 */
import { useRouter } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/words.ts';
import { OfflineStrip } from './offline-strip.tsx';

interface PageProps {
  readonly title: string;
  readonly small?: string;
  readonly back?: boolean;
  readonly actions?: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}
export function Page({ title, small, back = false, actions, foot, children }: PageProps) {
  const router = useRouter();
  const leave = () =>
    history.length > 1 ? router.history.back() : void router.navigate({ to: '/' });
  return (
    <>
      <header className="top-bar">
        {back && (
          <button
            type="button"
            className="icon-btn back"
            aria-label={t('act.back')}
            onClick={leave}
          >
            <ChevronLeft aria-hidden="true" />
          </button>
        )}
        <h1>
          {title}
          {small && <small>{small}</small>}
        </h1>
        {actions}
      </header>
      <OfflineStrip />
      <main className={foot ? 'has-foot' : 'has-tabs'}>{children}</main>
      {foot && (
        <div className="foot" role="region" aria-label={t('page.actions')}>
          {foot}
        </div>
      )}
    </>
  );
}
