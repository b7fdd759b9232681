/** What holds for somebody who takes money out: the rule in force, and since when we know her. */
import type { MemberId, StaffId } from '../../kernel/id.ts';
import * as chain from '../../modules/chain/chain.ts';
import type * as ledger from '../../modules/ledger/ledger.ts';
import * as members from '../../modules/members/members.ts';
import * as payouts from '../../modules/payouts/payouts.ts';
import type { Reader } from '../../platform/db.ts';

export interface WithdrawalTerms {
  readonly terms: payouts.Terms;
  readonly standing: payouts.Standing;
}

export async function withdrawalTermsOf(
  reader: Reader,
  person: payouts.Person,
): Promise<WithdrawalTerms> {
  const [directory, age, payee] = await Promise.all([
    chain.directory(reader),
    ageOf(reader, person),
    payouts.findPayee(reader, person),
  ]);
  const { body } = chain.policyInForce(directory, 'withdrawal', [directory.root.id], reader.now);
  const { since, phoneChangedAt } = age ?? { since: reader.now, phoneChangedAt: null };
  return { terms: body, standing: { since, phoneChangedAt, payee } };
}

async function ageOf(reader: Reader, { kind, id }: payouts.Person) {
  if (kind === 'member') return members.ageOf(reader, id as MemberId);
  const since = await chain.hiredAt(reader, id as StaffId);
  return since === null ? null : { since, phoneChangedAt: null };
}

/** The person behind an account of the ledger that withdrawals come from. */
export function personOf(account: ledger.Account): payouts.Person {
  const [, kind, id] = account.split(':');
  return { kind: kind as payouts.Person['kind'], id: id! };
}
