/** The goods are on the counter: as agreed or not, fit for the shelf or not. */
import { useState } from 'react';
import { receive, type Case } from '../../api/cases.ts';
import { newId } from '../../api/client.ts';
import { money } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Choice } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';
import { kindOf, Lines, ShelfChoice, Shots } from './about.tsx';

export function ReceiveSheet({ one, onClose }: { one: Case; onClose: () => void }) {
  const [key] = useState(newId);
  const [fit, setFit] = useState(true);
  const [back, setBack] = useState(false);
  const [words, setWords] = useState('');
  const doing = useDoing();
  const send = async () => {
    const sellable = fit && back ? one.lines.map(({ no }) => no) : [];
    const receipt = { fit, outlet: null, words: words.trim(), sellable };
    const done = await doing.run(() => receive(one.id, key, receipt).then(() => true), {
      done: fit ? 'cases.received' : 'cases.rejected',
      quiet: true,
      refresh: ['cases', 'picking', 'stock'],
    });
    if (done) onClose();
  };
  return (
    <Sheet open title={t('cases.receive')} onClose={onClose}>
      <div className="card tight">
        <b className="m6">{kindOf(one.kind)}</b>
        <Lines one={one} />
        <Shots one={one} />
        {one.kind !== 'exchange' && (
          <div className="row between t2">
            <span>{t('cases.worth')}</span>
            <b className="num">{money(one.worthFen)}</b>
          </div>
        )}
      </div>
      <Choice
        label={t('cases.looked')}
        value={fit ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('cases.fit') },
          { value: 'no', label: t('cases.unfit') },
        ]}
        onChange={(answer) => setFit(answer === 'yes')}
      />
      {fit && <ShelfChoice back={back} onChange={setBack} />}
      <label className="field">
        <span>{t(fit ? 'cases.words' : 'cases.why_not')}</span>
        <textarea value={words} maxLength={500} onChange={(e) => setWords(e.target.value)} />
      </label>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        disabled={!fit && words.trim() === ''}
        waiting={doing.waiting}
        onClick={() => void send()}
      >
        {t(fit ? 'cases.got' : 'cases.reject')}
      </Act>
    </Sheet>
  );
}
