/**
 * A guide leaves. Her customers pass on as the belonging policy of her outlet says, all at once,
 * and her links count for her heir from now on. What would happen can be seen before.
 */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import * as belonging from '../modules/belonging/belonging.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Reader } from '../platform/db.ts';

export interface Leaving {
  readonly merchant: MerchantId;
  readonly by: chain.SignedInStaff;
  readonly staff: StaffId;
}
export interface HandOver {
  readonly name: string;
  readonly rule: belonging.HeirRule;
  readonly policyVersion: number;
  readonly customers: number;
  /** Most customers first; null stands for the outlet alone. */
  readonly shares: readonly {
    readonly heir: { readonly id: StaffId; readonly name: string } | null;
    readonly customers: number;
  }[];
}

async function planFor(reader: Reader, { by, staff }: Leaving) {
  const standing = await chain.directory(reader);
  const branches = chain.reachOf(by, 'staff.write');
  const row = await chain.staffManagedBy(reader, standing, { id: staff, by, branches });
  const path = row.outlet === null ? standing.root.path : standing.nodes.get(row.outlet)!.path;
  const policy = chain.policyInForce(standing, 'belonging', path, reader.now);
  const terms = belonging.termsOf([policy]);
  const [periods, there] = await Promise.all([
    belonging.customersOf(reader, 'guide', staff),
    chain.colleaguesAt(reader, row.outlet === null ? [] : [row.outlet]),
  ]);
  const live = periods.filter((each) => belonging.isLive(each, terms.expireDays, reader.now));
  const serving = there.filter(({ id, roles }) => id !== staff && roles.some(isServing));
  const heirs = belonging.heirsFor(policy.body.heir, live, serving);
  return { row, policy, terms, live, serving, heirs };
}

const isServing = (role: string): boolean => role === 'guide' || role === 'store_manager';

/** @throws Refusal `chain.no_such_staff`, `chain.rank_too_high` */
export const seeLeaving = (db: Db, wish: Leaving): Promise<HandOver> =>
  db.reading(wish.merchant, async (reader) => {
    const { row, policy, live, serving, heirs } = await planFor(reader, wish);
    const byHeir = Map.groupBy(live, ({ member }) => heirs.get(member) ?? null);
    const shares = [...byHeir].map(([id, customers]) => ({
      heir: serving.find((each) => each.id === id) ?? null,
      customers: customers.length,
    }));
    return {
      name: row.name,
      rule: policy.body.heir,
      policyVersion: policy.version,
      customers: live.length,
      shares: shares.toSorted((a, b) => b.customers - a.customers),
    };
  });

/** @throws Refusal `chain.no_such_staff`, `chain.rank_too_high`, `chain.has_left` */
export const staffLeaves = (
  db: Db,
  wish: Leaving & { readonly actor: Actor; readonly reason: string },
): Promise<{ readonly customers: number }> =>
  db.transaction(wish.merchant, async (tx) => {
    const { terms, live, heirs } = await planFor(tx, wish);
    const { staff, actor, reason, by } = wish;
    belonging.inherit(
      tx,
      live,
      (member) => heirs.get(member) ?? null,
      { actor: by.id, reason },
      terms,
    );
    const [heir = null] = [...heirs.values()];
    audit(tx, actor, {
      verb: 'belonging.handed_over',
      object: { kind: 'staff', id: staff },
      facts: { customers: live.length, policyVersion: terms.version },
    });
    await chain.leave(tx, staff, heir);
    return { customers: live.length };
  });
