/** What concerns her own account, above every page: a new device, a second factor asked for. */
import { Link } from '@tanstack/react-router';
import { knowDevices } from '../api/security.ts';
import type { Session } from '../api/session.ts';
import { when } from '../i18n/format.ts';
import { t } from '../i18n/words.ts';
import { useDoing } from '../parts/act.ts';
import { Act } from '../parts/small.tsx';

export function OwnNotices({ session }: { session: Session }) {
  const { run, waiting } = useDoing();
  const { enrolment, newDevices } = session;
  if (newDevices === 0 && enrolment.state !== 'asked') return null;
  return (
    <aside className="stack" style={{ paddingBottom: 0 }}>
      {newDevices > 0 && (
        <div className="card stack" style={{ padding: 16 }} role="status">
          <b>{t('guard.new_device')}</b>
          <div className="row">
            <Act
              waiting={waiting}
              onClick={() => void run(knowDevices, { refresh: ['session', 'sessions'] })}
            >
              {t('guard.was_me')}
            </Act>
            <Link className="btn text" to="/me/security">
              {t('guard.look')}
            </Link>
          </div>
        </div>
      )}
      {enrolment.state === 'asked' && enrolment.by !== null && (
        <div className="card stack" style={{ padding: 16 }} role="status">
          <span>{t('guard.asked_by', { day: when(enrolment.by) })}</span>
          <Link className="btn text" to="/me/security">
            {t('guard.turn_on')}
          </Link>
        </div>
      )}
    </aside>
  );
}
