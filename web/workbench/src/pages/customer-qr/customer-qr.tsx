/** A code to show across the counter: whoever scans it becomes her customer. */
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import { t } from '../../i18n/words.ts';
import { copy } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Act, Face } from '../../parts/small.tsx';
import { Shown } from '../../parts/states.tsx';

interface CustomerQr {
  readonly url: string;
  readonly svg: string;
}
export function CustomerQrPage() {
  const me = useMe();
  const qr = useQuery({
    queryKey: ['customer-qr'],
    queryFn: () => call<CustomerQr>('/customer-qr'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page back title={t('qr.title')}>
      <Shown query={qr} bones={[420]}>
        {({ url, svg }) => (
          <div className="stack">
            <section className="card ctr">
              <div className="row m" style={{ justifyContent: 'center', marginBottom: 16 }}>
                <Face name={me.staff.name} size={44} />
                <div style={{ textAlign: 'left' }}>
                  <b className="m6">{me.staff.name}</b>
                  <div className="t3">{me.staff.outlet?.name}</div>
                </div>
              </div>
              <div className="qr">
                <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={t('qr.alt')} />
              </div>
              <p className="t2" style={{ marginTop: 16 }}>
                {t('qr.words')}
              </p>
            </section>
            <Act look="block" onClick={() => void copy(new URL(url, location.origin).href)}>
              {t('qr.copy')}
            </Act>
            <p className="t3 ctr">{t('qr.law')}</p>
          </div>
        )}
      </Shown>
    </Page>
  );
}
