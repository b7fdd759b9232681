/** Light or dark: the person's choice, else the machine's. antd, our CSS and the charts follow. */
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useLanguage } from '../words/words.tsx';
import { antdTheme, type Mode } from './tokens.ts';

const KEPT = 'qd.mode';
const ModeOf = createContext<{ mode: Mode; turn: () => void }>({ mode: 'light', turn: () => {} });
export const useMode = () => useContext(ModeOf);

// Else antd's dialogs wait, unseen, for the end of an animation that our style has taken away.
const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const prefersDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
const remembered = (): Mode =>
  (localStorage.getItem(KEPT) as Mode | null) ?? (prefersDark() ? 'dark' : 'light');

export function Theme({ children }: { children: ReactNode }) {
  const [mode, setMode] = useState(remembered);
  const { language } = useLanguage();
  useEffect(() => {
    document.documentElement.dataset.theme = mode;
  }, [mode]);
  const { token, ...worn } = antdTheme[mode];
  const turn = () => {
    const next = mode === 'light' ? 'dark' : 'light';
    localStorage.setItem(KEPT, next);
    setMode(next);
  };
  return (
    <ModeOf value={{ mode, turn }}>
      <ConfigProvider
        theme={{ ...worn, token: { ...token, motion: !isStill() } }}
        locale={language === 'zh' ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
      >
        <App className="app">{children}</App>
      </ConfigProvider>
    </ModeOf>
  );
}
