/** One break: both sides, what can be done, and what people did about it. */
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { newId, post, put } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Fen, Tag, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { rate } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { Settle } from './settle.tsx';
import { en } from './en.ts';
import './reconciliation.css';
import type { BreakPage, Owner } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly id: string | null;
  readonly owners: readonly Owner[];
  readonly close: () => void;
}
export function BreakDrawer({ id, owners, close }: Props) {
  const t = useWords(zh, en);
  return (
    <Drawer open={id !== null} onClose={close} size={560} title={t('title_one')} destroyOnHidden>
      {id !== null && <Opened id={id} owners={owners} />}
    </Drawer>
  );
}

function Opened({ id, owners }: { id: string; owners: readonly Owner[] }) {
  const read = useRead<BreakPage>(`/reconciliation/breaks/${id}`, {}, { fresh: true });
  return (
    <Shown read={read} height={300}>
      {(found) => (
        <div className="stack" style={{ gap: 16 }}>
          <Head of={found} />
          <Sides of={found} />
          {found.state !== 'resolved' && <Settle of={found} />}
          <Owning of={found} owners={owners} />
          <History of={found} />
        </div>
      )}
    </Shown>
  );
}

function Head({ of }: { of: BreakPage }) {
  const t = useWords(zh, en);
  return (
    <div className="stack" style={{ gap: 6 }}>
      <div className="row" style={{ gap: 8 }}>
        <Tag>{t(`of_${of.of}`)}</Tag>
        <b>{t(of.kind)}</b>
        <span className="sp" />
        <b>
          <Fen of={of.differenceFen} plus />
        </b>
      </div>
      <p className="t2">{t.of(`r_${of.reason}`, of.reason)}</p>
      <p className="t3">
        {`${t.of(`ch_${of.channel}`, of.channel)} ${of.accountName} · ${of.day}`}
        {of.resolution !== null && ` · ${t.of(`res_${of.resolution}`, of.resolution)}`}
      </p>
      <p className="num" style={{ overflowWrap: 'anywhere' }}>
        {of.subject}
      </p>
      {of.orderId && (
        <Link to="/orders/$id" params={{ id: of.orderId } as never} className="link">
          {`${t('order')} ${of.orderNumber}`}
        </Link>
      )}
    </div>
  );
}

function Sides({ of }: { of: BreakPage }) {
  const t = useWords(zh, en);
  const { there } = of;
  const line = (word: string, value: ReactNode) => (
    <div className="row between" key={word}>
      <span className="t2">{word}</span>
      {value}
    </div>
  );
  const said = (state: string) => t.of(`c_${state}`, state);
  return (
    <div className="sides">
      <section>
        <h3>{t('thereSide')}</h3>
        {there === null && <p className="t3">{t('nothing')}</p>}
        {there !== null && (
          <>
            {line(t('amount'), <Fen of={there.amountFen} />)}
            {line(t('fee'), <Fen of={there.feeFen} />)}
            {there.rateBps !== null && line(t('rate'), rate(there.rateBps))}
            {line(t('at'), <When at={there.at} />)}
            {line(t('state'), said(there.state))}
            <p className="t3">{t('line', { n: there.no })}</p>
          </>
        )}
      </section>
      <section>
        <h3>{t('hereSide')}</h3>
        {of.here.length === 0 && <p className="t3">{t('nothing')}</p>}
        {of.here.map((each) => (
          <div key={`${each.at} ${each.state}`} className="stack" style={{ gap: 4 }}>
            {line(t('amount'), <Fen of={each.amountFen} />)}
            {line(t('at'), <When at={each.at} />)}
            {line(t('state'), said(each.state))}
          </div>
        ))}
      </section>
    </div>
  );
}

function Owning({ of, owners }: { of: BreakPage; owners: readonly Owner[] }) {
  const t = useWords(zh, en);
  const [words, setWords] = useState('');
  const [note, setNote] = useState(newId);
  const assign = useWrite(
    (owner: string) => put(`/reconciliation/breaks/${of.id}/owner`, { owner }),
    { done: t('assigned') },
  );
  const comment = useWrite(
    () => post(`/reconciliation/breaks/${of.id}/comments`, { id: note, words: words.trim() }),
    {
      done: t('commented'),
      then: () => {
        setWords('');
        setNote(newId());
      },
    },
  );
  const options = owners.map(({ id, name }) => ({ value: id, label: name }));
  const all = options.some(({ value }) => value === of.ownerId)
    ? options
    : [...options, { value: of.ownerId, label: of.ownerName }];
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row" style={{ gap: 8 }}>
        <span className="t2">{t('owner')}</span>
        <Select
          value={of.ownerId}
          options={all}
          disabled={of.state === 'resolved'}
          loading={assign.isPending}
          onChange={(owner) => assign.mutate(owner)}
          aria-label={t('assign')}
          style={{ minWidth: 160 }}
        />
      </div>
      <div className="row" style={{ gap: 8 }}>
        <Input
          value={words}
          onChange={(event) => setWords(event.target.value)}
          maxLength={500}
          placeholder={t('say')}
          aria-label={t('say')}
        />
        <Button
          disabled={words.trim() === ''}
          loading={comment.isPending}
          onClick={() => comment.mutate(undefined)}
        >
          {t('comment')}
        </Button>
      </div>
    </div>
  );
}

function History({ of }: { of: BreakPage }) {
  const t = useWords(zh, en);
  return (
    <section>
      <h3>{t('history')}</h3>
      <ul className="lines-list">
        {of.events.map((each) => (
          <li key={each.id} className="row" style={{ gap: 8, alignItems: 'start' }}>
            <When at={each.at} />
            <span className="grow" style={{ overflowWrap: 'anywhere' }}>
              {`${each.actorName || t('house')} ${t.of(`v_${each.verb}`, each.verb)}`}
              {each.words && <span className="t2">{` ${each.words}`}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
