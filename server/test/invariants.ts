/**
 * What must be true of the rows after every command: each question answers with the rows that
 * break it. Ids as in the papers: L ledger, S stock, O orders, K commission, A attribution, T
 * walls, W wallets.
 */
import type pg from 'pg';
import { COMMISSION, LEDGER } from './invariants-money.ts';
import { CASES } from './invariants-cases.ts';
import { MONTHS } from './invariants-months.ts';
import { INVOICES } from './invariants-invoices.ts';
import { ORDERS, STOCK } from './invariants-orders.ts';
import { WALLET } from './invariants-wallet.ts';
import { ATTRIBUTION, WALLS } from './invariants-walls.ts';

export interface Violation {
  readonly invariant: string;
  readonly row: Readonly<Record<string, unknown>>;
}

export const INVARIANTS: Readonly<Record<string, string>> = {
  ...LEDGER,
  ...STOCK,
  ...ORDERS,
  ...CASES,
  ...INVOICES,
  ...COMMISSION,
  ...ATTRIBUTION,
  ...WALLS,
  ...WALLET,
  ...MONTHS,
};

/** Empty, or what is wrong. `only` narrows to the families named: 'L', 'LSO'. */
export async function findViolations(owner: pg.Client, only = 'LSOCKATPWI'): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [at, [invariant, sql]] of Object.entries(INVARIANTS).entries()) {
    if (!only.includes(invariant[0]!)) continue;
    // Prepared: asked after every command, to plan it would cost more than to answer it.
    const { rows } = await owner.query({
      name: `invariant_${at}`,
      text: `select * from (${sql}) broken limit 5`,
    });
    for (const row of rows) found.push({ invariant, row });
  }
  return found;
}
