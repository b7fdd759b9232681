/** What concerns the person's own account, above every page: a new device, a factor asked for. */
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { post } from '../api/call.ts';
import { useWrite } from '../api/use.ts';
import { en } from '../pages/security/en.ts';
import { zh } from '../pages/security/zh.ts';
import { businessDay } from '../words/figures.ts';
import { useWords } from '../words/words.tsx';
import { useSession } from './session.tsx';

export function Notices() {
  const t = useWords(zh, en);
  const { enrolment, newDevices } = useSession();
  const mine = useWrite(() => post('/sessions/known'));
  return (
    <>
      {newDevices > 0 && (
        <Alert
          type="warning"
          banner
          title={t('newDevice')}
          action={
            <span className="row">
              <Button size="small" onClick={() => mine.mutate(undefined)}>
                {t('wasMe')}
              </Button>
              <Link className="link" to="/security">
                {t('lookAt')}
              </Link>
            </span>
          }
        />
      )}
      {enrolment.state === 'asked' && enrolment.by && (
        <Alert
          type="info"
          banner
          title={t('askedBy', { day: businessDay(enrolment.by) })}
          action={
            <Link className="link" to="/security">
              {t('turnOn')}
            </Link>
          }
        />
      )}
    </>
  );
}
