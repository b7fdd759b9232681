/** What this store has to prepare, stage by stage, the most urgent first. */
import { useNavigate } from '@tanstack/react-router';
import { Bell, BellOff, Hash, ScanLine } from 'lucide-react';
import { useState } from 'react';
import { STAGES, usePicking, type PickingList, type Stage } from '../../api/picking.ts';
import { mute, useMuted } from '../../app/bell.ts';
import { badge } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { Choice } from '../../parts/small.tsx';
import { Nothing, Shown } from '../../parts/states.tsx';
import { ParcelCard } from './parcel-card.tsx';

export function OrdersPage() {
  const [chosen, setStage] = useState<Stage | null>(null);
  const [outlet, setOutlet] = useState<string>();
  const first = usePicking(chosen ?? 'to_pick', outlet);
  const stage = chosen ?? firstBusy(first.data);
  const list = usePicking(stage, outlet);
  const names = list.data?.outlets ?? [];
  const title = names.length === 1 ? names[0]!.name : t('orders.title');
  return (
    <Page
      title={title}
      small={list.data ? t('orders.today', { count: list.data.today }) : undefined}
      actions={<OrderActions />}
    >
      <div className="stack">
        {names.length > 1 && (
          <Choice
            label={t('orders.which_outlet')}
            look="chips"
            value={outlet ?? ''}
            options={[
              { value: '', label: t('orders.all_outlets') },
              ...names.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => setOutlet(id || undefined)}
          />
        )}
        <Choice
          label={t('orders.stage')}
          look="chips"
          value={stage}
          options={STAGES.map((value) => ({ value, label: stageLabel(value, list.data) }))}
          onChange={setStage}
        />
        <Shown query={list} bones={[220, 72, 72]}>
          {({ items }) => <Parcels items={items} stage={stage} />}
        </Shown>
      </div>
    </Page>
  );
}

const stageLabel = (stage: Stage, list: PickingList | undefined): string =>
  `${t(`stage.${stage}`)} ${list ? badge(list.counts[stage]) : ''}`;
const firstBusy = (list: PickingList | undefined): Stage => {
  if (list === undefined) return 'to_pick';
  if (list.counts.to_accept > 0) return 'to_accept';
  return list.counts.to_pick > 0 || list.counts.ready === 0 ? 'to_pick' : 'ready';
};

function OrderActions() {
  const muted = useMuted();
  const navigate = useNavigate();
  return (
    <>
      <button
        type="button"
        className="icon-btn"
        aria-label={t('orders.sound')}
        aria-pressed={!muted}
        onClick={() => mute(!muted)}
      >
        {muted ? <BellOff aria-hidden="true" /> : <Bell aria-hidden="true" />}
      </button>
      <button
        type="button"
        className="icon-btn"
        aria-label={t('verify.title')}
        onClick={() => void navigate({ to: '/verify' })}
      >
        <ScanLine aria-hidden="true" />
      </button>
    </>
  );
}

function Parcels({ items, stage }: { items: PickingList['items']; stage: Stage }) {
  const navigate = useNavigate();
  return (
    <>
      {items.length === 0 ? (
        <Nothing title={t(`orders.none_${stage}`)} words={t('orders.none_words')} />
      ) : (
        items.map((parcel, i) => (
          <ParcelCard key={`${parcel.orderId}${parcel.outletId}`} parcel={parcel} open={i === 0} />
        ))
      )}
      {stage === 'ready' && items.length > 0 && (
        <button
          type="button"
          className="btn soft block"
          onClick={() => void navigate({ to: '/verify' })}
        >
          <Hash aria-hidden="true" />
          {t('verify.title')}
        </button>
      )}
    </>
  );
}
