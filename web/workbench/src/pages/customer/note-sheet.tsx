/** What was talked about, in the guide's own words. Kept even without a network. */
import { useState } from 'react';
import { writeNote } from '../../api/customers.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

export function NoteSheet(props: {
  readonly open: boolean;
  readonly memberId: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const [words, setWords] = useState('');
  const doing = useDoing();
  const keep = async () => {
    const kept = await doing.run(() => writeNote(props.memberId, words.trim(), props.name), {
      done: 'note.kept',
      quiet: true,
      refresh: ['customer', 'today'],
    });
    if (kept === undefined) return;
    setWords('');
    props.onClose();
  };
  return (
    <Sheet open={props.open} title={t('note.title', { name: props.name })} onClose={props.onClose}>
      <label className="field">
        <span>{t('note.words')}</span>
        <textarea
          rows={4}
          maxLength={500}
          placeholder={t('note.example')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <em>{t('note.who_sees')}</em>
      </label>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        disabled={!words.trim()}
        waiting={doing.waiting}
        onClick={() => void keep()}
      >
        {t('note.keep')}
      </Act>
    </Sheet>
  );
}
