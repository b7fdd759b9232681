/** A secret, shown this once: to copy now, or to make anew. */
import { App, Button, Modal } from 'antd';
import { Copy } from 'lucide-react';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export function Once({
  title,
  secret,
  close,
}: {
  title: string;
  secret: string;
  close: () => void;
}) {
  const t = useWords(zh, en);
  const { message } = App.useApp();
  const copy = () =>
    void navigator.clipboard.writeText(secret).then(() => message.success(t('copied')));
  return (
    <Modal open title={title} onCancel={close} footer={null} mask={{ closable: false }}>
      <div className="stack" style={{ gap: 12 }}>
        <p className="t2">{t('onceNote')}</p>
        <code className="secret">{secret}</code>
        <div className="row">
          <Button icon={<Copy size={15} />} onClick={copy}>
            {t('copy')}
          </Button>
          <Button type="primary" onClick={close}>
            {t('kept')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
