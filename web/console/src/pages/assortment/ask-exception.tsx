/** A price that the band does not allow: head office is asked, with a reason and for some days. */
import { Button, Input, InputNumber, Popover } from 'antd';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Props {
  readonly scope: string;
  readonly sku: string;
  readonly priceFen: number;
  readonly done: () => void;
}

export function AskException({ scope, sku, priceFen, done }: Props) {
  const t = useWords(zh, en);
  const [id] = useState(newId);
  const [days, setDays] = useState(7);
  const [why, setWhy] = useState('');
  const ask = useWrite(
    () =>
      post('/price-exceptions', {
        id,
        scopeId: scope,
        skuId: sku,
        priceFen,
        days,
        why: why.trim(),
      }),
    { quiet: true, done: t('exceptionAsked'), then: done },
  );
  const form = (
    <div className="stack" style={{ gap: 10, width: 300 }}>
      <p className="m5">{t('exceptionFor', { price: money(priceFen) })}</p>
      <Input.TextArea
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        placeholder={t('exceptionWhy')}
        aria-label={t('exceptionWhy')}
        maxLength={200}
        rows={2}
      />
      <div className="row">
        <span className="t2">{t('exceptionDays')}</span>
        <InputNumber
          size="small"
          min={1}
          max={90}
          precision={0}
          value={days}
          onChange={(next) => setDays(Number(next ?? 1))}
          aria-label={t('exceptionDays')}
          style={{ width: 80 }}
        />
        <span className="sp" />
        <Button
          type="primary"
          disabled={!why.trim()}
          loading={ask.isPending}
          onClick={() => ask.mutate(undefined)}
        >
          {t('exceptionAsk')}
        </Button>
      </div>
      <RefusalLine error={ask.error} />
    </div>
  );
  return (
    <Popover content={form} trigger="click" placement="bottom">
      <button type="button" className="link">
        {t('exceptionAsk')}
      </button>
    </Popover>
  );
}
