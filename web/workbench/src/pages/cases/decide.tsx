/** Yes or no to a case; and if yes, whether the goods come back first. */
import { useState } from 'react';
import { decide, type Case, type Decision } from '../../api/cases.ts';
import { newId } from '../../api/client.ts';
import { money } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Choice } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';
import { kindOf, Lines, reasonOf, ShelfChoice, Shots } from './about.tsx';

const RETURNS = new Set(['return_and_refund', 'not_happy', 'exchange']);

export function DecideSheet({ one, onClose }: { one: Case; onClose: () => void }) {
  const [key] = useState(newId);
  const returns = RETURNS.has(one.kind);
  const [yes, setYes] = useState(true);
  const [goods, setGoods] = useState<Decision['goods']>(returns ? 'bring' : 'here');
  const [back, setBack] = useState(false);
  const [words, setWords] = useState('');
  const doing = useDoing();
  const said = [reasonOf(one.reason), one.words].filter(Boolean).join(' · ');
  const here = returns && goods === 'here';
  const send = async () => {
    const sellable = yes && here && back ? one.lines.map(({ no }) => no) : [];
    const decision = { accepted: yes, words: words.trim(), sellable, goods };
    const done = await doing.run(() => decide(one.id, key, decision).then(() => true), {
      done: yes ? (goods === 'bring' ? 'cases.approved' : 'cases.accepted') : 'cases.rejected',
      quiet: true,
      refresh: ['cases', 'picking'],
    });
    if (done) onClose();
  };
  return (
    <Sheet open title={t('cases.decide')} onClose={onClose}>
      <div className="card tight">
        <b className="m6">{kindOf(one.kind)}</b>
        {said && <p className="say">{said}</p>}
        <Lines one={one} />
        <Shots one={one} />
        <div className="row between t2">
          <span>{t('cases.worth')}</span>
          <b className="num">{money(one.worthFen)}</b>
        </div>
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
          label={t('cases.where')}
          look="chips"
          value={goods}
          options={[
            { value: 'bring', label: t('cases.bring') },
            { value: 'here', label: t('cases.here') },
            ...(one.kind === 'exchange' ? [] : [{ value: 'keep', label: t('cases.keep') }]),
          ]}
          onChange={(next) => setGoods(next as Decision['goods'])}
        />
      )}
      {yes && here && <ShelfChoice back={back} onChange={setBack} />}
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
        {t(yes ? (goods === 'bring' ? 'cases.approve' : 'cases.refund') : 'cases.reject')}
      </Act>
    </Sheet>
  );
}
