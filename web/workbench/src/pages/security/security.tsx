/** Her own account: two-step verification, where she is signed in, devices she is known by. */
import { Dialog } from 'antd-mobile';
import { useState } from 'react';
import {
  dropFactor,
  endOthers,
  endSession,
  forgetDevice,
  knowDevices,
  renewCodes,
  useFactor,
  useSessions,
  type Device,
  type Factor,
  type Signed,
} from '../../api/security.ts';
import { when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Tag } from '../../parts/small.tsx';
import { Bones, Trouble } from '../../parts/states.tsx';
import { Codes, Enrol } from './enrol.tsx';

export function SecurityPage() {
  const sessions = useSessions();
  const factor = useFactor();
  const read = sessions.data && factor.data;
  const failed = sessions.error ?? factor.error;
  return (
    <Page title={t('guard.title')} back>
      {failed !== null && (
        <Trouble error={failed} retry={() => void [sessions.refetch(), factor.refetch()]} />
      )}
      {!read && failed === null && <Bones heights={[120, 200, 160]} />}
      {read && (
        <div className="stack">
          <OwnFactor factor={factor.data!} />
          <Where items={sessions.data!.items} />
          <Devices items={sessions.data!.devices} />
        </div>
      )}
    </Page>
  );
}

function OwnFactor({ factor }: { factor: Factor }) {
  const [open, setOpen] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { run, waiting } = useDoing();
  const close = () => {
    setOpen(false);
    setCodes(null);
    void run(async () => undefined, { refresh: ['factor', 'sessions', 'session'] });
  };
  const drop = async () => {
    const yes = await Dialog.confirm({
      content: t('guard.turn_off_ask'),
      confirmText: t('guard.turn_off'),
      cancelText: t('act.cancel'),
    });
    if (yes) await run(dropFactor, { done: 'guard.ended', refresh: ['factor', 'session'] });
  };
  return (
    <section className="card stack" style={{ padding: 16 }}>
      <b>{t('guard.factor')}</b>
      <p className="t2">
        {factor.isOn ? t('guard.on', { n: factor.recoveryLeft }) : t('guard.off')}
      </p>
      {factor.asked && <p className="t3">{t('guard.asked')}</p>}
      {factor.isOn ? (
        <>
          <Act
            look="block"
            waiting={waiting}
            onClick={() => void run(renewCodes).then((got) => got && setCodes(got.codes))}
          >
            {t('guard.new_codes')}
          </Act>
          {!factor.asked && (
            <Act look="block danger" onClick={() => void drop()}>
              {t('guard.turn_off')}
            </Act>
          )}
        </>
      ) : (
        <Act look="main block" onClick={() => setOpen(true)}>
          {t('guard.turn_on')}
        </Act>
      )}
      <Sheet open={open || codes !== null} title={t('guard.factor')} onClose={close}>
        {codes ? <Codes codes={codes} done={close} /> : <Enrol done={close} />}
      </Sheet>
    </section>
  );
}

function Where({ items }: { items: readonly Signed[] }) {
  const { run, waiting } = useDoing();
  const ended = { done: 'guard.ended', refresh: ['sessions'] } as const;
  const others = async () => {
    const yes = await Dialog.confirm({
      content: t('guard.end_others_ask'),
      confirmText: t('guard.end_others'),
      cancelText: t('act.cancel'),
    });
    if (yes) await run(endOthers, ended);
  };
  return (
    <section className="card stack" style={{ padding: 16 }}>
      <b>{t('guard.sessions')}</b>
      {items.map((each) => (
        <div key={each.id} className="row between">
          <span className="grow">
            <span className="one">
              {each.deviceLabel || t('guard.unknown')} · {t(`guard.${each.app}`)}
            </span>
            <small className="t3 one" style={{ display: 'block' }}>
              {[each.ipClass, when(each.seenAt)].filter(Boolean).join(' · ')}
            </small>
          </span>
          {each.isThis ? (
            <Tag look="ok">{t('guard.here')}</Tag>
          ) : (
            <Act waiting={waiting} onClick={() => void run(() => endSession(each.id), ended)}>
              {t('guard.end')}
            </Act>
          )}
        </div>
      ))}
      {items.length > 1 && (
        <Act look="block danger" onClick={() => void others()}>
          {t('guard.end_others')}
        </Act>
      )}
    </section>
  );
}

function Devices({ items }: { items: readonly Device[] }) {
  const { run, waiting } = useDoing();
  if (items.length === 0) return null;
  const known = { refresh: ['sessions', 'session'] } as const;
  return (
    <section className="card stack" style={{ padding: 16 }}>
      <b>{t('guard.devices')}</b>
      {items.map((each) => (
        <div key={each.id} className="row between">
          <span className="grow">
            <span className="one">
              {each.label || t('guard.unknown')} {each.isNews && <Tag>{t('guard.new')}</Tag>}
            </span>
            <small className="t3 one" style={{ display: 'block' }}>
              {[
                each.ipClass,
                each.trustedUntil
                  ? t('guard.trusted', { day: when(each.trustedUntil) })
                  : when(each.seenAt),
              ].join(' · ')}
            </small>
          </span>
          <Act waiting={waiting} onClick={() => void run(() => forgetDevice(each.id), known)}>
            {t('guard.forget')}
          </Act>
        </div>
      ))}
      {items.some(({ isNews }) => isNews) && (
        <Act look="block" onClick={() => void run(knowDevices, known)}>
          {t('guard.was_me')}
        </Act>
      )}
    </section>
  );
}
