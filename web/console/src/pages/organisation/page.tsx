/** The organisation tree: head office, dealers, outlets; moving a branch is dated and explained. */
import { Link } from '@tanstack/react-router';
import { Button, Input, Modal, Select } from 'antd';
import { Building2, Network, Plus, Store, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { newId, patch, post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { Bar, Tag } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { inOrder } from '../../shell/branch.tsx';
import { type Node, useMay, useSession } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import './organisation.css';
import { zh } from './zh.ts';

const ICON: Readonly<Record<Node['kind'], LucideIcon>> = {
  hq: Building2,
  dealer: Network,
  outlet: Store,
};
type Deed = { readonly kind: 'rename' | 'move' | 'dealer'; readonly node: Node };

export function Page() {
  const t = useWords(zh, en);
  const may = useMay();
  const { nodes } = useSession();
  const [deed, setDeed] = useState<Deed | null>(null);
  const roots = inOrder(nodes).filter(({ depth }) => depth === 0);
  const root = roots[0]?.node;
  return (
    <>
      <Bar title={t('title')} note={t('note')}>
        {may('organisation.write') && root && (
          <Button
            type="primary"
            icon={<Plus size={15} />}
            onClick={() => setDeed({ kind: 'dealer', node: root })}
          >
            {t('addDealer')}
          </Button>
        )}
      </Bar>
      <section className="card">
        <ul className="tree">
          {roots.map(({ node }) => (
            <Branch key={node.id} node={node} nodes={nodes} act={setDeed} />
          ))}
        </ul>
      </section>
      {deed && (
        <DeedSheet key={`${deed.kind}${deed.node.id}`} deed={deed} close={() => setDeed(null)} />
      )}
    </>
  );
}

interface BranchProps {
  readonly node: Node;
  readonly nodes: readonly Node[];
  readonly act: (deed: Deed) => void;
}

function Branch({ node, nodes, act }: BranchProps) {
  const t = useWords(zh, en);
  const may = useMay();
  const below = nodes.filter((each) => each.parentId === node.id);
  const outlets = countOutlets(node, nodes);
  const Icon = ICON[node.kind];
  return (
    <li>
      <div className={`node ${node.kind}`}>
        <Icon size={18} aria-hidden />
        {node.kind === 'outlet' ? (
          <Link to="/outlets/$id" params={{ id: node.id } as never} className="m5 cut one">
            {node.name}
          </Link>
        ) : (
          <b className="cut one">{node.name}</b>
        )}
        <Tag>{t(node.kind)}</Tag>
        {node.kind !== 'outlet' && <span className="t3 one">{t('outlets', { n: outlets })}</span>}
        <span className="sp" />
        {may('organisation.write') && (
          <span className="acts">
            <Button size="small" type="text" onClick={() => act({ kind: 'rename', node })}>
              {t('rename')}
            </Button>
            {node.kind !== 'hq' && (
              <Button size="small" type="text" onClick={() => act({ kind: 'move', node })}>
                {t('move')}
              </Button>
            )}
          </span>
        )}
      </div>
      {below.length > 0 && (
        <ul>
          {below.map((each) => (
            <Branch key={each.id} node={each} nodes={nodes} act={act} />
          ))}
        </ul>
      )}
    </li>
  );
}

function countOutlets(node: Node, nodes: readonly Node[]): number {
  return nodes
    .filter((each) => each.parentId === node.id)
    .reduce((sum, each) => sum + (each.kind === 'outlet' ? 1 : countOutlets(each, nodes)), 0);
}

function DeedSheet({ deed, close }: { deed: Deed; close: () => void }) {
  const t = useWords(zh, en);
  const { nodes } = useSession();
  const { node, kind } = deed;
  const [name, setName] = useState(kind === 'rename' ? node.name : '');
  const [parent, setParent] = useState(kind === 'dealer' ? node.id : (node.parentId ?? ''));
  const [why, setWhy] = useState('');
  const parents = nodes.filter((each) => each.kind !== 'outlet' && each.id !== node.id);
  const choices = kind === 'dealer' ? nodes.filter((each) => each.kind !== 'outlet') : parents;
  const save = useWrite(
    () => {
      if (kind === 'dealer') return post('/organisation/dealers', { id: newId(), parent, name });
      if (kind === 'rename') return patch(`/organisation/${node.id}`, { name });
      return post(`/organisation/${node.id}/move`, { to: parent, why });
    },
    { quiet: true, done: t('saved'), then: close },
  );
  const ready =
    kind === 'move' ? parent !== node.parentId && why.trim() !== '' : name.trim() !== '';
  const title = kind === 'dealer' ? t('addDealer') : `${t(kind)} ${node.name}`;
  return (
    <Modal open onCancel={close} title={title} footer={null}>
      <div className="stack" style={{ gap: 12 }}>
        {kind !== 'move' && (
          <Input
            value={name}
            onChange={(e) => setName(e.target.value)}
            placeholder={t('name')}
            aria-label={t('name')}
            maxLength={40}
          />
        )}
        {kind !== 'rename' && (
          <Select
            value={parent}
            onChange={setParent}
            aria-label={t(kind === 'dealer' ? 'under' : 'moveTo')}
            options={choices.map((each) => ({ value: each.id, label: each.name }))}
          />
        )}
        {kind === 'move' && (
          <Input
            value={why}
            onChange={(e) => setWhy(e.target.value)}
            placeholder={t('moveWhy')}
            aria-label={t('moveWhy')}
            maxLength={200}
          />
        )}
        <RefusalLine error={save.error} />
        <Button
          type="primary"
          disabled={!ready}
          loading={save.isPending}
          onClick={() => save.mutate(undefined)}
        >
          {t('save')}
        </Button>
      </div>
    </Modal>
  );
}
