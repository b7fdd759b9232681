/** Starts the workbench: theme, language, the bridge for antd-mobile, then the router. */
import '../../tokens/tokens.css';
import '../../tokens/big-text.css';
import './style/antd-mobile.css';
import './style/work.css';
import './style/states.css';
import './app/bridge.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd-mobile';
import enUS from 'antd-mobile/es/locales/en-US';
import zhCN from 'antd-mobile/es/locales/zh-CN';
import { createRoot } from 'react-dom/client';
import { queries } from './app/queries.ts';
import { router } from './app/router.tsx';
import { dress } from './app/theme.ts';
import { markDocument, useLang } from './i18n/words.ts';

dress();
markDocument();

function App() {
  const lang = useLang();
  return (
    <ConfigProvider locale={lang === 'zh' ? zhCN : enUS}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} key={lang} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
createRoot(document.getElementById('root')!).render(<App />);
