/** What was disputed and what came of it; head office answers here. */
import { Button } from 'antd';
import { useState } from 'react';
import { Card, Tag, When } from '../../parts/parts.tsx';
import { useMay } from '../../shell/session.tsx';
import { signed } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Answer } from './sheets.tsx';
import type { Dispute, Whole } from './types.ts';
import { zh } from './zh.ts';

const TONES = { open: 'bad', kept: 'plain', corrected: 'ok' } as const;

export function Disputes({ found }: { found: Whole }) {
  const t = useWords(zh, en);
  const may = useMay();
  const [answering, setAnswering] = useState<Dispute | null>(null);
  return (
    <Card title={t('disputes')}>
      <ul className="settlement-disputes">
        {found.disputes.map((each) => (
          <li key={each.id}>
            <div className="row">
              <Tag tone={TONES[each.state]}>
                {t(`d_${each.state}`, { amount: signed(each.correctionFen) })}
              </Tag>
              <b className="m6">
                {each.lineNo === null
                  ? t('whole')
                  : t('line', { no: each.lineNo, order: each.orderNumber })}
              </b>
              <span className="t3">
                {each.askedBy} <When at={each.askedAt} />
              </span>
              <span className="sp" />
              {each.state === 'open' && may('money.write') && (
                <Button size="small" onClick={() => setAnswering(each)}>
                  {t('answer')}
                </Button>
              )}
            </div>
            <p>{each.reason}</p>
            {each.answeredBy && (
              <p className="t2">
                {each.answeredBy} <When at={each.answeredAt} />：{each.answer}
              </p>
            )}
          </li>
        ))}
      </ul>
      {answering && <Answer id={found.id} to={answering} close={() => setAnswering(null)} />}
    </Card>
  );
}
