/** Loading, empty, failed, forbidden: the shapes that every page shares. */
import { Button } from 'antd';
import { CloudAlert, Lock, type LucideIcon, SearchX, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Refused } from '../api/call.ts';
import { useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Nothing for 150 ms, then grey bars of the true height; after 8 s it says that it still tries. */
export function Loading({ height = 240, rows }: { height?: number; rows?: number }) {
  const t = useWords(zh, en);
  const [stage, setStage] = useState<'quiet' | 'bars' | 'slow'>('quiet');
  useEffect(() => {
    const soon = setTimeout(() => setStage('bars'), 150);
    const late = setTimeout(() => setStage('slow'), 8000);
    return () => {
      clearTimeout(soon);
      clearTimeout(late);
    };
  }, []);
  const lines = rows ?? Math.max(1, Math.floor(height / 44));
  return (
    <div className="loading" style={{ minHeight: height }} aria-busy="true">
      {stage !== 'quiet' &&
        Array.from({ length: lines }, (_, i) => (
          <span key={i} style={{ width: `${92 - ((i * 17) % 40)}%` }} />
        ))}
      {stage === 'slow' && <p>{t('slow')}</p>}
    </div>
  );
}

interface Blank {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly words?: string | undefined;
  readonly action?: ReactNode;
  readonly tone?: 'accent' | 'bad' | 'plain';
}

export function Blank({ icon: Icon, title, words, action, tone = 'plain' }: Blank) {
  return (
    <div className={`blank ${tone}`}>
      <span className="disc">
        <Icon size={26} aria-hidden />
      </span>
      <h2>{title}</h2>
      {words && <p>{words}</p>}
      {action}
    </div>
  );
}

export function Failed({ error, retry }: { error: Refused; retry?: (() => void) | undefined }) {
  const t = useWords(zh, en);
  if (error.status === 403)
    return <Blank icon={Lock} title={t('forbiddenTitle')} words={t('forbiddenWords')} />;
  if (error.status === 404)
    return <Blank icon={SearchX} title={t('goneTitle')} words={t('goneWords')} />;
  const again = retry && <Button onClick={retry}>{t('retry')}</Button>;
  if (error.status === 0)
    return (
      <Blank icon={WifiOff} title={t('offlineTitle')} words={t('offlineWords')} action={again} />
    );
  const words = [t('faultWords'), error.ref && t('ref', { ref: error.ref })].join(' ');
  return (
    <Blank icon={CloudAlert} tone="bad" title={t('faultTitle')} words={words} action={again} />
  );
}

interface Read<Answer> {
  readonly data: Answer | undefined;
  readonly error: Refused | null;
  readonly refetch: () => unknown;
}

/** The three fates of a read in one place: the page draws only the good one. */
export function Shown<Answer>(props: {
  read: Read<Answer>;
  height?: number;
  children: (answer: Answer) => ReactNode;
}) {
  const { read, height = 240, children } = props;
  if (read.data !== undefined) return <>{children(read.data)}</>;
  if (read.error) return <Failed error={read.error} retry={() => void read.refetch()} />;
  return <Loading height={height} />;
}
