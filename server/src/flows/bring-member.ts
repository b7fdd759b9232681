/**
 * A member whom another system knows already, by phone: known here she stays who she is. No consent
 * comes this way: she gives it herself when she first signs in.
 */
import type { MemberId, MerchantId, NodeId, OutletId } from '../kernel/id.ts';
import * as belonging from '../modules/belonging/belonging.ts';
import * as chain from '../modules/chain/chain.ts';
import * as members from '../modules/members/members.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { termsAt } from './steps/bond-terms.ts';

export interface BroughtMember {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
  readonly phone: string;
  readonly name: string;
  readonly outlet: OutletId;
}

/** @throws Refusal `chain.no_such_outlet` */
export function bringMember(
  db: Db,
  vault: Vault,
  wish: BroughtMember,
): Promise<{ readonly memberId: MemberId; readonly isNew: boolean }> {
  return db.transaction(wish.merchant, async (tx) => {
    const directory = await chain.directory(tx);
    const outlet = chain.outletWithin(directory, wish.outlet, wish.branches);
    const identity = { kind: 'phone', app: '', value: wish.phone } as const;
    const known = await members.findByIdentity(tx, vault, identity);
    if (known !== null) return { memberId: known.id, isNew: false };
    const memberId: MemberId = tx.newId<'member'>();
    const name = wish.name === '' ? `会员${wish.phone.slice(-4)}` : wish.name;
    members.signUp(tx, { id: memberId, name, complex: null, entry: 'import', showsName: false });
    members.addIdentity(tx, vault, memberId, identity);
    const bond = { member: memberId, outlet: outlet.id, guide: null, reason: 'import' };
    belonging.bindAtSignUp(
      tx,
      { ...bond, source: 'import' },
      termsAt(directory, outlet.path, tx.now),
    );
    audit(tx, wish.actor, {
      verb: 'members.brought',
      object: { kind: 'member', id: memberId },
      facts: { outlet: outlet.id },
    });
    return { memberId, isNew: true };
  });
}
