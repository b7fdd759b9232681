/** Plans that wait for a second person; whoever asked sees them and cannot decide. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { Card, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useMay, useSession } from '../../shell/session.tsx';
import { rate, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Ask } from './types.ts';
import { zh } from './zh.ts';

export function AsksCard({ asks }: { asks: readonly Ask[] }) {
  const t = useWords(zh, en);
  const open = asks.filter(({ state }) => state === 'asked');
  if (open.length === 0) return null;
  return (
    <Card title={t('asks')} note={t('asksNote')}>
      {open.map((ask) => (
        <One key={ask.id} ask={ask} />
      ))}
    </Card>
  );
}

function One({ ask }: { ask: Ask }) {
  const t = useWords(zh, en);
  const may = useMay()('money.write');
  const { staff } = useSession();
  const [words, setWords] = useState('');
  const decide = useWrite(
    (granted: boolean) => post(`/plan-asks/${ask.id}/decide`, { granted, words }),
    { quiet: true, done: t('decided') },
  );
  const own = ask.askedBy === staff.id;
  return (
    <div className="plan-row">
      <div className="say">
        <b>{ask.why}</b>
        <div className="t2">
          {t('askOf', {
            who: ask.askedByName ?? '',
            rise: rate(ask.riseBps),
            limit: rate(ask.thresholdBps),
          })}
        </div>
        <div className="t3">
          <When at={ask.askedAt} /> ·{' '}
          {ask.validFrom ? t('fromAt', { at: when(ask.validFrom, t.language) }) : t('fromGrant')}
        </div>
        <RefusalLine error={decide.error} />
      </div>
      {own && <span className="t3">{t('own')}</span>}
      {may && !own && (
        <div className="row" style={{ flexWrap: 'wrap' }}>
          <Input
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder={t('words')}
            aria-label={t('words')}
            maxLength={200}
            style={{ width: 200 }}
          />
          <Button loading={decide.isPending} onClick={() => decide.mutate(false)}>
            {t('refuse')}
          </Button>
          <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>
            {t('grant')}
          </Button>
        </div>
      )}
    </div>
  );
}
