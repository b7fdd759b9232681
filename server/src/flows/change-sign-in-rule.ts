/** Head office says of whom a second factor is asked. */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

export const changeSignInRule = (
  db: Db,
  wish: Omit<chain.SignInRule, 'since'> & { readonly merchant: MerchantId; readonly actor: Actor },
): Promise<void> => {
  const { merchant, actor, roles, permissions, graceDays, exportNeedsCode } = wish;
  const rule = { roles, permissions, graceDays, exportNeedsCode };
  return db.transaction(merchant, async (tx) => {
    await chain.changeSignInRule(tx, rule, actor.id as StaffId);
    const object = { kind: 'node', id: (await chain.directory(tx)).root.id };
    audit(tx, actor, { verb: 'chain.sign_in_rule_changed', object, facts: rule });
  });
};
