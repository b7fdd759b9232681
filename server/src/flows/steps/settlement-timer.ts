/** When months are closed: one timer a merchant, set anew by the rule that holds then. */
import type { Reader } from '../../platform/db.ts';
import * as chain from '../../modules/chain/chain.ts';

export const SETTLEMENT_TIMER = { kind: 'settlement.close', ref: 'monthly' } as const;

export async function settlementTerms(reader: Reader) {
  const directory = await chain.directory(reader);
  const { root } = directory;
  const { version, body } = chain.policyInForce(directory, 'settlement', [root.id], reader.now);
  return { version, ...body, root };
}
