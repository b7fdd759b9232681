/** Yes or no, with words; and if yes, whether the goods come back first. */
import { Button, Checkbox, Input, Segmented } from 'antd';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { CasePage } from './types.ts';
import { zh } from './zh.ts';

const RETURNS = ['return_and_refund', 'not_happy', 'exchange'];
type Goods = 'bring' | 'here' | 'keep';

export function Decide({ of, close }: { of: CasePage; close: () => void }) {
  const t = useWords(zh, en);
  const returns = RETURNS.includes(of.kind) && of.preview.isOut;
  const [goods, setGoods] = useState<Goods>(returns ? 'bring' : 'here');
  const [words, setWords] = useState('');
  const [sellable, setSellable] = useState(false);
  const here = returns && goods === 'here';
  const decide = useWrite(
    (accepted: boolean) => {
      const nos = accepted && here && sellable ? of.lines.map(({ no }) => no) : [];
      const body = { accepted, words, goods, sellable: nos };
      return post(`/aftersales/${of.id}/decision`, body, `${of.id}-${of.state}-${accepted}`);
    },
    { quiet: true, done: t('done'), then: close },
  );
  if (of.desk === 'hq' && !of.preview.isHq) return <p className="t2">{t('atHq')}</p>;
  return (
    <div className="stack" style={{ gap: 12 }}>
      {returns && (
        <Segmented<Goods>
          aria-label={t('goods')}
          value={goods}
          onChange={setGoods}
          options={(of.kind === 'exchange'
            ? (['bring', 'here'] as const)
            : (['bring', 'here', 'keep'] as const)
          ).map((value) => ({ value, label: t(`goods_${value}`) }))}
        />
      )}
      {here && (
        <Checkbox checked={sellable} onChange={(event) => setSellable(event.target.checked)}>
          {t('sellable')}
        </Checkbox>
      )}
      <Input.TextArea
        value={words}
        onChange={(event) => setWords(event.target.value)}
        placeholder={t('words')}
        aria-label={t('words')}
        maxLength={300}
        rows={2}
      />
      <RefusalLine error={decide.error} />
      <div className="row">
        <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>
          {t(goods === 'bring' ? 'approve' : 'accept')}
        </Button>
        <Button
          disabled={!words.trim()}
          title={t('needWords')}
          onClick={() => decide.mutate(false)}
        >
          {t('reject')}
        </Button>
      </div>
    </div>
  );
}
