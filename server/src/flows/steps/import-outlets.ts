/**
 * The outlet that a row of a file means, by its name, within the branches of who brings the file.
 */
import type { NodeId, OutletId } from '../../kernel/id.ts';
import type * as chain from '../../modules/chain/chain.ts';

export function outletFinder(
  directory: chain.Directory,
  branches: readonly NodeId[],
  otherwise: OutletId | null,
): (name: string | null) => chain.Outlet | null {
  const own = directory.outlets.filter(({ path }) => path.some((id) => branches.includes(id)));
  const named = new Map(
    own.flatMap(
      (each) =>
        [
          [each.name, each],
          [each.shortName, each],
        ] as const,
    ),
  );
  const fallback = own.find(({ id }) => id === otherwise) ?? null;
  return (name) => (name === null ? fallback : (named.get(name) ?? null));
}
