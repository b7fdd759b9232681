/** The tree changes: a dealer is added, a node renamed or moved. Orders keep theirs. */
import type { MerchantId, NodeId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

interface Wish {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}

/** @throws Refusal `chain.no_such_node`, `chain.cannot_move_there`, `chain.id_taken` */
export function addDealer(
  db: Db,
  wish: Wish & { readonly id: NodeId; readonly parent: NodeId; readonly name: string },
): Promise<void> {
  const { merchant, actor, branches, id, parent, name } = wish;
  return db.transaction(merchant, async (tx) => {
    const dealer = { id, parent, name, kind: 'dealer' } as const;
    if (chain.standsAlready(await chain.directory(tx), dealer, branches)) return;
    chain.addDealer(tx, { id, parent, name });
    const facts = { name, parent };
    audit(tx, actor, { verb: 'chain.dealer_added', object: { kind: 'node', id }, facts });
  });
}

/** @throws Refusal `chain.no_such_node` */
export function renameNode(
  db: Db,
  wish: Wish & { readonly id: NodeId; readonly name: string },
): Promise<void> {
  const { merchant, actor, branches, id, name } = wish;
  return db.transaction(merchant, async (tx) => {
    const { name: before } = chain.nodeWithin(await chain.directory(tx), id, branches);
    chain.rename(tx, { id, name });
    const facts = { before, name };
    audit(tx, actor, { verb: 'chain.node_renamed', object: { kind: 'node', id }, facts });
  });
}

/** @throws Refusal `chain.no_such_node`, `chain.cannot_move_there` */
export function moveNode(
  db: Db,
  wish: Wish & { readonly node: NodeId; readonly to: NodeId; readonly why: string },
): Promise<void> {
  const { merchant, actor, branches, node, to, why } = wish;
  return db.transaction(merchant, async (tx) => {
    const standing = await chain.directory(tx);
    const { parent } = chain.nodeWithin(standing, node, branches);
    chain.nodeWithin(standing, to, branches);
    chain.move(tx, { node, to, actor: actor.id, why });
    const facts = { from: parent, to, why };
    audit(tx, actor, { verb: 'chain.node_moved', object: { kind: 'node', id: node }, facts });
  });
}
