/** What buyers complain of at the provider, and our answers; nothing of it is kept here. */
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Input } from 'antd';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Tag, When } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Account } from './types.ts';
import { zh } from './zh.ts';

interface Complaint {
  readonly id: string;
  readonly at: string;
  readonly words: string;
  readonly state: 'PENDING' | 'PROCESSING' | 'PROCESSED';
  readonly waits: boolean;
  readonly wantsRefundFen: number | null;
  readonly trades: readonly { readonly outTradeNo: string; readonly order: string | null }[];
}
const TONES = { PENDING: 'bad', PROCESSING: 'warn', PROCESSED: 'ok' } as const;

export function Complaints({ account, close }: { account: Account; close: () => void }) {
  const t = useWords(zh, en);
  const path = `/payment-accounts/${account.id}/complaints`;
  const read = useRead<{ items: readonly Complaint[] }>(path);
  return (
    <Drawer open onClose={close} size={560} title={t('complaintsOf', { name: account.name })}>
      <Shown read={read} height={320}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank
              icon={CircleCheck}
              title={t('complaintsNone')}
              words={t('complaintsNoneWords')}
            />
          ) : (
            items.map((each) => <One key={each.id} path={path} complaint={each} />)
          )
        }
      </Shown>
    </Drawer>
  );
}

function One({ path, complaint }: { path: string; complaint: Complaint }) {
  const t = useWords(zh, en);
  const { id, at, words, state, waits, wantsRefundFen, trades } = complaint;
  const [answer, setAnswer] = useState('');
  const say = useWrite((said: string | null) => post(`${path}/${id}/answer`, { words: said }), {
    done: t('answered'),
    then: () => setAnswer(''),
  });
  return (
    <section className="card pay-complaint">
      <div className="row wrap">
        <Tag tone={TONES[state]}>{t(`s_${state}`)}</Tag>
        {waits && <Tag tone="bad">{t('waits')}</Tag>}
        {wantsRefundFen !== null && wantsRefundFen > 0 && (
          <Tag>{t('wants', { amount: money(wantsRefundFen) })}</Tag>
        )}
        <span className="sp" />
        <When at={at} />
      </div>
      <p>{words}</p>
      {trades.map(({ outTradeNo, order }) =>
        order ? (
          <Link key={outTradeNo} className="link" to="/orders/$id" params={{ id: order }}>
            {t('seeOrder')}
          </Link>
        ) : (
          <span key={outTradeNo} className="t3 num">
            {outTradeNo}
          </span>
        ),
      )}
      {state !== 'PROCESSED' && (
        <>
          <Input.TextArea
            rows={2}
            maxLength={200}
            value={answer}
            aria-label={t('answerHere')}
            placeholder={t('answerHere')}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <div className="row">
            <Button
              type="primary"
              size="small"
              disabled={answer.trim() === ''}
              loading={say.isPending}
              onClick={() => say.mutate(answer.trim())}
            >
              {t('answer')}
            </Button>
            <Button
              size="small"
              disabled={state === 'PENDING'}
              loading={say.isPending}
              onClick={() => say.mutate(null)}
            >
              {t('end')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
