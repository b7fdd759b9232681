/** What stands between us and one person, over all her accounts. */
import type { MemberId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Reader } from '../../platform/db.ts';
import { sumPerson } from './store-person.ts';

export interface Standing {
  readonly waitingFen: Fen;
  readonly balanceFen: Fen;
  readonly debtFen: Fen;
}

export async function standingWith(
  reader: Reader,
  members: readonly MemberId[],
): Promise<Standing> {
  return (await reader.ask(sumPerson, { members: [...members] }))[0]!;
}
