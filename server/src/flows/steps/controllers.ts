/** Who decides about a member's data: head office, and the dealer of her home outlet. */
import type { MemberId, NodeId } from '../../kernel/id.ts';
import * as chain from '../../modules/chain/chain.ts';
import type { Reader } from '../../platform/db.ts';
import { ownersNow } from './bond-terms.ts';

export interface Controller {
  readonly id: NodeId;
  readonly kind: 'hq' | 'dealer';
  readonly name: string;
}

/** Head office first. */
export async function controllersOf(reader: Reader, member: MemberId): Promise<Controller[]> {
  const [directory, owners] = await Promise.all([
    chain.directory(reader),
    ownersNow(reader, member),
  ]);
  const { root, nodes } = directory;
  const home = owners.homeOutlet === null ? null : directory.outlet(owners.homeOutlet.id);
  const hq: Controller = { id: root.id, kind: 'hq', name: root.name };
  if (home?.dealer == null) return [hq];
  return [hq, { id: home.dealer, kind: 'dealer', name: nodes.get(home.dealer)?.name ?? '' }];
}

/** The company that a branch belongs to: its dealer, or head office. */
export async function companyOf(reader: Reader, branch: NodeId): Promise<NodeId> {
  const { nodes, root } = await chain.directory(reader);
  const path = nodes.get(branch)?.path ?? [];
  return path.find((node) => nodes.get(node)?.kind === 'dealer') ?? root.id;
}
