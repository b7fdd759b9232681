/** What holds for somebody who takes money out: the rule in force, and since when we know her. */
import type { MemberId, StaffId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { dayOf, startOf, type Day, type Instant } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
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

type Before = (span: {
  readonly method: string;
  readonly from: Instant;
}) => Promise<payouts.TaxedSoFar>;

/** Of the month in which it is paid, or of the year, by the rule that holds now. */
export async function taxFor(
  reader: Reader,
  person: payouts.Person,
  amount: Fen,
  findBefore: Before,
) {
  const { terms } = await withdrawalTermsOf(reader, person);
  const taxMethod = payouts.methodFor(person, terms);
  const today = dayOf(reader.now);
  const from =
    taxMethod === 'cumulative' ? `${today.slice(0, 4)}-01-01` : `${today.slice(0, 7)}-01`;
  const before = await findBefore({ method: taxMethod, from: startOf(from as Day) });
  return { taxMethod, ...payouts.taxOf(taxMethod, amount, before) };
}

/** What would arrive of it, were it paid today. */
export async function quoteOf(reader: Reader, person: payouts.Person, amount: Fen) {
  const { terms } = await withdrawalTermsOf(reader, person);
  const account: ledger.Account = `due:${person.kind}:${person.id}`;
  const { withheldFen } = await taxFor(reader, person, amount, (span) =>
    ledger.taxedSoFar(reader, account, span),
  );
  return payouts.quoteFor(amount, withheldFen, terms);
}
