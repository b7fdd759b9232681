/** The commission plan: rates, exceptions, tiers, caps; tried, explained, published by reason. */
import { Button, Input, Select } from 'antd';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { newId } from '../../api/call.ts';
import { useRead } from '../../api/use.ts';
import { DraftActions } from '../../parts/draft-actions.tsx';
import { Bar, Tag } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMay, useSession } from '../../shell/session.tsx';
import { nowMs, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { AsksCard } from './asks-card.tsx';
import { en } from './en.ts';
import { ExplainCard } from './explain-card.tsx';
import './plan.css';
import { RatesCard } from './rates-card.tsx';
import { RowsCard } from './rows-card.tsx';
import { TiersCard } from './tiers-card.tsx';
import { TrialCard } from './trial-card.tsx';
import { type Ask, type Draft, type Plan, planOf, type Version } from './types.ts';
import { zh } from './zh.ts';

export function Page() {
  const kind = { kind: 'commission' };
  const read = useRead<{ items: Version[] }>('/policies', { ...kind, count: 50 }, { fresh: true });
  const kept = useRead<{ items: Draft[] }>('/policies/drafts', kind, { fresh: true });
  const asks = useRead<{ items: Ask[] }>('/plan-asks', {}, { fresh: true });
  const ready = kept.data && asks.data;
  return (
    <Shown read={ready ? read : { ...read, data: undefined }} height={640}>
      {({ items }) => (
        <Book versions={items} kept={kept.data?.items[0] ?? null} asks={asks.data?.items ?? []} />
      )}
    </Shown>
  );
}

interface BookProps {
  readonly versions: readonly Version[];
  readonly kept: Draft | null;
  readonly asks: readonly Ask[];
}

function Book({ versions, kept, asks }: BookProps) {
  const t = useWords(zh, en);
  const may = useMay()('policies.write');
  const { nodes } = useSession();
  const root = nodes.find((each) => each.kind === 'hq')?.id ?? nodes[0]?.id ?? '';
  const live = versions.find((each) => each.isInForce) ?? versions[0];
  const [chosen, setChosen] = useState<number | 'draft'>(kept ? 'draft' : (live?.version ?? 0));
  const [draft, setDraft] = useState<{ id: string; body: Plan; why: string } | null>(
    kept && { ...kept, body: planOf(kept.body) },
  );
  const drafting = chosen === 'draft' && draft !== null;
  const shown = drafting
    ? draft.body
    : planOf(versions.find((each) => each.version === chosen)?.body ?? {});
  const next = (versions[0]?.version ?? 0) + 1;
  const change = drafting ? (body: Plan) => setDraft({ ...draft, body }) : undefined;
  const begin = () => {
    setDraft({ id: newId(), body: shown, why: '' });
    setChosen('draft');
  };
  const end = (version: number | null) => {
    setDraft(null);
    setChosen(version ?? live?.version ?? 0);
  };
  return (
    <>
      <Bar
        title={t('title')}
        note={t('note')}
        after={
          <Versions {...{ versions, drafting: draft !== null, chosen, next, choose: setChosen }} />
        }
      >
        {may && !drafting && (
          <Button type="primary" icon={<Pencil size={15} />} onClick={begin}>
            {t('edit')}
          </Button>
        )}
        {drafting && (
          <DraftActions kind="commission" node={root} draft={draft} next={next} end={end} />
        )}
      </Bar>
      <AsksCard asks={asks} />
      <div className="grid plan-grid">
        <div className="grid">
          {drafting && (
            <Input
              value={draft.why}
              onChange={(event) => setDraft({ ...draft, why: event.target.value })}
              placeholder={t('whyNeed')}
              aria-label={t('why')}
              maxLength={200}
            />
          )}
          <RatesCard plan={shown} change={change} />
          <RowsCard plan={shown} change={change} />
          <TiersCard plan={shown} change={change} />
        </div>
        <div className="grid">
          <TrialCard plan={shown} node={root} limitBps={planOf(live?.body ?? {}).approveRiseBps} />
          <ExplainCard plan={shown} node={root} />
        </div>
      </div>
    </>
  );
}

interface VersionsProps {
  readonly versions: readonly Version[];
  readonly drafting: boolean;
  readonly chosen: number | 'draft';
  readonly next: number;
  readonly choose: (version: number | 'draft') => void;
}
function Versions({ versions, drafting, chosen, next, choose }: VersionsProps) {
  const t = useWords(zh, en);
  const tag = (version: Version) =>
    version.isInForce ? (
      <Tag tone="ok">{t('inForce')}</Tag>
    ) : Date.parse(version.validFrom) > nowMs() ? (
      <Tag tone="info">{t('coming')}</Tag>
    ) : (
      <Tag>{t('retired')}</Tag>
    );
  const options = versions.map((each) => ({
    value: String(each.version),
    label: (
      <span className="row">
        <b>{t('version', { n: each.version })}</b> {tag(each)}
        <span className="t3 one">
          {when(each.validFrom, t.language)} · {each.why}
        </span>
      </span>
    ),
  }));
  const own = {
    value: 'draft',
    label: (
      <span className="row">
        <b>{t('version', { n: next })}</b> <Tag tone="warn">{t('draft')}</Tag>
      </span>
    ),
  };
  return (
    <Select
      aria-label={t('version', { n: '' })}
      value={String(chosen)}
      options={drafting ? [own, ...options] : options}
      onChange={(value) => choose(value === 'draft' ? 'draft' : Number(value))}
      popupMatchSelectWidth={false}
      style={{ minWidth: 180, maxWidth: 320 }}
    />
  );
}
