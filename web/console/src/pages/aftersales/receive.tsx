/** The goods are back: as agreed or not, fit to be sold again or not. */
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { CasePage } from './types.ts';
import { zh } from './zh.ts';

export function Receive({ of, close }: { of: CasePage; close: () => void }) {
  const t = useWords(zh, en);
  const [words, setWords] = useState('');
  const [sellable, setSellable] = useState(false);
  const receive = useWrite(
    (fit: boolean) => {
      const nos = fit && sellable ? of.lines.map(({ no }) => no) : [];
      const body = { fit, outlet: null, words, sellable: nos };
      return post(`/aftersales/${of.id}/receipt`, body, `${of.id}-receipt-${fit}`);
    },
    { quiet: true, done: t('done'), then: close },
  );
  return (
    <div className="stack" style={{ gap: 12 }}>
      <p className="t2">{t('awaited')}</p>
      <Checkbox checked={sellable} onChange={(event) => setSellable(event.target.checked)}>
        {t('sellable')}
      </Checkbox>
      <Input.TextArea
        value={words}
        onChange={(event) => setWords(event.target.value)}
        placeholder={t('words')}
        aria-label={t('words')}
        maxLength={300}
        rows={2}
      />
      <RefusalLine error={receive.error} />
      <div className="row">
        <Button type="primary" loading={receive.isPending} onClick={() => receive.mutate(true)}>
          {t('goodsBack')}
        </Button>
        <Button
          disabled={!words.trim()}
          title={t('needWords')}
          onClick={() => receive.mutate(false)}
        >
          {t('unfit')}
        </Button>
      </div>
    </div>
  );
}
