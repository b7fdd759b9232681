/** One parcel on a page of its own, with how to reach the customer. */
import { useParams } from '@tanstack/react-router';
import { Phone } from 'lucide-react';
import { useParcel } from '../../api/picking.ts';
import { when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { Shown } from '../../parts/states.tsx';
import { ParcelWork } from '../orders/parcel-work.tsx';

export function OrderPage() {
  const { id } = useParams({ strict: false });
  const parcel = useParcel(id!);
  return (
    <Page back title={t('orders.one')}>
      <Shown query={parcel} bones={[260, 120]}>
        {(data) => (
          <div className="stack">
            {data.trouble !== null && (
              <div className="card bad" role="alert">
                {t(data.trouble === 'cancelled' ? 'trouble.stop' : 'trouble.moved')}
              </div>
            )}
            <ParcelWork parcel={data} />
            <dl className="card lines" style={{ padding: '4px 16px' }}>
              <Fact name={t('order.number')} value={data.number} />
              <Fact name={t('order.way')} value={t(`way.${data.way}`)} />
              <Fact name={t('order.contact')} value={data.contact || data.customer} />
              <Fact name={t('order.placed')} value={when(data.placedAt)} />
              <Fact name={t('order.promised')} value={when(data.promisedAt)} />
              <Fact name={t('order.sold_by')} value={data.sellingOutletName} />
              {data.shelf && <Fact name={t('order.shelf')} value={data.shelf} />}
            </dl>
            {phoneIn(data.contact) && (
              <a className="btn soft block" href={`tel:${phoneIn(data.contact)}`}>
                <Phone aria-hidden="true" />
                {t('order.call')}
              </a>
            )}
          </div>
        )}
      </Shown>
    </Page>
  );
}
/** A number in clear is only there while a courier may need it. */
const phoneIn = (contact: string): string | undefined => /\b1\d{10}\b/.exec(contact)?.[0];

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div className="row between">
    <dt className="t2">{name}</dt>
    <dd className="m5 end" style={{ overflowWrap: 'anywhere' }}>
      {value}
    </dd>
  </div>
);
