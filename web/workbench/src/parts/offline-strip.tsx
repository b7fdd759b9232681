/** Says that there is no network, from when the content is, and what waits to be sent. */
import { CircleAlert, Clock, WifiOff, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { lastHeardAt, useReachable } from '../offline/reachable.ts';
import { forget, useQueue } from '../offline/queue.ts';
import { clock } from '../i18n/format.ts';
import { t } from '../i18n/words.ts';
import { RefusedCode } from './states.tsx';

const heard = (): number => lastHeardAt();

export function OfflineStrip() {
  const reachable = useReachable();
  const queue = useQueue();
  const at = useSyncExternalStore(() => () => {}, heard);
  const waiting = queue.filter((each) => each.refused === undefined);
  return (
    <div aria-live="polite">
      {!reachable && (
        <div className="strip">
          <WifiOff aria-hidden="true" />
          {at === 0 ? t('state.no_network') : t('state.offline_since', { at: clock(iso(at)) })}
        </div>
      )}
      {waiting.length > 0 && (
        <div className="strip">
          <Clock aria-hidden="true" />
          <span className="grow">
            {t('queue.waiting', { count: waiting.length })}
            <br />
            <span className="t3 ac">{t(waiting[0]!.what, waiting[0]!.facts)}</span>
          </span>
        </div>
      )}
      {queue
        .filter((each) => each.refused !== undefined)
        .map((each) => (
          <div className="strip bad" key={each.id}>
            <CircleAlert aria-hidden="true" />
            <span className="grow">
              {t(each.what, each.facts)}
              <br />
              <RefusedCode code={each.refused!.code} facts={each.refused!.facts} />
            </span>
            <button
              type="button"
              className="icon-btn"
              aria-label={t('queue.dismiss')}
              onClick={() => forget(each.id)}
            >
              <X aria-hidden="true" />
            </button>
          </div>
        ))}
    </div>
  );
}
const iso = (at: number): string => new Date(at).toISOString();
