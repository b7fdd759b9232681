/** Who gets the credit: the chain of people, then one sentence for each role, and who got none. */
import { ArrowRight } from 'lucide-react';
import { Card, Face, Tag } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { useReasons } from './reasons.tsx';
import type { Order } from './types.ts';
import { zh } from './zh.ts';

export function CreditCard({ order }: { order: Order }) {
  const t = useWords(zh, en);
  const { credit } = order;
  const rows = useReasons(order);
  if (!credit)
    return (
      <Card title={t('creditTitle')}>
        <p className="t2">{t('creditNone')}</p>
      </Card>
    );
  return (
    <Card
      title={t('creditTitle')}
      note={t('creditNote', { version: credit.creditPolicy })}
      extra={credit.suspended && <Tag tone="warn">{t('suspended')}</Tag>}
    >
      <People order={order} />
      <ul className="say">
        {rows.map((row) => (
          <li key={row.key}>
            <span className="t3">{row.role}</span>
            <div>
              <b className={row.counted ? 'm6' : 'm6 gone'}>{row.who}</b>{' '}
              <span className="t2">{row.why}</span>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** First sharer → … → buyer; a long chain shows its ends. */
function People({ order }: { order: Order }) {
  const t = useWords(zh, en);
  const { links } = order;
  const shown = links.length > 3 ? [links[0]!, ...links.slice(-2)] : links;
  const steps = shown.map((link) => ({
    key: link.code,
    name: link.sharerName,
    role: t(link.sharerKind === 'staff' ? 'guide' : 'member'),
  }));
  const buyer = {
    key: 'buyer',
    name: order.memberName,
    role: t(order.isFirst ? 'newcomer' : 'buyer'),
  };
  return (
    <div className="people">
      {[...steps, buyer].map((step, i) => (
        <div key={step.key} className="step">
          {i > 0 && (
            <span className="arr">
              <ArrowRight size={20} aria-hidden />
              {links.length > 3 && i === 1 && <small>+{links.length - 3}</small>}
            </span>
          )}
          <div>
            <Face name={step.name} size={38} />
            <b className="one cut">{step.name}</b>
            <span className="t3">{step.role}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
