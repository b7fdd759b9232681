/** Whose word an offer is, and who stands above: by it bands narrow and words are inherited. */
import type { NodeId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type * as catalog from '../../modules/catalog/catalog.ts';
import type * as chain from '../../modules/chain/chain.ts';
import { pathOf } from './shelf.ts';

/** A scope with those above it, nearest first: an outlet, a dealer, head office or a profile. */
export interface ScopePath {
  readonly kind: 'hq' | 'dealer' | 'profile' | 'outlet';
  readonly above: readonly catalog.ScopeId[];
}

/**
 * A profile belongs to head office: whoever reaches the root may speak for it.
 * @throws Refusal `catalog.scope_unknown`
 */
export function scopePath(
  directory: chain.Directory,
  scope: catalog.ScopeId,
  branches: readonly NodeId[],
): ScopePath {
  const unknown = () => new Refusal('not_found', 'catalog.scope_unknown', { scope });
  const node = directory.nodes.get(scope as NodeId);
  const root = directory.root.id;
  if (node === undefined) {
    const isProfile = directory.outlets.some(({ profile }) => profile === scope);
    if (!isProfile || !branches.includes(root)) throw unknown();
    return { kind: 'profile', above: [root] };
  }
  if (!node.path.some((id) => branches.includes(id))) throw unknown();
  if (node.kind !== 'outlet') return { kind: node.kind, above: node.path.slice(0, -1).reverse() };
  const outlet = directory.outlet(node.id);
  if (outlet === null) throw unknown();
  const { profileId, dealerIds, hqId } = pathOf(outlet);
  return {
    kind: 'outlet',
    above: [...(profileId === null ? [] : [profileId]), ...dealerIds, hqId],
  };
}
