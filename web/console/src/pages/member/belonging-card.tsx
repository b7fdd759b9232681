/** Whose member she is now, every turn that led there, and moving her on with a reason. */
import { Button, Input, Popover, Select } from 'antd';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { type Page as PageOf, useRead, useWrite } from '../../api/use.ts';
import { Card, Face, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { nameOf, useMay, useOutlets } from '../../shell/session.tsx';
import { day } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import './member.css';
import type { Member, Turn } from './types.ts';
import { zh } from './zh.ts';

export function BelongingCard({ member }: { member: Member }) {
  const t = useWords(zh, en);
  const may = useMay();
  const turned = (turn: Turn) =>
    t
      .of(`e_${turn.verb}`, turn.verb)
      .replace('{from}', turn.fromName ?? t('none'))
      .replace('{to}', turn.toName ?? t('none'));
  return (
    <Card title={t('belonging')} extra={may('belonging.write') && <Transfer member={member} />}>
      <div className="row owner">
        <span className="t3">{t('outlet')}</span>
        <b className="m6">{member.homeOutletName ?? t('none')}</b>
      </div>
      <div className="row owner">
        <span className="t3">{t('guide')}</span>
        {member.homeGuideName && <Face name={member.homeGuideName} size={26} />}
        <b className="m6">{member.homeGuideName ?? t('none')}</b>
        {member.protectedUntil && (
          <span className="t3">
            {t('protected', { day: day(member.protectedUntil, t.language) })}
          </span>
        )}
      </div>
      <h3 className="t2 events">{t('events')}</h3>
      {member.bonds.length === 0 && <p className="t2">{t('eventsNone')}</p>}
      <ol>
        {member.bonds.slice(0, 14).map((turn) => (
          <li key={turn.id} className="turn">
            {turned(turn)}
            <div className="t3">
              <When at={turn.at} /> · {t('rule', { n: turn.policyVersion })}
              {turn.actorName && ` · ${turn.actorName}`}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Transfer({ member }: { member: Member }) {
  const t = useWords(zh, en);
  const outlets = useOutlets();
  const [kind, setKind] = useState<'outlet' | 'guide'>('guide');
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const guides = useRead<PageOf<{ id: string; name: string; outletName: string | null }>>(
    '/staff',
    {
      role: 'guide',
      count: 100,
    },
  );
  const move = useWrite(() => post(`/members/${member.id}/transfer`, { kind, to, reason }), {
    quiet: true,
    done: t('transferred'),
  });
  const options =
    kind === 'outlet'
      ? outlets.map((node) => ({ value: node.id, label: nameOf(node) }))
      : (guides.data?.items ?? []).map((each) => ({
          value: each.id,
          label: `${each.name} ${each.outletName ?? ''}`,
        }));
  const form = (
    <div className="stack" style={{ width: 280 }}>
      <Select
        value={kind}
        aria-label={t('transferKind')}
        onChange={(next) => {
          setKind(next);
          setTo(null);
        }}
        options={(['guide', 'outlet'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <Select
        value={to}
        onChange={setTo}
        options={options}
        placeholder={t('transferTo')}
        aria-label={t('transferTo')}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Input
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder={t('transferWhy')}
        aria-label={t('transferWhy')}
        maxLength={200}
      />
      <RefusalLine error={move.error} />
      <Button
        type="primary"
        disabled={!to || reason.trim().length < 2}
        loading={move.isPending}
        onClick={() => move.mutate(undefined)}
      >
        {t('transfer')}
      </Button>
    </div>
  );
  return (
    <Popover content={form} trigger="click" placement="bottomRight">
      <button type="button" className="link">
        {t('transfer')}
      </button>
    </Popover>
  );
}
