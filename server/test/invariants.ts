/**
 * What must be true of the rows after every command: each question answers with the rows that
 * break it. Ids as in the papers: L ledger, S stock, O orders, K commission, A attribution, T
 * walls.
 */
import type pg from 'pg';
import { COMMISSION, LEDGER } from './invariants-money.ts';
import { ATTRIBUTION, ORDERS, STOCK, WALLS } from './invariants-orders.ts';

export interface Violation {
  readonly invariant: string;
  readonly row: Readonly<Record<string, unknown>>;
}

export const INVARIANTS: Readonly<Record<string, string>> = {
  ...LEDGER,
  ...STOCK,
  ...ORDERS,
  ...COMMISSION,
  ...ATTRIBUTION,
  ...WALLS,
};

/** Empty, or what is wrong. `only` narrows to the families named: 'L', 'LSO'. */
export async function findViolations(owner: pg.Client, only = 'LSOKATP'): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [invariant, sql] of Object.entries(INVARIANTS)) {
    if (!only.includes(invariant[0]!)) continue;
    const { rows } = await owner.query(`select * from (${sql}) broken limit 5`);
    for (const row of rows) found.push({ invariant, row });
  }
  return found;
}
