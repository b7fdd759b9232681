/** One month of one holder: what it closes with, its lines, disputes, and who did what when. */
import { useParams } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { newId, post, urlOf } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Bar, Card, Figure, Tag, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { Disputes } from './disputes.tsx';
import { en } from './en.ts';
import { Lines } from './lines.tsx';
import { AskDispute, Pay } from './sheets.tsx';
import './settlements.css';
import { TONE, type Whole } from './types.ts';
import { zh } from './zh.ts';

export function Page() {
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useRead<Whole>(`/settlements/${id}`);
  return (
    <Shown read={read} height={600}>
      {(found) => <Open found={found} />}
    </Shown>
  );
}

function Open({ found }: { found: Whole }) {
  const t = useWords(zh, en);
  const may = useMay();
  const [asking, setAsking] = useState<{ lineNo: number | null } | null>(null);
  const mayDispute =
    may('statements.confirm') && ['closed', 'answered', 'disputed'].includes(found.state);
  return (
    <>
      <Bar
        title={`${found.name} ${found.month}`}
        note={t(found.kind)}
        after={<Tag tone={TONE[found.state]}>{t(`s_${found.state}`)}</Tag>}
      >
        {(['pdf', 'xlsx'] as const).map((end) => (
          <Button
            key={end}
            icon={<Download size={15} />}
            href={urlOf(`/settlements/${found.id}/statement.${end}`, { language: t.language })}
            download
          >
            {t(end)}
          </Button>
        ))}
        {mayDispute && (
          <Button onClick={() => setAsking({ lineNo: null })}>{t('disputeWhole')}</Button>
        )}
        <Deeds found={found} />
      </Bar>
      <Sums found={found} />
      {found.disputes.length > 0 && <Disputes found={found} />}
      <Card title={t('lines')}>
        <Lines id={found.id} dispute={mayDispute ? (no) => setAsking({ lineNo: no }) : null} />
      </Card>
      <Steps found={found} />
      {asking && <AskDispute id={found.id} {...asking} close={() => setAsking(null)} />}
    </>
  );
}

/** The one thing that is next, for whoever may do it. */
function Deeds({ found }: { found: Whole }) {
  const t = useWords(zh, en);
  const may = useMay();
  const [paying, setPaying] = useState(false);
  const [key] = useState(newId);
  const confirm = useWrite(() => post(`/settlements/${found.id}/confirm`, {}, key), {
    done: t('confirmDone'),
  });
  const approve = useWrite(() => post(`/settlements/${found.id}/approve`, {}, key), {
    done: t('approveDone'),
  });
  if (may('statements.confirm') && ['closed', 'answered'].includes(found.state))
    return (
      <Popconfirm title={t('confirmSure')} onConfirm={() => confirm.mutate(undefined)}>
        <Button type="primary" loading={confirm.isPending}>
          {t('confirm')}
        </Button>
      </Popconfirm>
    );
  if (!may('money.write')) return null;
  if (found.state === 'confirmed' && found.needsSecond)
    return (
      <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(undefined)}>
        {t('approve')}
      </Button>
    );
  if (!found.mayBePaid || found.transferredFen >= found.closingFen) return null;
  return (
    <>
      <Button type="primary" onClick={() => setPaying(true)}>
        {t('pay')}
      </Button>
      {paying && <Pay found={found} close={() => setPaying(false)} />}
    </>
  );
}

function Sums({ found }: { found: Whole }) {
  const t = useWords(zh, en);
  const term = (word: string, fen: number, note = '') => (
    <div>
      <div className="t2">{word}</div>
      <Figure fen={fen} size={22} />
      <div className="t3">{note}</div>
    </div>
  );
  return (
    <section className="card settlement-sum">
      {term(t('opening'), found.openingFen)}
      <span className="op">+</span>
      {term(t('earned'), found.earnedFen)}
      <span className="op">+</span>
      {term(t('charged'), found.chargedFen, t('chargedNote'))}
      <span className="op">−</span>
      {term(t('paid'), found.paidFen)}
      <span className="op">−</span>
      {term(t('pending'), found.pendingFen)}
      <span className="op">=</span>
      <div className="closing">
        {term(
          t('closing'),
          found.closingFen,
          found.transferredFen > 0
            ? t('transferred', { amount: money(found.transferredFen) })
            : found.state === 'confirmed' && found.needsSecond
              ? t('waitSecond')
              : '',
        )}
      </div>
    </section>
  );
}

function Steps({ found }: { found: Whole }) {
  const t = useWords(zh, en);
  return (
    <Card title={t('steps')}>
      <ol className="settlement-steps">
        {found.steps.map((step) => (
          <li key={`${step.at}${step.verb}`}>
            <When at={step.at} /> <b className="m5">{step.by ?? t('system')}</b>{' '}
            {t.of(`p_${step.verb}`, step.verb)} <span className="t2">{step.words}</span>
          </li>
        ))}
      </ol>
      <p className="t3 settlement-hash">
        {t('fingerprint')} <span className="num">{found.hash}</span>
      </p>
    </Card>
  );
}
