/** What kind of guide a colleague is: her levels by date, and whether she works online only. */
import { Button, DatePicker, Input, Select, Switch } from 'antd';
import type dayjs from 'dayjs';
import { useState } from 'react';
import { post, put } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Tag, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { atWall } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

const LEVELS = ['trainee', 'regular', 'senior', 'lead', 'store_manager'] as const;
interface Level {
  readonly level: (typeof LEVELS)[number];
  readonly from: string;
  readonly why: string;
  readonly byName: string | null;
}

export function GuideKind(props: { id: string; onlineOnly: boolean; editable: boolean }) {
  const { id, onlineOnly, editable } = props;
  const t = useWords(zh, en);
  const levels = useRead<{ items: Level[] }>(`/staff/${id}/levels`).data?.items ?? [];
  const turn = useWrite((next: boolean) => put(`/staff/${id}/online-only`, { onlineOnly: next }), {
    done: t('done'),
  });
  return (
    <div className="stack">
      <div className="row between">
        <b>{t('onlineOnly')}</b>
        <Switch
          aria-label={t('onlineOnly')}
          checked={onlineOnly}
          disabled={!editable}
          loading={turn.isPending}
          onChange={(next) => turn.mutate(next)}
        />
      </div>
      <span className="t3">{t('onlineOnlyNote')}</span>
      <b>{t('level')}</b>
      {levels.length === 0 && <span className="t2">{t('levelNone')}</span>}
      {levels.map((each) => (
        <div key={each.from} className="row between">
          <span>
            <Tag tone="accent">{t(`level_${each.level}`)}</Tag>{' '}
            <span className="t2">{each.why}</span>
          </span>
          <span className="t3">
            <When at={each.from} /> {each.byName}
          </span>
        </div>
      ))}
      {editable && <Set id={id} />}
    </div>
  );
}

function Set({ id }: { id: string }) {
  const t = useWords(zh, en);
  const [level, setLevel] = useState<string | null>(null);
  const [from, setFrom] = useState<dayjs.Dayjs | null>(null);
  const [why, setWhy] = useState('');
  const at = from ? { from: atWall(from.format('YYYY-MM-DDT00:00:00')) } : {};
  const set = useWrite(() => post(`/staff/${id}/levels`, { level, why, ...at }), {
    quiet: true,
    done: t('done'),
    then: () => setWhy(''),
  });
  return (
    <>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <Select
          placeholder={t('level')}
          aria-label={t('level')}
          value={level}
          onChange={setLevel}
          options={LEVELS.map((value) => ({ value, label: t(`level_${value}`) }))}
          style={{ flex: '1 1 110px' }}
        />
        <DatePicker
          placeholder={t('levelNow')}
          aria-label={t('levelFrom')}
          value={from}
          onChange={setFrom}
          style={{ flex: '1 1 120px' }}
        />
        <Input
          placeholder={t('levelWhy')}
          aria-label={t('levelWhy')}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
          maxLength={200}
          style={{ flex: '2 1 140px' }}
        />
        <Button
          disabled={!level || !why.trim()}
          loading={set.isPending}
          onClick={() => set.mutate(undefined)}
        >
          {t('levelSet')}
        </Button>
      </div>
      <RefusalLine error={set.error} />
    </>
  );
}
