/** Whose member she is now, and every turn that led there, with rule version and reason. */
import { Card, Face, When } from '../../parts/parts.tsx';
import { day } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export interface Period {
  readonly kind: 'outlet' | 'guide';
  readonly ownerName: string;
  readonly fromAt: string;
  readonly toAt: string | null;
  readonly protectedUntil: string | null;
}
export interface Turn {
  readonly id: string;
  readonly verb: string;
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly reason: string;
  readonly policyVersion: number;
  readonly actorName: string | null;
  readonly at: string;
}

export function BelongingCard({ periods, events }: { periods: readonly Period[]; events: readonly Turn[] }) {
  const t = useWords(zh, en);
  const open = (kind: Period['kind']) => periods.find((each) => each.kind === kind && each.toAt === null);
  return (
    <Card title={t('belonging')}>
      {(['outlet', 'guide'] as const).map((kind) => {
        const period = open(kind);
        return (
          <div key={kind} className="row" style={{ padding: '6px 0' }}>
            <span className="t3" style={{ width: 52 }}>
              {t(kind)}
            </span>
            {period && kind === 'guide' && <Face name={period.ownerName} size={26} />}
            <b className="m6">{period?.ownerName ?? t('none')}</b>
            <span className="t3">
              {period?.protectedUntil
                ? t('protected', { day: day(period.protectedUntil, t.language) })
                : period && t('since', { day: day(period.fromAt, t.language) })}
            </span>
          </div>
        );
      })}
      <h3 className="t2" style={{ margin: '10px 0 4px' }}>
        {t('events')}
      </h3>
      {events.length === 0 && <p className="t2">{t('eventsNone')}</p>}
      <ol>
        {events.slice(0, 12).map((event) => (
          <li key={event.id} style={{ padding: '6px 0', borderTop: '1px solid var(--line)', fontSize: 13 }}>
            {t.of(`e_${event.verb}`, event.verb).replace('{from}', event.fromName ?? t('none')).replace('{to}', event.toName ?? t('none'))}
            <div className="t3">
              <When at={event.at} /> · {t('rule', { n: event.policyVersion })}
              {event.actorName && ` · ${event.actorName}`}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
