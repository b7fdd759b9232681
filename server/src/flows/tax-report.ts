/**
 * The report that a platform files by the quarter: income of natural persons, how often, what was
 * withheld (State Council order 810). With full names it leaves as a file; that is written down.
 */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { startOf, type Day, type Instant } from '../kernel/time.ts';
import * as payouts from '../modules/payouts/payouts.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';

/** 2026-Q3 → from July to before October, by Shanghai's calendar. */
export function quarterOf(quarter: string): { from: Instant; until: Instant } {
  const [year, q] = [Number(quarter.slice(0, 4)), Number(quarter.at(-1))];
  const month = (count: number): Instant => {
    const [y, m] = [year + Math.floor(count / 12), (count % 12) + 1];
    return startOf(`${y}-${String(m).padStart(2, '0')}-01` as Day);
  };
  return { from: month((q - 1) * 3), until: month(q * 3) };
}

/** Opens the names of a report, by payee; who took it and why is written down. */
export function openTaxReport(
  { db, vault }: { db: Db; vault: Vault },
  wish: {
    readonly merchant: MerchantId;
    readonly staff: StaffId;
    readonly quarter: string;
    readonly reason: string;
    readonly payees: readonly payouts.PayeeId[];
  },
) {
  const { merchant, staff, quarter, reason, payees } = wish;
  return db.transaction(merchant, async (tx) => {
    const opened = await payouts.openPayees(tx, vault, payees);
    audit(
      tx,
      { kind: 'staff', id: staff },
      {
        verb: 'payouts.tax_report_taken',
        object: { kind: 'tax_report', id: merchant },
        facts: { quarter, reason, people: payees.length },
      },
    );
    return opened;
  });
}
