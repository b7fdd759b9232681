/** Rings when an order has come in since the last look. Can be muted; a phone in a pocket hums. */
import { useNavigate } from '@tanstack/react-router';
import { PackagePlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Pulse } from '../api/picking.ts';
import type { Session } from '../api/session.ts';
import { queries } from './queries.ts';
import { listen, ring } from './bell.ts';
import { t } from '../i18n/words.ts';

const SHOWN_MS = 8_000;

export function NewOrderEar({ pulse }: { session: Session; pulse: Pulse | undefined }) {
  const last = useRef<string | null | undefined>(undefined);
  const [fresh, setFresh] = useState(0);
  const navigate = useNavigate();
  useEffect(listen, []);
  useEffect(() => {
    if (pulse === undefined) return;
    const before = last.current;
    last.current = pulse.newestAt;
    if (before === undefined || pulse.newestAt === null) return;
    if (before !== null && pulse.newestAt <= before) return;
    ring();
    setFresh(pulse.toAccept);
    void queries.invalidateQueries({ queryKey: ['picking'] });
    const timer = setTimeout(() => setFresh(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [pulse]);
  return (
    <div aria-live="assertive" className="ear">
      {fresh > 0 && (
        <button
          type="button"
          className="strip"
          onClick={() => {
            setFresh(0);
            void navigate({ to: '/orders' });
          }}
        >
          <PackagePlus aria-hidden="true" />
          <b className="grow">{t('orders.new', { count: fresh })}</b>
          <span>{t('orders.look')}</span>
        </button>
      )}
    </div>
  );
}
