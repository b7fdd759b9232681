/** For the store manager: take no new orders for a while, and when the door is open. */
import { CirclePause, CirclePlay } from 'lucide-react';
import { useState } from 'react';
import { pause, resume, useOutlet, type OutletState } from '../../api/outlet.ts';
import { clock, day, when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Choice, Tag } from '../../parts/small.tsx';
import { RefusedNote, Shown } from '../../parts/states.tsx';
import { ExceptionsCard } from './exceptions-card.tsx';
import { HoursCard } from './hours-card.tsx';

export function OutletPage() {
  const outlet = useOutlet();
  return (
    <Page back title={t('nav.outlet')}>
      <Shown query={outlet} bones={[160, 380]}>
        {(data) => (
          <div className="stack">
            <StateCard outlet={data} />
            <HoursCard key={JSON.stringify(data.weekly)} outlet={data} />
            <ExceptionsCard outlet={data} />
          </div>
        )}
      </Shown>
    </Page>
  );
}

function stateWords(outlet: OutletState): string {
  if (outlet.pausedAt !== null)
    return t('outlet.paused_since', { at: when(outlet.pausedAt), why: outlet.pausedReason ?? '' });
  if (outlet.isOpen && outlet.closesAt !== null)
    return t('outlet.open_until', { at: clock(outlet.closesAt) });
  if (outlet.opensAt === null) return t('outlet.shut');
  return t('outlet.opens', { at: `${day(outlet.opensAt)} ${clock(outlet.opensAt)}` });
}

const REASONS = ['crowded', 'power', 'inventory', 'weather'] as const;

function StateCard({ outlet }: { outlet: OutletState }) {
  const doing = useDoing();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<(typeof REASONS)[number]>('crowded');
  const paused = outlet.pausedAt !== null;
  const run = async (
    work: () => Promise<unknown>,
    done: 'outlet.is_paused' | 'outlet.is_resumed',
  ) => {
    const ok = await doing.run(() => work().then(() => true), {
      done,
      quiet: true,
      refresh: ['outlet'],
    });
    if (ok) setAsking(false);
  };
  return (
    <section className="card">
      <div className="row between">
        <b className="t1 one">{outlet.name}</b>
        <Tag look={paused ? 'bad' : outlet.isOpen ? 'ok' : 'time'}>
          {t(paused ? 'outlet.paused' : outlet.isOpen ? 'outlet.open' : 'outlet.closed')}
        </Tag>
      </div>
      <p className="t2" style={{ margin: '6px 0 12px' }}>
        {stateWords(outlet)}
      </p>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      {paused ? (
        <Act
          look="main block"
          waiting={doing.waiting}
          onClick={() => void run(() => resume(outlet.id), 'outlet.is_resumed')}
        >
          <CirclePlay aria-hidden="true" />
          {t('outlet.resume')}
        </Act>
      ) : (
        <Act look="block" onClick={() => setAsking(true)}>
          <CirclePause aria-hidden="true" />
          {t('outlet.pause')}
        </Act>
      )}
      <Sheet open={asking} title={t('outlet.pause')} onClose={() => setAsking(false)}>
        <p className="t2">{t('outlet.pause_words')}</p>
        <Choice
          label={t('outlet.why')}
          look="chips"
          value={reason}
          options={REASONS.map((value) => ({ value, label: t(`outlet.${value}`) }))}
          onChange={setReason}
        />
        <Act
          look="main block"
          waiting={doing.waiting}
          onClick={() =>
            void run(() => pause(outlet.id, t(`outlet.${reason}`)), 'outlet.is_paused')
          }
        >
          {t('outlet.pause')}
        </Act>
      </Sheet>
    </section>
  );
}
