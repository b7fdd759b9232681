/** The head: branch, search, how fresh the figures are, light or dark, language, new orders. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { Languages, SunMoon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMode } from '../theme/mode.tsx';
import { clock, nowMs } from '../words/figures.ts';
import { useLanguage, useWords } from '../words/words.tsx';
import { AlertBell } from './alert-bell.tsx';
import { BranchPicker } from './branch.tsx';
import { en } from './en.ts';
import { Search } from './search.tsx';
import { zh } from './zh.ts';

export function Head() {
  const t = useWords(zh, en);
  const { turn: turnMode } = useMode();
  const { turn: turnLanguage } = useLanguage();
  return (
    <header className="head">
      <BranchPicker />
      <Search />
      <span className="sp" />
      <Fresh />
      <Tooltip title={t('turnMode')}>
        <Button
          type="text"
          aria-label={t('turnMode')}
          icon={<SunMoon size={18} />}
          onClick={turnMode}
        />
      </Tooltip>
      <Button
        type="text"
        lang={t.language === 'zh' ? 'en' : 'zh-CN'}
        icon={<Languages size={18} />}
        onClick={turnLanguage}
      >
        {t('turnLanguage')}
      </Button>
      <AlertBell />
    </header>
  );
}

/** When the screen last heard from the server; a lost line says where it stands still. */
function Fresh() {
  const t = useWords(zh, en);
  const known = useQueryClient();
  const [heard, setHeard] = useState({ at: nowMs(), lost: false });
  useEffect(
    () =>
      known.getQueryCache().subscribe(({ type, query }) => {
        if (type !== 'updated') return;
        const { error, status } = query.state;
        const lost = status === 'error' && (error as { status?: number } | null)?.status === 0;
        setHeard((was) => (lost ? { ...was, lost } : { at: nowMs(), lost }));
      }),
    [known],
  );
  const time = clock(new Date(heard.at).toISOString());
  return (
    <span className="t3 row one" style={{ gap: 6 }}>
      <i className={`dotc round d-${heard.lost ? 'bad' : 'ok'}`} aria-hidden />
      {t(heard.lost ? 'liveLost' : 'live', { time })}
    </span>
  );
}
