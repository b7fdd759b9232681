/** Keys for programs: made by whoever answers for them, revoked at once. */
import type { MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { after, days, type Instant } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}

/** @throws Refusal `chain.no_such_node`, `chain.id_taken` */
export function makeApiKey(
  db: Db,
  deed: Deed,
  form: Omit<chain.ApiKeyForm, 'madeBy'>,
): Promise<{ readonly key: string }> {
  return db.transaction(deed.merchant, async (tx) => {
    chain.nodeWithin(await chain.directory(tx), form.node, deed.branches);
    const key = await chain.makeApiKey(tx, { ...form, madeBy: deed.actor.id as StaffId });
    audit(tx, deed.actor, {
      verb: 'chain.api_key_made',
      object: { kind: 'api_key', id: form.id },
      facts: { scopes: form.scopes, node: form.node },
    });
    return { key };
  });
}

/** @throws Refusal `chain.no_such_key` */
export function revokeApiKey(db: Db, deed: Deed, id: chain.ApiKeyId): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    chain.revokeKey(tx, id);
    audit(tx, deed.actor, { verb: 'chain.api_key_revoked', object: { kind: 'api_key', id } });
  });
}

/**
 * A new key for the old one: both open for so many days, so that a program is never shut out.
 * @throws Refusal `chain.id_taken`, `chain.key_not_turned`
 */
export function turnApiKey(
  db: Db,
  deed: Deed,
  turn: {
    readonly id: chain.ApiKeyId;
    readonly successor: chain.ApiKeyId;
    readonly overlapDays: number;
  },
): Promise<{ readonly key: string; readonly oldUntil: Instant }> {
  return db.transaction(deed.merchant, async (tx) => {
    const { id, successor, overlapDays } = turn;
    const endsAt = after(tx.now, days(overlapDays));
    const madeBy = deed.actor.id as StaffId;
    const key = await chain.followKey(tx, { id, successor, madeBy, endsAt });
    audit(tx, deed.actor, {
      verb: 'chain.api_key_turned',
      object: { kind: 'api_key', id },
      facts: { successor, oldUntil: endsAt },
    });
    return { key, oldUntil: endsAt };
  });
}
