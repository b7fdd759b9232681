/**
 * Thousand stores, thousand faces: the line of inheritance, what this scope does differently, and
 * whether it may. Changes gather here and go out together; what is unlawful stays behind.
 */
import { App, Button, Input, Popover, Select } from 'antd';
import { Layers } from 'lucide-react';
import { useState } from 'react';
import { post, type Refused } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { useAddress } from '../../list/list-page.tsx';
import { Bar, Tag } from '../../parts/parts.tsx';
import { useRefusalWords } from '../../parts/refusal.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { inOrder } from '../../shell/branch.tsx';
import { nameOf, useMay, useSession } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import './assortment.css';
import { en } from './en.ts';
import { Exceptions } from './exceptions.tsx';
import { Lineage } from './lineage.tsx';
import { Rows } from './rows.tsx';
import { type Assortment, type Edit, isOut } from './types.ts';
import { zh } from './zh.ts';

interface Published {
  readonly published: number;
  readonly refused: readonly (Pick<Refused, 'code' | 'facts'> & { readonly skuId: string })[];
}

export function Page() {
  const { nodes } = useSession();
  const { search, set } = useAddress();
  const t = useWords(zh, en);
  const ordered = inOrder(nodes);
  const first = ordered.find(({ node }) => node.kind === 'outlet') ?? ordered[0];
  const scope = search.scope ?? first?.node.id ?? '';
  if (search.list === 'exceptions')
    return (
      <Exceptions
        above={
          <div className="tabs">
            <button type="button" onClick={() => set({ list: undefined, state: undefined })}>
              {t('backToGoods')}
            </button>
          </div>
        }
      />
    );
  return <Scope key={scope} scope={scope} />;
}

function Scope({ scope }: { scope: string }) {
  const t = useWords(zh, en);
  const may = useMay()('offers.write');
  const { nodes } = useSession();
  const { search, set } = useAddress();
  const { message, modal } = App.useApp();
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(new Map());
  const [why, setWhy] = useState('');
  const [refused, setRefused] = useState<Published['refused']>([]);
  const all = search.all === 'true';
  const read = useRead<Assortment>('/assortment', {
    scope,
    all,
    q: search.q,
    after: search.after,
    count: 50,
  });
  const rows = read.data?.items ?? [];
  const good = [...edits.values()].filter((edit) => {
    const row = rows.find((each) => each.skuId === edit.skuId);
    return !row || !isOut(row, edit.priceFen);
  });
  const publish = useWrite(
    (changes: readonly Edit[]) =>
      post<Published>('/offers', {
        scopeId: scope,
        changes: changes.map((each) => ({ ...each, why: why || t('restored') })),
      }),
    {
      then: (answer) => {
        void message.success(t('published', { n: answer.published }));
        const left = new Set(answer.refused.map((each) => each.skuId));
        setEdits(
          new Map(
            [...edits].filter(([sku]) => left.has(sku) || !good.some((g) => g.skuId === sku)),
          ),
        );
        setRefused(answer.refused);
        setWhy('');
      },
    },
  );
  const edit = (next: Edit | null, sku: string) => {
    const changed = new Map(edits);
    if (next) changed.set(sku, next);
    else changed.delete(sku);
    setEdits(changed);
  };
  const own = rows.filter((row) => row.own);
  const options = inOrder(nodes).map(({ node, depth }) => ({
    value: node.id,
    label: `${'　'.repeat(depth)}${nameOf(node)}`,
  }));
  return (
    <>
      <Bar
        title={t('title')}
        after={
          <Select
            value={scope}
            onChange={(next) => set({ scope: next })}
            options={options}
            aria-label={t('scope')}
            popupMatchSelectWidth={220}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ minWidth: 170 }}
          />
        }
      >
        {may && !all && own.length > 0 && (
          <Button
            onClick={() =>
              modal.confirm({
                title: t('restoreAllAsk'),
                onOk: () => publish.mutate(own.map(({ skuId }) => ({ skuId, inherit: true }))),
              })
            }
          >
            {t('restoreAll')}
          </Button>
        )}
        {may && (
          <Publish
            n={good.length}
            why={why}
            setWhy={setWhy}
            busy={publish.isPending}
            go={() => publish.mutate(good)}
          />
        )}
      </Bar>
      <Shown read={read} height={600}>
        {(found) => (
          <>
            <Lineage line={found.line} skus={found.skus} choose={(id) => set({ scope: id })} />
            <section className="card">
              <div className="row filters">
                <Tabs
                  all={all}
                  found={found}
                  set={(to) => set({ all: to ? 'true' : undefined })}
                  exceptions={may ? () => set({ list: 'exceptions' }) : null}
                />
                <span className="sp" />
                <Tag tone="accent">{t('changedTag')}</Tag>
                <Tag tone="bad">{t('overTag')}</Tag>
                <Input.Search
                  placeholder={t('find')}
                  aria-label={t('find')}
                  defaultValue={search.q ?? ''}
                  onSearch={(q) => set({ q: q || undefined, all: 'true' })}
                  allowClear
                  style={{ width: 200 }}
                />
              </div>
              {found.items.length === 0 ? (
                <Blank icon={Layers} tone="accent" title={t('noneTitle')} words={t('noneWords')} />
              ) : (
                <Rows rows={found.items} edits={edits} edit={may ? edit : null} scope={scope} />
              )}
              {found.next && (
                <Button
                  style={{ marginTop: 12 }}
                  onClick={() => set({ after: found.next ?? undefined }, true)}
                >
                  {'→'}
                </Button>
              )}
            </section>
            <RefusedRows refused={refused} rows={found.items} />
          </>
        )}
      </Shown>
    </>
  );
}

