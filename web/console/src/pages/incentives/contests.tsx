/** Contests: what runs, who stands where, and what was won. */
import { App, Button, Drawer } from 'antd';
import { Plus, Trophy } from 'lucide-react';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Card, Fen, Tag } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { count, money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { ContestForm } from './contest-form.tsx';
import { en } from './en.ts';
import { type Contest, isMoney, type Place } from './types.ts';
import { zh } from './zh.ts';

const TONE = { open: 'ok', closed: 'plain', cancelled: 'plain' } as const;

export function Contests() {
  const t = useWords(zh, en);
  const may = useMay()('incentives.prizes');
  const read = useRead<{ items: Contest[] }>('/contests');
  const [starting, setStarting] = useState(false);
  const [open, setOpen] = useState<Contest | null>(null);
  const button = may && (
    <Button type="primary" icon={<Plus size={15} />} onClick={() => setStarting(true)}>
      {t('contestNew')}
    </Button>
  );
  return (
    <Card className="incentives" title={t('contests')} extra={button}>
      <Shown read={read} height={300}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank icon={Trophy} title={t('contestNone')} words={t('contestNoneWords')} />
          ) : (
            items.map((each) => (
              <div key={each.id} className="contest-row">
                <div className="grow">
                  <b>{each.name}</b> <Tag tone={TONE[each.state]}>{t(each.state)}</Tag>
                  <div className="t2">
                    {t(each.measure)} · {each.nodeName} · {each.fromDay} – {each.untilDay}
                  </div>
                  <div className="t3">
                    {each.prizes
                      .map(({ at, fen }) => `${prizeName(t, each, at)} ${money(fen)}`)
                      .join(' · ')}
                    {' · '}
                    {t(each.ties)}
                  </div>
                </div>
                <Button onClick={() => setOpen(each)} aria-label={`${t('places')} ${each.name}`}>
                  {t('places')}
                </Button>
              </div>
            ))
          )
        }
      </Shown>
      {starting && <ContestForm close={() => setStarting(false)} />}
      {open && <Places contest={open} may={may} close={() => setOpen(null)} />}
    </Card>
  );
}

type Words = ReturnType<typeof useWords<typeof zh>>;
const prizeName = (t: Words, { prizeBy, measure }: Contest, at: number) =>
  prizeBy === 'rank'
    ? t('prizeRank', { n: at })
    : `${t('prizeAt')} ${isMoney(measure) ? money(at) : count(at)}`;

function Places(props: { contest: Contest; may: boolean; close: () => void }) {
  const { contest, may, close } = props;
  const t = useWords(zh, en);
  const { modal } = App.useApp();
  const read = useRead<{ items: Place[] }>(`/contests/${contest.id}/places`, {}, { fresh: true });
  const cancel = useWrite(() => post(`/contests/${contest.id}/cancel`), {
    done: t('cancelDone'),
    then: close,
  });
  const say = (n: number) => (isMoney(contest.measure) ? money(n) : count(n));
  return (
    <Drawer open onClose={close} size={480} title={contest.name}>
      <div className="stack" style={{ gap: 14 }}>
        <p className="t3">{t(contest.state === 'closed' ? 'placesFrozen' : 'placesLive')}</p>
        <Shown read={read} height={240}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="t2">{t('placesNone')}</p>
            ) : (
              <table className="plain">
                <tbody>
                  {items.map((each) => (
                    <tr key={each.staffId}>
                      <td className="one m6">{t('placeNo', { n: each.place })}</td>
                      <td>
                        {each.name} <span className="t3">{each.outletName}</span>
                      </td>
                      <td className="r">{say(each.score)}</td>
                      <td className="r">
                        {each.prizeFen > 0 ? <Fen of={each.prizeFen} plus /> : '–'}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Shown>
        {may && contest.state === 'open' && (
          <Button
            danger
            onClick={() =>
              modal.confirm({
                title: t('cancelAsk', { name: contest.name }),
                okText: t('cancel'),
                onOk: () => cancel.mutateAsync(undefined).catch(() => undefined),
              })
            }
          >
            {t('cancel')}
          </Button>
        )}
      </div>
    </Drawer>
  );
}
