/** Goods between stores: what is coming to us, what we sent. */
import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import { cancelTransfer, receiveTransfer, useTransfers, type Transfer } from '../../api/stock.ts';
import { when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Act, Tag } from '../../parts/small.tsx';
import { Nothing, RefusedNote, Shown } from '../../parts/states.tsx';
import { Stepper } from '../../parts/stepper.tsx';

export function TransfersPage() {
  const transfers = useTransfers();
  return (
    <Page back title={t('transfer.title')}>
      <Shown query={transfers} bones={[120, 120]}>
        {({ items }) => (
          <div className="stack">
            {items.map((each) => (
              <Card key={each.id} transfer={each} />
            ))}
            {items.length === 0 && (
              <Nothing
                icon={<ArrowLeftRight />}
                title={t('transfer.none')}
                words={t('transfer.none_words')}
              />
            )}
          </div>
        )}
      </Shown>
    </Page>
  );
}

const LOOKS = { sent: 'warn', received: 'ok', cancelled: '' } as const;

function Card({ transfer }: { transfer: Transfer }) {
  const doing = useDoing();
  const [arrived, setArrived] = useState<Readonly<Record<string, number>>>({});
  const arriving = transfer.state === 'sent' && transfer.toUs;
  const received = transfer.lines.map(({ skuId, quantity }) => ({
    skuId,
    received: arrived[skuId] ?? quantity,
  }));
  const run = (
    work: () => Promise<unknown>,
    done: 'transfer.received_now' | 'transfer.cancelled_now',
  ) => void doing.run(work, { done, quiet: true, refresh: ['transfers', 'stock'] });
  const title = transfer.toUs
    ? t('transfer.from', { outlet: transfer.fromName })
    : t('transfer.to', { outlet: transfer.toName });
  return (
    <article className="card tight">
      <div className="row between">
        <b className="m6 one">{title}</b>
        <Tag look={LOOKS[transfer.state]}>{t(`transfer.${transfer.state}`)}</Tag>
      </div>
      <div className="t3">{when(transfer.sentAt)}</div>
      <ul style={{ margin: '8px 0' }}>
        {transfer.lines.map((line) => (
          <li key={line.skuId} className="row between t2">
            <span className="one">{line.title}</span>
            {arriving ? (
              <Stepper
                label={t('transfer.arrived', { what: line.title })}
                value={arrived[line.skuId] ?? line.quantity}
                max={line.quantity}
                onChange={(count) => setArrived({ ...arrived, [line.skuId]: count })}
              />
            ) : (
              <b className="num">×{line.quantity}</b>
            )}
          </li>
        ))}
      </ul>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      {arriving && (
        <Act
          look="main block"
          waiting={doing.waiting}
          onClick={() => run(() => receiveTransfer(transfer.id, received), 'transfer.received_now')}
        >
          {t('transfer.receive')}
        </Act>
      )}
      {transfer.state === 'sent' && !transfer.toUs && (
        <Act
          look="block"
          waiting={doing.waiting}
          onClick={() => run(() => cancelTransfer(transfer.id), 'transfer.cancelled_now')}
        >
          {t('transfer.cancel')}
        </Act>
      )}
    </article>
  );
}
