/** A person in ten seconds: whose, until when, four figures, a proposal, her story. */
import { useParams } from '@tanstack/react-router';
import { Lightbulb, Lock, MessageCircle, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useCustomer, type Customer } from '../../api/customers.ts';
import { date, money } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { Act, Face, Tag } from '../../parts/small.tsx';
import { Nothing, Shown } from '../../parts/states.tsx';
import { NoteSheet } from './note-sheet.tsx';
import { SendSheet } from './send-sheet.tsx';
import { Timeline } from './timeline.tsx';

export function CustomerPage() {
  const { id } = useParams({ strict: false });
  const customer = useCustomer(id!);
  const [sheet, setSheet] = useState<'note' | 'send' | null>(null);
  const [words, setWords] = useState('');
  const shut = () => setSheet(null);
  const say = (proposed: string) => {
    setWords(proposed);
    setSheet('send');
  };
  const mine = customer.data?.isMine === true;
  const foot = mine && (
    <>
      <Act look="grow" onClick={() => setSheet('note')}>
        <PencilLine aria-hidden="true" />
        {t('customer.note')}
      </Act>
      <Act
        look="main grow"
        onClick={() => say(t('send.hello', { name: customer.data!.name || t('send.you') }))}
      >
        <MessageCircle aria-hidden="true" />
        {t('customer.message')}
      </Act>
    </>
  );
  return (
    <Page back title={t('customer.title')} foot={foot}>
      <Shown query={customer} bones={[210, 76, 300]}>
        {(data) => (
          <div className="stack">
            <Card customer={data} />
            {data.isMine ? (
              <>
                <Proposal customer={data} onUse={say} />
                <Timeline id={data.id} />
              </>
            ) : (
              <Nothing
                look="grey"
                icon={<Lock />}
                title={t('customer.others', { name: data.guideName ?? t('customer.nobody') })}
                words={t('customer.others_words')}
              />
            )}
          </div>
        )}
      </Shown>
      {customer.data && (
        <>
          <NoteSheet
            open={sheet === 'note'}
            memberId={customer.data.id}
            name={customer.data.name || t('customers.unnamed')}
            onClose={shut}
          />
          <SendSheet
            open={sheet === 'send'}
            memberId={customer.data.id}
            name={customer.data.name || t('customers.unnamed')}
            words={words}
            onClose={shut}
            onDone={shut}
          />
        </>
      )}
    </Page>
  );
}

function Card({ customer }: { customer: Customer }) {
  const until = customer.protectedUntil;
  const belongs = !customer.isMine
    ? t('customer.belongs_to', { name: customer.guideName ?? t('customer.nobody') })
    : until === null
      ? t('customer.yours')
      : t('customer.yours_until', { at: date(until) });
  return (
    <section className="card">
      <div className="row" style={{ gap: 14 }}>
        <Face name={customer.name} size={60} />
        <div className="grow">
          <div className="row s">
            <h2 className="one" style={{ fontSize: 20 }}>
              {customer.name || t('customers.unnamed')}
            </h2>
            {customer.brought >= 3 && <Tag look="ac">{t('customer.seed')}</Tag>}
          </div>
          <div className="t2 one">
            {[customer.complex, customer.phoneMasked].filter(Boolean).join(' · ')}
          </div>
          <div className="t3 one">{belongs}</div>
          {customer.endsAt !== null && (
            <div className="t2" style={{ color: 'var(--bad-ink)' }}>
              {t('customer.ends', { at: date(customer.endsAt) })}
            </div>
          )}
        </div>
      </div>
      {customer.likes.length > 0 && (
        <div className="row s wrap" style={{ marginTop: 10 }}>
          {customer.likes.map((like) => (
            <Tag key={like}>{t('customer.likes', { what: like })}</Tag>
          ))}
        </div>
      )}
      {customer.isMine && (
        <div className="figures">
          <Figure value={String(customer.orders)} name={t('customer.orders')} />
          <Figure
            value={
              customer.everyDays === null ? '–' : t('customer.days', { days: customer.everyDays })
            }
            name={t('customer.every')}
          />
          <Figure
            value={customer.averageFen === null ? '–' : money(customer.averageFen)}
            name={t('customer.average')}
          />
          <Figure
            value={t('customer.people', { count: customer.brought })}
            name={t('customer.brought')}
            look="ac"
          />
        </div>
      )}
    </section>
  );
}
const Figure = ({ value, name, look = '' }: { value: string; name: string; look?: string }) => (
  <div>
    <b className={look}>{value}</b>
    <span>{name}</span>
  </div>
);

function Proposal(props: { customer: Customer; onUse: (words: string) => void }) {
  const { proposal, name } = props.customer;
  if (proposal === null) return null;
  const facts = { ...proposal, every: proposal.everyDays, name };
  return (
    <section className="card info row tight at-top m" style={{ display: 'flex' }}>
      <Lightbulb aria-hidden="true" style={{ color: 'var(--info)' }} />
      <div className="grow" style={{ fontSize: 14 }}>
        {t('customer.proposal', facts)}
        <br />
        <span className="t3" style={{ color: 'var(--info-ink)' }}>
          {t('customer.evidence', facts)}
        </span>
      </div>
      <Act look="sm" onClick={() => props.onUse(t('task.words_rebuy', facts))}>
        {t('customer.use')}
      </Act>
    </section>
  );
}
