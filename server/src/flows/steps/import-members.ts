/**
 * Rows of a member file: a phone that is new becomes a member of an outlet, a known one stays who
 * she is. An import brings no consent: she gives that herself when she first signs in.
 */
import type { MemberId, NodeId } from '../../kernel/id.ts';
import * as belonging from '../../modules/belonging/belonging.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as imports from '../../modules/imports/imports.ts';
import * as members from '../../modules/members/members.ts';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import { termsAt } from './bond-terms.ts';
import { judged, type Chunk } from './import-lines.ts';
import { outletFinder } from './import-outlets.ts';

export async function importMembers(
  tx: Tx,
  vault: Vault,
  chunk: Chunk,
  branches: readonly NodeId[],
): Promise<imports.Outcome[]> {
  const { mapping } = chunk.standing;
  const rows = await judged(
    tx,
    chunk,
    (cells) => imports.memberOf(mapping.columns, cells),
    ({ phone }) => vault.blindIndex(phone),
  );
  const directory = await chain.directory(tx);
  const find = outletFinder(directory, branches, mapping.outlet);
  rows.refuse(({ row }) =>
    find(row.outlet) === null
      ? { reason: 'outlet_unknown', facts: { outlet: row.outlet ?? '' } }
      : null,
  );
  const identityOf = (phone: string) => ({ kind: 'phone', app: '', value: phone }) as const;
  const known = await Promise.all(
    rows.good.map(({ row }) => members.findByIdentity(tx, vault, identityOf(row.phone))),
  );
  for (const [i, { row }] of rows.good.entries()) {
    if (known[i] !== null) continue;
    const member: MemberId = tx.newId<'member'>();
    const outlet = find(row.outlet)!;
    const name = row.name === '' ? `会员${row.phone.slice(-4)}` : row.name;
    members.signUp(tx, { id: member, name, complex: null, entry: 'import', showsName: false });
    members.addIdentity(tx, vault, member, identityOf(row.phone));
    const terms = termsAt(directory, outlet.path, tx.now);
    const bond = { member, outlet: outlet.id, guide: null, reason: 'import' };
    belonging.bindAtSignUp(tx, { ...bond, source: 'import' }, terms);
  }
  return rows.outcomes();
}
