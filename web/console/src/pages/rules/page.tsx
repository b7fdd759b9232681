/** Rules: versions with who and why, the rule in sentences, a draft, what it would have done. */
import { Button, Input, Segmented } from 'antd';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { newId } from '../../api/call.ts';
import { useRead } from '../../api/use.ts';
import { useAddress } from '../../list/list-page.tsx';
import { DraftActions } from '../../parts/draft-actions.tsx';
import { Bar, Card } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMay, useSession } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { Clauses } from './clauses.tsx';
import { en } from './en.ts';
import './rules.css';
import { Simulation } from './simulation.tsx';
import { type Body, type Draft, type Kind, KINDS, type Version } from './types.ts';
import { Versions } from './versions.tsx';
import { zh } from './zh.ts';

export function Page() {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const kind = (KINDS as readonly string[]).includes(search.kind ?? '')
    ? (search.kind as Kind)
    : 'routing';
  const read = useRead<{ items: Version[] }>('/policies', { kind, count: 50 }, { fresh: true });
  const kept = useRead<{ items: Draft[] }>('/policies/drafts', { kind }, { fresh: true });
  return (
    <Shown read={kept.data ? read : { ...read, data: undefined }} height={640}>
      {({ items }) => (
        <Book
          key={kind}
          kind={kind}
          versions={items}
          kept={kept.data?.items[0] ?? null}
          tabs={
            <Segmented
              value={kind}
              onChange={(next) => set({ kind: next, version: undefined })}
              options={KINDS.map((value) => ({ value, label: t(value) }))}
            />
          }
        />
      )}
    </Shown>
  );
}

interface BookProps {
  readonly kind: Kind;
  /** Newest first. */
  readonly versions: readonly Version[];
  readonly kept: Draft | null;
  readonly tabs: React.ReactNode;
}

function Book({ kind, versions, kept, tabs }: BookProps) {
  const t = useWords(zh, en);
  const may = useMay();
  const { nodes } = useSession();
  const root = nodes.find((each) => each.kind === 'hq')?.id;
  const live =
    versions.find((each) => each.isInForce && each.nodeId === root) ??
    versions.find((each) => each.isInForce) ??
    null;
  const [chosen, setChosen] = useState<number | 'draft'>(kept ? 'draft' : (live?.version ?? 0));
  const [draft, setDraft] = useState<{ id: string; body: Body; why: string } | null>(kept);
  const shown = chosen === 'draft' ? draft : versions.find((each) => each.version === chosen);
  const drafting = chosen === 'draft' && draft !== null;
  const next = (versions[0]?.version ?? 0) + 1;
  const begin = () => {
    setDraft({ id: newId(), body: shown?.body ?? {}, why: '' });
    setChosen('draft');
  };
  const node = kept?.nodeId ?? root ?? nodes[0]?.id ?? '';
  const end = (version: number | 'draft') => {
    setDraft(null);
    setChosen(version);
  };
  return (
    <>
      <Bar title={t('title')} after={tabs}>
        {may('policies.write') && !drafting && (
          <Button type="primary" icon={<Pencil size={15} />} onClick={begin}>
            {t('edit')}
          </Button>
        )}
        {drafting && (
          <DraftActions
            kind={kind}
            node={node}
            draft={draft}
            next={next}
            end={(version) => end(version ?? live?.version ?? 0)}
          />
        )}
      </Bar>
      <div className="grid rules-grid">
        <Versions versions={versions} draft={draft} chosen={chosen} choose={setChosen} />
        <Card
          title={drafting ? `${t(kind)} v${next} ${t('draft')}` : `${t(kind)} v${chosen}`}
          note={t(kind === 'routing' ? 'sentenceRouting' : 'sentence')}
        >
          {drafting && (
            <Input
              value={draft.why}
              onChange={(event) => setDraft({ ...draft, why: event.target.value })}
              placeholder={t('whyNeed')}
              aria-label={t('why')}
              maxLength={200}
              style={{ marginBottom: 8 }}
            />
          )}
          {shown && (
            <Clauses
              kind={kind}
              body={shown.body}
              live={drafting || chosen !== live?.version ? (live?.body ?? null) : null}
              change={drafting ? (body) => setDraft({ ...draft, body }) : undefined}
            />
          )}
        </Card>
        <Simulation kind={kind} node={node} body={shown?.body ?? null} live={live?.body ?? null} />
      </div>
    </>
  );
}
