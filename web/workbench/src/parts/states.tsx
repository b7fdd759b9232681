/** What every page shows when it has no content yet, or none at all. */
import type { UseQueryResult } from '@tanstack/react-query';
import { CircleAlert, CloudAlert, Inbox, Lock } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Fault, NoNetwork, Refused } from '../api/client.ts';
import { saidBy, saidByCode, type Said } from '../api/refusals.ts';
import { t, useLang } from '../i18n/words.ts';

const SLOW_MS = 8_000;

/** Skeletons of the true height, each entry a card. After 8 s it says that it is still fetching. */
export function Bones({
  heights,
  onCancel,
}: {
  heights: readonly number[];
  onCancel?: () => void;
}) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="stack" role="status" aria-label={t('state.loading')}>
      {slow && (
        <p className="ctr t2">
          {t('state.still_loading')}{' '}
          {onCancel && (
            <button type="button" className="btn text" onClick={onCancel}>
              {t('act.cancel')}
            </button>
          )}
        </p>
      )}
      {heights.map((height, i) => (
        <div key={i} className="bone" style={{ height, borderRadius: 12 }} />
      ))}
    </div>
  );
}

interface NothingProps {
  readonly title: string;
  readonly words?: string;
  readonly icon?: ReactNode;
  readonly look?: '' | 'bad' | 'grey';
  readonly act?: ReactNode;
}
export function Nothing({ title, words, icon, look = '', act }: NothingProps) {
  return (
    <div className="nothing">
      <span className={`disc ${look}`} aria-hidden="true">
        {icon ?? <Inbox />}
      </span>
      <h2>{title}</h2>
      {words && <p>{words}</p>}
      {act}
    </div>
  );
}

/** Ours, forbidden, or no network without anything kept: each names its way out. */
export function Trouble({ error, retry }: { error: unknown; retry: () => void }) {
  const again = (
    <button type="button" className="btn" onClick={retry}>
      {t('act.try_again')}
    </button>
  );
  if (error instanceof Refused && error.status === 403)
    return (
      <Nothing
        look="grey"
        icon={<Lock />}
        title={t('state.forbidden')}
        words={t('state.forbidden_words')}
      />
    );
  if (error instanceof Refused) return <RefusedPage error={error} again={again} />;
  const words =
    error instanceof NoNetwork
      ? t('state.no_network')
      : t('state.fault_words', { ref: error instanceof Fault ? error.ref : '–' });
  return (
    <Nothing look="bad" icon={<CloudAlert />} title={t('state.fault')} words={words} act={again} />
  );
}
function RefusedPage({ error, again }: { error: Refused; again: ReactNode }) {
  const said = useSaid(error);
  return <Nothing look="bad" title={said?.words ?? ''} words={error.code} act={again} />;
}

export function useSaid(error: unknown): Said | null {
  const lang = useLang();
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    if (error === null || error === undefined) return setSaid(null);
    void saidBy(error).then(setSaid);
  }, [error, lang]);
  return said;
}

/** Beside what caused it: the words, and the code small. */
export function RefusedNote({ error }: { error: unknown }) {
  const said = useSaid(error);
  if (said === null) return null;
  return (
    <div className="refused" role="alert">
      <CircleAlert aria-hidden="true" />
      <div>
        {said.words}
        {said.code && <code>{said.code}</code>}
      </div>
    </div>
  );
}
export function RefusedCode(props: {
  code: string;
  facts: Readonly<Record<string, string | number>>;
}) {
  const lang = useLang();
  const [said, setSaid] = useState('');
  useEffect(() => {
    void saidByCode(props.code, props.facts).then(({ words }) => setSaid(words));
  }, [props.code, props.facts, lang]);
  return <>{said}</>;
}

/** A query's content with its states; what was last seen stays while a new answer is missing. */
export function Shown<T>(props: {
  readonly query: UseQueryResult<T>;
  readonly bones: readonly number[];
  readonly children: (data: T) => ReactNode;
}) {
  const { query, bones, children } = props;
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Trouble error={query.error} retry={() => void query.refetch()} />;
  return <Bones heights={bones} />;
}
