/** After-sales of the store's own orders: decide what is asked, receive what comes back. */
import { MessageSquareReply } from 'lucide-react';
import { useState } from 'react';
import { findReturn, type Case, type Group, useCase, useCases } from '../../api/cases.ts';
import { newId } from '../../api/client.ts';
import { when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Act, Choice, Tag } from '../../parts/small.tsx';
import { Nothing, RefusedNote, Shown } from '../../parts/states.tsx';
import { Lines, reasonOf, Shots, kindOf } from './about.tsx';
import { DecideSheet } from './decide.tsx';
import { ReceiveSheet } from './receive.tsx';

export function CasesPage() {
  const [group, setGroup] = useState<Group>('asked');
  const [chosen, setChosen] = useState<Case | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const cases = useCases(group);
  const one = useCase(found);
  const close = () => {
    setChosen(null);
    setFound(null);
  };
  const open = chosen ?? one.data ?? null;
  return (
    <Page back title={t('cases.title')}>
      <div className="stack">
        <ReturnCode onFound={setFound} />
        <Choice
          label={t('cases.title')}
          value={group}
          options={[
            { value: 'asked', label: t('cases.asked') },
            { value: 'coming', label: t('cases.coming') },
          ]}
          onChange={(next) => setGroup(next as Group)}
        />
        <Shown query={cases} bones={[140, 140]}>
          {({ items }) => (
            <>
              {items.map((each) => (
                <CaseCard key={each.id} one={each} onOpen={() => setChosen(each)} />
              ))}
              {items.length === 0 && (
                <Nothing
                  icon={<MessageSquareReply />}
                  title={t(group === 'asked' ? 'cases.none' : 'cases.none_coming')}
                  words={t('cases.none_words')}
                />
              )}
            </>
          )}
        </Shown>
      </div>
      {open && WAITS.has(open.state) && <DecideSheet one={open} onClose={close} />}
      {open && COMES.has(open.state) && <ReceiveSheet one={open} onClose={close} />}
    </Page>
  );
}
const WAITS = new Set(['asked', 'appealed']);
const COMES = new Set(['approved', 'sent_back']);

/** Eight digits, as the member reads them out. */
function ReturnCode({ onFound }: { onFound: (id: string) => void }) {
  const [code, setCode] = useState('');
  const doing = useDoing();
  const digits = code.replaceAll(/\D/g, '');
  const look = async () => {
    const found = await doing.run(() => findReturn(digits, newId()), { quiet: true });
    if (found) {
      onFound(found.id);
      setCode('');
    }
  };
  return (
    <div className="card stack">
      <label className="field">
        <span>{t('cases.code')}</span>
        <input
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="block"
        disabled={digits.length !== 8}
        waiting={doing.waiting}
        onClick={() => void look()}
      >
        {t('cases.find')}
      </Act>
    </div>
  );
}

function CaseCard({ one, onOpen }: { one: Case; onOpen: () => void }) {
  const acts = WAITS.has(one.state) ? one.desk === 'store' : COMES.has(one.state);
  return (
    <article className="card tight">
      <div className="row between">
        <b className="m6 one">
          {one.buyer} {t('orders.tail', { tail: one.orderNumber.slice(-4) })}
        </b>
        <Tag look="warn">{kindOf(one.kind)}</Tag>
      </div>
      <div className="t3">
        {[
          when(one.askedAt),
          one.dueAt === null ? '' : t('cases.due', { at: when(one.dueAt) }),
          one.tracking,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <p className="say">{[reasonOf(one.reason), one.words].filter(Boolean).join(' · ')}</p>
      <Lines one={one} />
      <Shots one={one} />
      {acts ? (
        <Act look="main block" onClick={onOpen}>
          {t(COMES.has(one.state) ? 'cases.receive' : 'cases.decide')}
        </Act>
      ) : (
        <p className="t3">{t(one.state === 'exchanging' ? 'cases.swapping' : 'cases.at_hq')}</p>
      )}
    </article>
  );
}
