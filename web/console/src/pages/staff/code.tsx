/** A one-time code, shown once: to read out or to copy. */
import { App, Button } from 'antd';
import { Copy } from 'lucide-react';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export function Code({ code, close }: { code: string; close: () => void }) {
  const t = useWords(zh, en);
  const { message } = App.useApp();
  const copy = () =>
    void navigator.clipboard.writeText(code).then(() => message.success(t('copied')));
  return (
    <div className="stack" style={{ gap: 12 }}>
      <p className="t2">{t('code')}</p>
      <p className="fig" style={{ userSelect: 'all' }}>
        {code}
      </p>
      <div className="row">
        <Button icon={<Copy size={15} />} onClick={copy}>
          {t('copy')}
        </Button>
        <Button type="primary" onClick={close}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}