interface TabsProps {
  readonly all: boolean;
  readonly found: Assortment;
  readonly set: (all: boolean) => void;
  readonly exceptions: (() => void) | null;
}
function Tabs({ all, found, set, exceptions }: TabsProps) {
  const t = useWords(zh, en);
  const here = found.line.at(-1)?.overrides ?? 0;
  return (
    <div className="tabs">
      <button type="button" aria-pressed={!all} onClick={() => set(false)}>
        {t('changed', { n: here })}
      </button>
      <button type="button" aria-pressed={all} onClick={() => set(true)}>
        {t('all', { n: found.skus })}
      </button>
      {exceptions && (
        <button type="button" onClick={exceptions}>
          {t('exceptions')}
        </button>
      )}
    </div>
  );
}

interface PublishProps {
  readonly n: number;
  readonly why: string;
  readonly setWhy: (why: string) => void;
  readonly busy: boolean;
  readonly go: () => void;
}
function Publish({ n, why, setWhy, busy, go }: PublishProps) {
  const t = useWords(zh, en);
  const form = (
    <div className="row">
      <Input
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        placeholder={t('whyNeed')}
        aria-label={t('why')}
        maxLength={200}
        style={{ width: 280 }}
      />
      <Button type="primary" disabled={!why.trim()} loading={busy} onClick={go}>
        {t('publish', { n })}
      </Button>
    </div>
  );
  return (
    <Popover content={form} trigger="click" placement="bottomRight">
      <Button type="primary" disabled={n === 0}>
        {t('publish', { n })}
      </Button>
    </Popover>
  );
}

function RefusedRows({
  refused,
  rows,
}: {
  refused: Published['refused'];
  rows: Assortment['items'];
}) {
  const words = useRefusalWords();
  return (
    <>
      {refused.map((each) => (
        <div key={each.skuId} className="refused" role="alert">
          <div>
            <b>{rows.find((row) => row.skuId === each.skuId)?.title}</b>{' '}
            {words({ ...each, ref: '' })}
            <div>
              <code>{each.code}</code>
            </div>
          </div>
        </div>
      ))}
    </>
  );
}
