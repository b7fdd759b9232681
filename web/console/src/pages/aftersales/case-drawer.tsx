/** One case: what is asked, what it would cost whom, the decision, and the way it has come. */
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { ROOT } from '../../api/call.ts';
import { useRead } from '../../api/use.ts';
import { Fen, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useWords } from '../../words/words.tsx';
import { en as orderEn } from '../order/en.ts';
import { zh as orderZh } from '../order/zh.ts';
import { Decide } from './decide.tsx';
import { en } from './en.ts';
import { Receive } from './receive.tsx';
import type { CasePage } from './types.ts';
import { zh } from './zh.ts';

export function CaseDrawer({ id, close }: { id: string | null; close: () => void }) {
  const t = useWords(zh, en);
  return (
    <Drawer open={id !== null} onClose={close} size={560} title={t('oneCase')} destroyOnHidden>
      {id !== null && <Opened id={id} close={close} />}
    </Drawer>
  );
}

function Opened({ id, close }: { id: string; close: () => void }) {
  const read = useRead<CasePage>(`/aftersales/${id}`, {}, { fresh: true });
  return (
    <Shown read={read} height={300}>
      {(found) => (
        <div className="stack" style={{ gap: 16 }}>
          <About of={found} />
          {(found.state === 'asked' || found.state === 'appealed') && (
            <>
              <Preview of={found} />
              <Decide of={found} close={close} />
            </>
          )}
          {(found.state === 'approved' || found.state === 'sent_back') && (
            <>
              {found.kind !== 'exchange' && <Preview of={found} />}
              <Receive of={found} close={close} />
            </>
          )}
          <Steps of={found} />
        </div>
      )}
    </Shown>
  );
}

function About({ of }: { of: CasePage }) {
  const t = useWords(zh, en);
  const say = useWords(orderZh, orderEn);
  return (
    <div className="stack" style={{ gap: 6 }}>
      <b>{t.of(`k_${of.kind}`, of.kind)}</b>
      {of.lines.map((line) => (
        <p key={line.no} className="row t2">
          <span>{`${line.title} ${line.spec}`}</span>
          <span className="sp" />
          {line.amountFen === null ? <b>×{line.pieces}</b> : <Fen of={line.amountFen} />}
        </p>
      ))}
      {of.swapTitle && <p className="t2">{t('swapFor', { what: of.swapTitle })}</p>}
      <p className="t2">
        {[
          say.of(`reason_${of.reason}`, ''),
          of.words && `“${of.words}”`,
          of.opened && t('opened'),
          of.tracking,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="t2">
        {of.buyer} · {of.outletName}
        {of.dueAt && (
          <>
            {' '}
            · {t('dueAt')} <When at={of.dueAt} />
          </>
        )}
      </p>
      <p>
        <Link to="/orders/$id" params={{ id: of.orderId } as never} className="link num">
          {of.orderNumber}
        </Link>{' '}
        {of.swapOrder && (
          <Link to="/orders/$id" params={{ id: of.swapOrder } as never} className="link">
            {t('swapOrder')}
          </Link>
        )}
      </p>
      <div className="row wrap" style={{ gap: 8 }}>
        {of.photos.map((photo, n) => {
          const src = `${ROOT}/aftersales/${of.id}/photos/${photo}`;
          return (
            <a key={photo} href={src} target="_blank" rel="noreferrer">
              <img
                src={`${src}?size=small`}
                alt={t('photo', { n: String(n + 1) })}
                width={96}
                height={96}
                style={{ objectFit: 'cover', borderRadius: 8 }}
              />
            </a>
          );
        })}
      </div>
    </div>
  );
}

/** What each role gives back, by its recorded part. */
function Preview({ of: { preview } }: { of: CasePage }) {
  const t = useWords(zh, en);
  const say = useWords(orderZh, orderEn);
  return (
    <section className="stack" style={{ gap: 4 }} aria-label={t('cost')}>
      <p className="row">
        <b>{t('back')}</b>
        <span className="sp" />
        <b>
          <Fen of={preview.backFen} />
        </b>
      </p>
      {preview.freightFen > 0 && (
        <p className="row t3">
          <span>{t('freightToo')}</span>
          <span className="sp" />
          <Fen of={preview.freightFen} />
        </p>
      )}
      {preview.roles.length > 0 && <p className="t3">{t('cost')}</p>}
      {preview.roles.map(({ role, givesFen }) => (
        <p key={role} className="row t2">
          <span>{say.of(`role_${ROLE[role] ?? role}`, t.of(`r_${role}`, role))}</span>
          <span className="sp" />
          <Fen of={givesFen} />
        </p>
      ))}
    </section>
  );
}
const ROLE: Readonly<Record<string, string>> = { sharer1: 'sharer_1', sharer2: 'sharer_2' };

function Steps({ of: { steps } }: { of: CasePage }) {
  const t = useWords(zh, en);
  return (
    <section className="stack" style={{ gap: 6 }} aria-label={t('steps')}>
      <b>{t('steps')}</b>
      {steps.map((step) => (
        <div key={step.at + step.verb} className="t2">
          <When at={step.at} /> {step.name || t.of(`by_${step.by}`, step.by)}{' '}
          {t.of(`v_${step.verb}`, step.verb)}
          {step.words && <span className="t3"> “{step.words}”</span>}
        </div>
      ))}
    </section>
  );
}
