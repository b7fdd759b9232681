/** Words to a customer: proposed, edited, copied into WeChat, and noted as talked to. */
import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { writeNote } from '../../api/customers.ts';
import { t } from '../../i18n/words.ts';
import { copy, useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

export function SendSheet(props: {
  readonly open: boolean;
  readonly memberId: string;
  readonly name: string;
  readonly words: string;
  readonly isQuiet?: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const [words, setWords] = useState(props.words);
  useEffect(() => setWords(props.words), [props.words, props.open]);
  const doing = useDoing();
  const send = async () => {
    if (!(await copy(words))) return;
    const kept = await doing.run(
      () => writeNote(props.memberId, t('send.note', { words: words.trim() }), props.name),
      { quiet: true, refresh: ['customer', 'today'] },
    );
    if (kept !== undefined) props.onDone();
  };
  return (
    <Sheet open={props.open} title={t('send.title', { name: props.name })} onClose={props.onClose}>
      {props.isQuiet && <p className="refused">{t('send.quiet')}</p>}
      <label className="field">
        <span>{t('send.words')}</span>
        <textarea
          rows={5}
          maxLength={480}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <em>{t('send.how')}</em>
      </label>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        waiting={doing.waiting}
        disabled={!words.trim()}
        onClick={() => void send()}
      >
        <Copy aria-hidden="true" />
        {t('send.copy_and_note')}
      </Act>
    </Sheet>
  );
}
