/** Which branch of the chain is looked at: everything one may see, or a part of it. */
import { Button, Dropdown } from 'antd';
import { ChevronDown, Network } from 'lucide-react';
import { createContext, useContext } from 'react';
import { useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { nameOf, type Node, useSession } from './session.tsx';
import { zh } from './zh.ts';

interface Branch {
  readonly branch: string | null;
  readonly choose: (node: string | null) => void;
}
export const BranchOf = createContext<Branch>({ branch: null, choose: () => {} });
export const useBranch = () => useContext(BranchOf).branch;

/** Parents before their children, with how deep each stands. */
export function inOrder(nodes: readonly Node[]): { node: Node; depth: number }[] {
  const known = new Set(nodes.map((node) => node.id));
  const below = (parent: string | null, depth: number): { node: Node; depth: number }[] =>
    nodes
      .filter((n) => (parent ? n.parentId === parent : !n.parentId || !known.has(n.parentId)))
      .flatMap((node) => [{ node, depth }, ...below(node.id, depth + 1)]);
  return below(null, 0);
}

export function BranchPicker() {
  const t = useWords(zh, en);
  const { nodes } = useSession();
  const { branch, choose } = useContext(BranchOf);
  const outlets = nodes.filter((node) => node.kind === 'outlet');
  const chosen = nodes.find((node) => node.id === branch);
  const items = inOrder(nodes).map(({ node, depth }) => ({
    key: node.id,
    label: <span style={{ paddingLeft: depth * 14 }}>{nameOf(node)}</span>,
  }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectable: true,
        selectedKeys: [branch ?? inOrder(nodes)[0]?.node.id ?? ''],
        onClick: ({ key }) =>
          choose(nodes.find((node) => node.id === key)?.kind === 'hq' ? null : key),
        style: { maxHeight: 480, overflow: 'auto' },
      }}
    >
      <Button icon={<Network size={16} />}>
        {chosen ? nameOf(chosen) : t('wholeChain', { count: outlets.length })}
        <ChevronDown size={14} />
      </Button>
    </Dropdown>
  );
}
