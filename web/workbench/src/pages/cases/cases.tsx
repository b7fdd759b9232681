/** After-sales of the store's own orders: read what is asked, agree or say why not. */
import { MessageSquareReply } from 'lucide-react';
import { useState } from 'react';
import { decide, useCases, type Case } from '../../api/cases.ts';
import { newId } from '../../api/client.ts';
import { money, when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Choice, Tag } from '../../parts/small.tsx';
import { Nothing, RefusedNote, Shown } from '../../parts/states.tsx';

export function CasesPage() {
  const cases = useCases();
  const [chosen, setChosen] = useState<Case | null>(null);
  return (
    <Page back title={t('cases.title')}>
      <Shown query={cases} bones={[140, 140]}>
        {({ items }) => (
          <div className="stack">
            {items.map((each) => (
              <CaseCard key={each.id} one={each} onDecide={() => setChosen(each)} />
            ))}
            {items.length === 0 && (
              <Nothing
                icon={<MessageSquareReply />}
                title={t('cases.none')}
                words={t('cases.none_words')}
              />
            )}
          </div>
        )}
      </Shown>
      {chosen && <DecideSheet one={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

const kinds = ['refund_only', 'return_and_refund', 'amount'] as const;
const kindOf = (kind: string): string => {
  const known = kinds.find((each) => each === kind);
  return known === undefined ? kind : t(`cases.${known}`);
};

function CaseCard({ one, onDecide }: { one: Case; onDecide: () => void }) {
  return (
    <article className="card tight">
      <div className="row between">
        <b className="m6 one">
          {one.buyer} {t('orders.tail', { tail: one.orderNumber.slice(-4) })}
        </b>
        <Tag look="warn">{kindOf(one.kind)}</Tag>
      </div>
      <div className="t3">{when(one.askedAt)}</div>
      {one.words && <p className="say">“{one.words}”</p>}
      <Lines one={one} />
      <Act look="main block" onClick={onDecide}>
        {t('cases.decide')}
      </Act>
    </article>
  );
}

function Lines({ one }: { one: Case }) {
  return (
    <ul style={{ margin: '8px 0' }}>
      {one.lines.map((line) => (
        <li key={line.no} className="row between t2">
          <span className="one">{line.title}</span>
          <b className="num">
            {line.amountFen === null ? `×${line.pieces}` : money(line.amountFen)}
          </b>
        </li>
      ))}
    </ul>
  );
}

function DecideSheet({ one, onClose }: { one: Case; onClose: () => void }) {
  const [key] = useState(newId);
  const [yes, setYes] = useState(true);
  const [back, setBack] = useState(false);
  const [words, setWords] = useState('');
  const doing = useDoing();
  const returns = one.kind === 'return_and_refund';
  const send = async () => {
    const sellable = yes && returns && back ? one.lines.map(({ no }) => no) : [];
    const decision = { accepted: yes, words: words.trim(), sellable };
    const done = await doing.run(() => decide(one.id, key, decision).then(() => true), {
      done: yes ? 'cases.accepted' : 'cases.rejected',
      quiet: true,
      refresh: ['cases', 'picking'],
    });
    if (done) onClose();
  };
  return (
    <Sheet open title={t('cases.decide')} onClose={onClose}>
      <div className="card tight">
        <Lines one={one} />
      </div>
      <Choice
        label={t('cases.decide')}
        value={yes ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('cases.yes') },
          { value: 'no', label: t('cases.no') },
        ]}
        onChange={(answer) => setYes(answer === 'yes')}
      />
      {yes && returns && (
        <Choice
          label={t('cases.goods')}
          look="chips"
          value={back ? 'back' : 'gone'}
          options={[
            { value: 'gone', label: t('cases.gone') },
            { value: 'back', label: t('cases.back') },
          ]}
          onChange={(goods) => setBack(goods === 'back')}
        />
      )}
      <label className="field">
        <span>{t(yes ? 'cases.words' : 'cases.why_not')}</span>
        <textarea value={words} maxLength={500} onChange={(e) => setWords(e.target.value)} />
      </label>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        disabled={!yes && words.trim() === ''}
        waiting={doing.waiting}
        onClick={() => void send()}
      >
        {t(yes ? 'cases.refund' : 'cases.reject')}
      </Act>
    </Sheet>
  );
}
