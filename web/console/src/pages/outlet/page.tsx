/** One outlet: when it is open, what it covers, how much it can prepare, and its pause. */
import { useParams, useRouter } from '@tanstack/react-router';
import { Button, Input, Popover } from 'antd';
import { ArrowLeft, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Bar, Card, Tag } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { count, distance, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { AreaCard } from './area-card.tsx';
import { CapacityCard } from './capacity-card.tsx';
import { en } from './en.ts';
import { ExceptionsCard, HoursCard } from './hours-cards.tsx';
import './outlet.css';
import type { Outlet } from './types.ts';
import { zh } from './zh.ts';

export function Page() {
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useRead<Outlet>(`/outlets/${id}`, {}, { fresh: true });
  return (
    <Shown read={read} height={640}>
      {(outlet) => <Whole key={outlet.id} outlet={outlet} />}
    </Shown>
  );
}

function Whole({ outlet }: { outlet: Outlet }) {
  const t = useWords(zh, en);
  const router = useRouter();
  const may = useMay();
  const at = (moment: string | null) => (moment ? when(moment, t.language) : '–');
  const state = outlet.pausedAt
    ? t('paused', { why: outlet.pausedReason ?? '' })
    : outlet.isOpen
      ? t('open', { at: at(outlet.closesAt) })
      : t('closed', { at: at(outlet.opensAt) });
  return (
    <>
      <Bar
        title={outlet.name}
        before={
          <Button
            type="text"
            aria-label={t('back')}
            icon={<ArrowLeft size={16} />}
            onClick={() => router.history.back()}
          />
        }
        after={<Tag tone={outlet.pausedAt ? 'bad' : outlet.isOpen ? 'ok' : 'time'}>{state}</Tag>}
        note={[
          outlet.dealerName,
          t('taken', {
            taken: outlet.takenToday,
            capacity: outlet.dailyCapacity ?? t('unlimited'),
          }),
        ]
          .filter(Boolean)
          .join(t.language === 'zh' ? '，' : ', ')}
      >
        {may('outlets.hours') && <PauseButton outlet={outlet} />}
      </Bar>
      <div className="grid outlet-grid">
        <div className="grid">
          <HoursCard outlet={outlet} />
          <ExceptionsCard outlet={outlet} />
          {may('outlets.write') && <CapacityCard outlet={outlet} />}
        </div>
        <div className="grid">
          <AreaCard outlet={outlet} />
          <Homes outlet={outlet} />
        </div>
      </div>
    </>
  );
}

function PauseButton({ outlet }: { outlet: Outlet }) {
  const t = useWords(zh, en);
  const [reason, setReason] = useState('');
  const pause = useWrite(() => post(`/outlets/${outlet.id}/pause`, { reason }), {
    done: t('pausedDone'),
  });
  const resume = useWrite(() => post(`/outlets/${outlet.id}/resume`), { done: t('resumedDone') });
  if (outlet.pausedAt)
    return (
      <Button
        type="primary"
        icon={<Play size={15} />}
        loading={resume.isPending}
        onClick={() => resume.mutate(undefined)}
      >
        {t('resume')}
      </Button>
    );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="row">
          <Input
            value={reason}
            onChange={(e) => setReason(e.target.value)}
            placeholder={t('pauseWhy')}
            aria-label={t('pauseWhy')}
            maxLength={100}
            style={{ width: 240 }}
          />
          <Button
            type="primary"
            disabled={!reason.trim()}
            loading={pause.isPending}
            onClick={() => pause.mutate(undefined)}
          >
            {t('pause')}
          </Button>
        </div>
      }
    >
      <Button icon={<Pause size={15} />}>{t('pause')}</Button>
    </Popover>
  );
}

function Homes({ outlet }: { outlet: Outlet }) {
  const t = useWords(zh, en);
  return (
    <Card title={t('homes')}>
      {outlet.complexes.length === 0 && <p className="t2">{t('homesNone')}</p>}
      <table className="plain">
        <tbody>
          {outlet.complexes.slice(0, 12).map((home) => (
            <tr key={home.id}>
              <td className="m5">{home.name}</td>
              <td className="r">{t('household', { n: count(home.households) })}</td>
              <td className="r">{distance(home.distanceM)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
